// What the offers are about. Three lines each: id, theme and competence; how Dutch texts say it; how English texts do.
// The first wording is the usual one. The others are what another author would have written.
import { lines } from './random.mjs'

const TEXT = `
leadership, leadership, leading-others
leiderschap / leidinggeven / leiding geven aan collega's
leadership / leading people / leading your colleagues
first-manager, leadership, leading-a-team
startend leidinggeven / nieuw als leidinggevende / je eerste jaar als leidinggevende
starting as a manager / new as a manager / your first year as a manager
academic-leadership, leadership, leading-a-team
academisch leiderschap / een onderzoeksgroep leiden
academic leadership / leading a research group
time-management, organising, planning
timemanagement / plannen en prioriteiten stellen / je tijd indelen
time management / planning and setting priorities / managing your time
career-guidance, mobility, career-management
loopbaanadvies / advies over je loopbaan / loopbaanvragen
career advice / advice on your career / career questions
career-planning, mobility, career-management
carrièreplanning / je carrière plannen / een loopbaanplan maken
career planning / planning your career / making a career plan
academic-writing, research, writing
academisch schrijven / wetenschappelijk schrijven / een artikel schrijven
academic writing / scientific writing / writing an article
data-management, open-science, data-management
datamanagement / een datamanagementplan / onderzoeksdata beheren
data management / a data management plan / looking after research data
feedback, communication, giving-feedback
feedback geven / feedback geven en ontvangen / feedbackgesprekken
giving feedback / giving and receiving feedback / feedback conversations
grants, research, funding
subsidieaanvraag / een subsidie aanvragen / een subsidievoorstel schrijven
grant proposal / grant writing / applying for a grant
phd-track, research, planning
promotietraject / je promotie plannen / promoveren
PhD trajectory / planning your PhD / doing a PhD
burnout, wellbeing, resilience
burn-outpreventie / een burn-out voorkomen / op tijd herstellen
burnout prevention / preventing burnout / recovering in time
workload, wellbeing, planning
omgaan met werkdruk / werkdruk verlagen / een te volle agenda
dealing with workload / reducing your workload / an overfull diary
presenting, communication, presenting
presenteren / een presentatie geven / presentatievaardigheden
presenting / giving a presentation / presentation skills
negotiating, communication, negotiating
onderhandelen / goed onderhandelen / een onderhandeling voorbereiden
negotiating / negotiation skills / preparing a negotiation
statistics-r, digital-skills, research-methods
statistiek in R / statistische analyse met R / gegevens analyseren in R
statistics in R / statistical analysis with R / analysing data in R
python, digital-skills, digital-literacy
programmeren in Python / Python voor beginners / scripts in Python
programming in Python / Python for beginners / scripts in Python
utq, teaching, course-design
BKO / basiskwalificatie onderwijs (BKO) / het BKO-portfolio
UTQ / University Teaching Qualification (UTQ) / the UTQ portfolio
stq, teaching, course-design
SKO / seniorkwalificatie onderwijs (SKO)
STQ / Senior Teaching Qualification (STQ)
ethics, open-science, research-integrity
onderzoeksethiek / ethische toetsing / ethiek in onderzoek
research ethics / ethical review / ethics in research
integrity, open-science, research-integrity
wetenschappelijke integriteit / integer onderzoek
research integrity / honest research
privacy, open-science, data-management
privacy en AVG / persoonsgegevens en de AVG / werken met persoonsgegevens
privacy and GDPR / personal data and the GDPR / working with personal data
open-access, open-science, writing
open access / open access publiceren
open access / open access publishing
peer-supervision, transferable-skills, listening
intervisie / een intervisiegroep / leren van vragen van collega's
peer supervision / a peer-supervision group / learning from questions of colleagues
networking, networking, networking-skills
netwerken / een netwerk opbouwen / je netwerk onderhouden
networking / building a network / keeping up your network
cv, cv-check, career-management
cv en sollicitatiebrief / je cv / een brief bij je cv
CV and cover letter / your CV / a letter with your CV
interview, interview-practice, presenting
sollicitatiegesprek / solliciteren / oefenen voor een sollicitatiegesprek
job interview / applying for a job / practising for a job interview
linkedin, linkedin, networking-skills
LinkedIn / je LinkedIn-profiel / zichtbaar op LinkedIn
LinkedIn / your LinkedIn profile / being seen on LinkedIn
project-management, organising, project-management
projectmanagement / een project leiden / projecten plannen
project management / running a project / planning projects
conflict, communication, collaborating
conflicthantering / omgaan met conflicten / ruzie op het werk
conflict resolution / dealing with conflict / quarrels at work
dutch-beginners, languages, intercultural-skills
Nederlands voor beginners / Nederlandse les / Nederlands leren
Dutch for beginners / Dutch lessons / learning Dutch
dutch-advanced, languages, intercultural-skills
Nederlands voor gevorderden / vergaderen in het Nederlands
Dutch for advanced learners / meetings in Dutch
english-teaching, languages, presenting
lesgeven in het Engels / Engels in de collegezaal
teaching in English / English in the lecture hall
inclusion, inclusion, connecting
inclusie / een inclusieve werkplek / diversiteit en inclusie
inclusion / an inclusive workplace / diversity and inclusion
bias, inclusion, decision-making
vooroordelen / selecteren zonder vooroordelen
unconscious bias / selecting without bias
job-crafting, who-am-i, career-management
jobcrafting / je baan bijstellen / sleutelen aan je baan
job crafting / adjusting your job / tinkering with your job
mindfulness, wellbeing, resilience
mindfulness / aandachttraining / rust in je hoofd
mindfulness / attention training / a quiet head
resilience, wellbeing, resilience
veerkracht / weerbaarheidstraining / veerkrachtig blijven
resilience / resilience training / staying resilient
assertiveness, communication, leading-yourself
assertiviteit / assertiviteitstraining / nee zeggen
assertiveness / assertiveness training / saying no
media, communication, public-engagement
mediatraining / praten met journalisten / wetenschap in de media
media training / talking to journalists / science in the media
science-communication, communication, public-engagement
wetenschapscommunicatie / onderzoek uitleggen aan publiek
science communication / explaining research to an audience
storytelling, communication, presenting
storytelling / een verhaal vertellen
storytelling / telling a story
phd-supervision, research, responsible-supervision
promotiebegeleiding / promovendi begeleiden / een promovendus begeleiden
PhD supervision / supervising PhD candidates / supervising a PhD candidate
thesis-supervision, teaching, supervising-students
scriptiebegeleiding / een scriptie begeleiden
thesis supervision / supervising a thesis
assessment, teaching, assessment
toetsing / toetsvragen maken / tentamens nakijken
assessment / writing test questions / marking exams
course-design, teaching, course-design
onderwijsontwerp / een vak ontwerpen / leerdoelen kiezen
course design / designing a course / choosing learning goals
lecturing, teaching, presenting
hoorcollege geven / voor een volle collegezaal / activerend hoorcollege
lecturing / in front of a full lecture hall / an activating lecture
online-teaching, teaching, digital-literacy
online onderwijs / digitaal lesgeven / kennisclips maken
online teaching / teaching online / making knowledge clips
ai-teaching, teaching, ai-literacy
AI in het onderwijs / taalmodellen in je vak
AI in teaching / language models in your course
ai-work, digital-skills, ai-literacy
werken met AI / AI op je werk / kunstmatige intelligentie
working with AI / AI at work / artificial intelligence
excel, digital-skills, digital-literacy
Excel / draaitabellen in Excel / werken met rekenbladen
Excel / pivot tables in Excel / working with spreadsheets
spss, digital-skills, research-methods
SPSS / gegevensanalyse in SPSS
SPSS / data analysis in SPSS
csharp, digital-skills, digital-literacy
programmeren in C# / C# voor onderzoekers
programming in C# / C# for researchers
cpp, digital-skills, digital-literacy
programmeren in C++ / C++ voor zwaar rekenwerk
programming in C++ / C++ for heavy computing
matlab, digital-skills, research-methods
MATLAB / rekenen met MATLAB
MATLAB / computing with MATLAB
latex, digital-skills, writing
LaTeX / schrijven in LaTeX
LaTeX / writing in LaTeX
sql, digital-skills, data-management
SQL / databases en SQL / zoeken in een database
SQL / databases and SQL / querying a database
git, digital-skills, digital-literacy
Git / versiebeheer met Git / versiebeheer
Git / version control with Git / version control
security, digital-skills, digital-literacy
informatiebeveiliging / veilig omgaan met wachtwoorden
information security / handling passwords safely
qualitative, research, research-methods
kwalitatief onderzoek / interviews analyseren
qualitative research / analysing interviews
surveys, research, research-methods
enquêtes ontwerpen / een vragenlijst maken / een goede enquête
designing surveys / making a questionnaire / a good survey
literature, research, research-methods
literatuuronderzoek / wetenschappelijke literatuur zoeken
systematic review / searching the literature
references, research, writing
bronvermelding / verwijzen naar bronnen
reference management / citing sources
veni, research, funding
VENI-aanvraag / een VENI aanvragen
VENI proposal / applying for a VENI
erc, research, funding
ERC-beurs / het interview voor een ERC-beurs
ERC grant / the interview for an ERC grant
entrepreneurship, transferable-skills, pushing-boundaries
ondernemerschap / een bedrijf beginnen vanuit onderzoek
entrepreneurship / starting a company from research
patents, research, pushing-boundaries
octrooien / een octrooi aanvragen
patents / applying for a patent
employability, mobility, career-management
duurzame inzetbaarheid / inzetbaar blijven
sustainable employability / staying employable
retirement, who-am-i, self-knowledge
pensioenvoorbereiding / met pensioen gaan
retirement planning / retiring
reintegration, wellbeing, leading-yourself
reïntegratie / terug naar je werk na ziekte
reintegration / returning to work after illness
vitality, wellbeing, leading-yourself
vitaliteit / gezond werken / bewegen op het werk
vitality / healthy working / moving at work
sleep, wellbeing, resilience
slaapproblemen / beter slapen
sleep problems / sleeping better
stress, wellbeing, resilience
stressbeheersing / omgaan met stress / stress herkennen
stress management / dealing with stress / recognising stress
balance, wellbeing, leading-yourself
werk-privébalans / werk en privé combineren
work-life balance / combining work and private life
informal-care, wellbeing, taking-responsibility
mantelzorg / mantelzorg en werk combineren
informal care / combining informal care and work
parenthood, wellbeing, leading-yourself
ouderschapsverlof / werken met jonge kinderen
parental leave / working with young children
perfectionism, who-am-i, self-knowledge
perfectionisme / minder perfectionistisch zijn
perfectionism / being less of a perfectionist
impostor, who-am-i, self-knowledge
oplichterssyndroom / twijfel aan jezelf
impostor syndrome / doubting yourself
procrastination, organising, leading-yourself
uitstelgedrag / minder uitstellen
procrastination / putting things off less
concentration, organising, leading-yourself
concentratie / geconcentreerd werken
concentration / focused working
speed-reading, transferable-skills, writing
snellezen / sneller lezen en onthouden
speed reading / reading faster and remembering
minutes, organising, writing
notuleren / het verslag van een vergadering
minute taking / the minutes of a meeting
meetings, organising, decision-making
vergadertechniek / een vergadering voorzitten / beter vergaderen
meeting skills / chairing a meeting / better meetings
conversations, communication, listening
gespreksvaardigheden / gesprekstechnieken / een lastig gesprek
conversation skills / conversation techniques / a difficult conversation
annual-conversation, leadership, listening
R&O-gesprek / het jaargesprek / je jaargesprek voorbereiden
annual conversation / R&D conversation / preparing your annual conversation
teamwork, leadership, collaborating
teamontwikkeling / samenwerken in een team / teambuilding
team development / working in a team / team building
change, leadership, pushing-boundaries
verandermanagement / leiding geven aan verandering
change management / leading change
intercultural, communication, intercultural-skills
interculturele communicatie / samenwerken tussen culturen
intercultural communication / working across cultures
pdp, who-am-i, career-management
persoonlijk ontwikkelplan / een POP schrijven
personal development plan / writing a PDP
talents, who-am-i, self-knowledge
talentenanalyse / je talenten kennen
talent analysis / knowing your talents
values, who-am-i, self-knowledge
kernwaarden / wat jou drijft
core values / what drives you
career-choice, who-am-i, self-knowledge
beroepskeuze / welk beroep bij je past
career choice / which occupation suits you
labour-market, mobility, career-management
arbeidsmarktoriëntatie / de arbeidsmarkt verkennen / werk buiten de universiteit
labour-market orientation / exploring the labour market / work outside academia
shadow-day, mobility, networking-skills
meeloopdag / een dag meelopen
shadow day / shadowing a colleague
secondment, mobility, pushing-boundaries
detachering / tijdelijk elders werken
secondment / working elsewhere for a while
job-profile, onboarding, career-management
functieprofiel / het UFO-profiel / functiewaardering
job profile / the UFO profile / job classification
tenure-track, mobility, career-management
tenure track / bevordering tot hoogleraar
tenure track / promotion to professor
recognition, leadership, taking-responsibility
erkennen en waarderen / waardering voor onderwijs
recognition and rewards / valuing education
social-safety, inclusion, taking-responsibility
sociale veiligheid / ongewenst gedrag
social safety / unacceptable behaviour
first-aid, onboarding, taking-responsibility
BHV / bedrijfshulpverlening (BHV)
BHV / emergency response (BHV)
lab-safety, onboarding, taking-responsibility
laboratoriumveiligheid / veilig werken in het lab
laboratory safety / working safely in the lab
finance, organising, decision-making
financiën voor onderzoekers / een begroting maken
finance for researchers / making a budget
introduction, onboarding, connecting
kennismaken met de universiteit / wegwijs op de universiteit
getting to know the university / finding your way at the university
voice, communication, presenting
stemgebruik / je stem gebruiken
voice coaching / using your voice
clear-writing, communication, writing
helder schrijven / beleidsnotities schrijven
clear writing / writing policy papers
sustainability, organising, taking-responsibility
duurzaamheid / groener werken
sustainability / greener working
`

const all = lines(TEXT)

/** `{ id, theme, competence, nl: [wordings], en: [wordings] }` of every subject. */
export const CONCEPTS = Array.from({ length: all.length / 3 }, (_, at) => {
  const [id, theme, competence] = all[at * 3].split(', ')
  return { id, theme, competence, nl: all[at * 3 + 1].split(' / '), en: all[at * 3 + 2].split(' / ') }
})
