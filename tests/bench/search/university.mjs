// Who an offer is for, where it comes from, and who gives it. Everything here is invented.
import { lines } from './random.mjs'

/** Rows of `id | Dutch | English` as `{ id, nl, en }`. */
const table = (text) =>
  lines(text).map((line) => {
    const [id, nl, en] = line.split(' | ')
    return { id, nl, en: en ?? nl }
  })

export const THEMES = table(`
who-am-i | Wie ben ik? | Who am I?
transferable-skills | Overdraagbare vaardigheden | Transferable skills
mobility | Ander werk | Other work
cv-check | Cv en brief | CV and letter
interview-practice | Sollicitatiegesprek | Job interview
linkedin | LinkedIn | LinkedIn
networking | Netwerken | Networking
leadership | Leiderschap | Leadership
communication | Communicatie | Communication
teaching | Onderwijs geven | Teaching
research | Onderzoek doen | Research
open-science | Open science en integriteit | Open science and integrity
digital-skills | Digitaal en AI | Digital and AI
languages | Talen | Languages
organising | Plannen en organiseren | Planning and organising
wellbeing | Welzijn | Wellbeing
inclusion | Inclusie | Inclusion
onboarding | Nieuw hier | New here
`)

export const AUDIENCES = table(`
everyone | Iedereen | Everyone
phd-candidates | Promovendi | PhD candidates
postdocs | Postdocs | Postdocs
lecturers | Docenten | Lecturers
assistant-professors | UD's en UHD's | Assistant and associate professors
professors | Hoogleraren | Professors
phd-supervisors | Promotiebegeleiders | PhD supervisors
managers | Wie leidinggeeft | Managers
support-staff | Ondersteunend personeel | Support staff
technicians | Technici en analisten | Technicians and analysts
new-staff | Nieuwe medewerkers | New staff
`)

export const UNITS = table(`
humanities | Faculteit Geesteswetenschappen | Faculty of Humanities
law | Faculteit Rechten | Faculty of Law
medicine | Faculteit Geneeskunde | Faculty of Medicine
science | Faculteit Natuurwetenschappen | Faculty of Science
social-sciences | Faculteit Sociale Wetenschappen | Faculty of Social Sciences
economics | Faculteit Economie en Bedrijf | Faculty of Economics and Business
engineering | Faculteit Techniek | Faculty of Engineering
career-centre | Loopbaancentrum | Career Centre
hr | Dienst HR | HR Department
doctoral-school | Doctoral School | Doctoral School
teaching-centre | Centrum voor Onderwijs | Centre for Teaching
library | Universiteitsbibliotheek | University Library
it-services | Dienst ICT | IT Services
language-centre | Talencentrum | Language Centre
`)

/** The fourth column is the faculty. */
export const DISCIPLINES = lines(`
archaeology | archeologie | archaeology | humanities
philosophy | wijsbegeerte | philosophy | humanities
history | geschiedenis | history | humanities
linguistics | taalwetenschap | linguistics | humanities
musicology | muziekwetenschap | musicology | humanities
theology | theologie | theology | humanities
art-history | kunstgeschiedenis | art history | humanities
literature-studies | letterkunde | literary studies | humanities
media-studies | mediastudies | media studies | humanities
criminal-law | strafrecht | criminal law | law
tax-law | belastingrecht | tax law | law
european-law | Europees recht | European law | law
criminology | criminologie | criminology | law
cardiology | cardiologie | cardiology | medicine
oncology | oncologie | oncology | medicine
immunology | immunologie | immunology | medicine
epidemiology | epidemiologie | epidemiology | medicine
nursing | verpleegkunde | nursing science | medicine
dentistry | tandheelkunde | dentistry | medicine
pharmacy | farmacie | pharmacy | medicine
psychiatry | psychiatrie | psychiatry | medicine
neuroscience | neurowetenschap | neuroscience | medicine
biology | biologie | biology | science
chemistry | scheikunde | chemistry | science
physics | natuurkunde | physics | science
mathematics | wiskunde | mathematics | science
astronomy | sterrenkunde | astronomy | science
ecology | ecologie | ecology | science
genetics | genetica | genetics | science
geology | geologie | geology | science
meteorology | meteorologie | meteorology | science
hydrology | hydrologie | hydrology | science
informatics | informatica | computer science | science
bioinformatics | bio-informatica | bioinformatics | science
psychology | psychologie | psychology | social-sciences
sociology | sociologie | sociology | social-sciences
anthropology | antropologie | anthropology | social-sciences
pedagogy | pedagogiek | educational science | social-sciences
political-science | politicologie | political science | social-sciences
geography | sociale geografie | human geography | social-sciences
communication-science | communicatiewetenschap | communication science | social-sciences
econometrics | econometrie | econometrics | economics
accounting | accountancy | accounting | economics
marketing | marketing | marketing | economics
business | bedrijfskunde | business administration | economics
civil-engineering | civiele techniek | civil engineering | engineering
mechanical-engineering | werktuigbouwkunde | mechanical engineering | engineering
electrical-engineering | elektrotechniek | electrical engineering | engineering
architecture | bouwkunde | architecture | engineering
robotics | robotica | robotics | engineering
`).map((line) => {
  const [id, nl, en, unit] = line.split(' | ')
  return { id, nl, en, unit }
})

export const JOBS = table(`
phd-candidate | promovendus | PhD candidate
postdoc | postdoc | postdoc
assistant-professor | universitair docent (UD) | assistant professor
associate-professor | universitair hoofddocent (UHD) | associate professor
professor | hoogleraar | full professor
lecturer | docent | lecturer
research-assistant | onderzoeksassistent | research assistant
data-steward | data steward | data steward
data-scientist | datawetenschapper | data scientist
laboratory-technician | laborant | laboratory technician
instrument-maker | instrumentmaker | instrument maker
hr-advisor | HR-adviseur | HR advisor
career-advisor | loopbaanadviseur | career advisor
policy-advisor | beleidsadviseur | policy advisor
communication-advisor | communicatieadviseur | communication advisor
study-advisor | studieadviseur | study advisor
funding-advisor | subsidieadviseur | funding advisor
management-assistant | managementassistent | management assistant
project-manager | projectmanager | project manager
education-coordinator | onderwijscoördinator | education coordinator
librarian | bibliothecaris | librarian
system-administrator | systeembeheerder | system administrator
controller | financieel controller | financial controller
timetabler | roostermaker | timetabler
legal-counsel | jurist | legal counsel
`)

/** The people who give courses, mentor, speak or tell their story. */
export const HOSTS = lines(`
Søren Østergaard, Işıl Yıldırım, Renée Großmann, Zoë van Daal, José Ibáñez, Müge Çelik, Łukasz Wiśniewski, Bjørn
Kjærgaard, Naïma el Aziz, Jürgen Weiß, Noémie Lefèvre, Håkan Sjöberg, Þóra Jónsdóttir, Dvořák Ondřej, Chloé Dubois,
Aylin Şahin, Loïs de Bruyn, Tomás Muñoz, Günter Strauß, Anaïs Brûlé, Kağan Aydın, Stéphane Côté, Márta Szűcs, Žofie
Černá, Bas Ouwendijk, Marit Terpstra, Gijs Hoogland, Femke Roodbeen, Dorian Velthuis, Wietske Haarsma, Ruben
Plantinga, Leonoor Kist, Sanne de Graaff, Joost van Wijngaarden, Fatima Benali, Youssef Amrani, Priya Raman, Ming
Zhao, Kwame Boateng, Olga Petrova, Hendrik Tolsma, Carolien Vreugdenhil, Maarten Ypma, Elske Dijksterhuis, Thijs
Klaverveld, Roos Wartena, Pieter Slagter, Anouk Rademaker, Siebe Oldenkamp, Lotte Zandbergen, Bram Cuperus, Mirjam
Wolthuis, Tessa Ekelmans, Jelle Bouwknegt, Nadia Haddad, Emre Kaplan, Grace Whitcombe, Alistair Pemberton, Siobhan
Gallagher, Rosalind Thackeray, Kofi Mensah, Ingrid Haugland, Matteo Bellini, Chiara Lombardo
`)
  .join(' ')
  .split(/,\s*/)
  .map((name) => {
    const [first, ...rest] = name.replace(/,$/, '').split(' ')
    return { id: name, first, last: rest.join(' '), name }
  })

export const PROVIDERS = [
  'career-centre',
  'teaching-centre',
  'hr',
  'doctoral-school',
  'library',
  'language-centre',
  'leerdek',
  'bureau-kantelpunt',
  'studio-klinkerhof',
]
export const FORMATS = ['on-campus', 'on-campus', 'online', 'blended', 'self-paced']
export const LEARNING_FORMS = {
  training: ['workshop', 'course', 'self-study'],
  mentoring: ['conversation', 'on-the-job'],
  coaching: ['coaching', 'conversation'],
  vacancy: ['on-the-job'],
  event: ['lecture', 'network'],
  'self-test': ['self-study'],
  story: ['conversation'],
  'career-advice': ['conversation'],
}
