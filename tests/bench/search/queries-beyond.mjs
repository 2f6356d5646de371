// What goes beyond one word of one language: the other language, several words, people's names, codes.
import {
  about,
  both,
  either,
  forAudience,
  forJob,
  inDiscipline,
  ofKind,
  onSubjects,
  titled,
  withPerson,
} from './judge.mjs'
import { lines } from './random.mjs'

/** Everything that could answer is written in the other language only. */
const across = (text, only) => onSubjects('cross-language', text).map((query) => ({ ...query, only }))

const CROSS = [
  ...across(
    `
    leadership | en | leadership academic-leadership first-manager
    time management | en | time-management
    career advice | en | career-guidance
    workload | en | workload
    job interview | en | interview
    research ethics | en | ethics
    peer supervision | en | peer-supervision
    grant proposal | en | grants
    informal care | en | informal-care
    conflict | en | conflict
    burnout prevention | en | burnout
    parental leave | en | parenthood
    meeting skills | en | meetings
    negotiating | en | negotiating
    retirement | en | retirement
    `,
    'nl',
  ),
  ...across(
    `
    leiderschap | nl | leadership academic-leadership
    netwerken | nl | networking
    beroepskeuze | nl | career-choice
    vooroordelen | nl | bias
    academisch schrijven | nl | academic-writing
    subsidieaanvraag | nl | grants
    sollicitatiegesprek | nl | interview
    octrooien | nl | patents
    meeloopdag | nl | shadow-day
    inclusie | nl | inclusion
    toetsing | nl | assessment
    duurzaamheid | nl | sustainability
    promotietraject | nl | phd-track
    veerkracht | nl | resilience
    enquête | nl | surveys
    `,
    'en',
  ),
]

const multi = (q, lang, relevant, kind) => ({ class: 'multi-word', q, lang, ...(kind && { kind }), relevant })

const MULTI = [
  multi('training timemanagement', 'nl', both(about('time-management'), ofKind('training'))),
  multi('bijeenkomst werkdruk', 'nl', both(about('workload'), ofKind('event'))),
  multi('feedback geven leidinggevenden', 'nl', both(about('feedback'), forAudience('managers'))),
  multi('python promovendi', 'nl', both(about('python'), forAudience('phd-candidates'))),
  multi('mentor loopbaan', 'nl', both(about('career-guidance', 'career-planning'), ofKind('mentoring'))),
  multi('cursus academisch schrijven', 'nl', both(about('academic-writing'), ofKind('training'))),
  multi('vacature data steward', 'nl', forJob('data-steward')),
  multi('postdoc biologie', 'nl', both(forJob('postdoc'), inDiscipline('biology', 'ecology', 'genetics'))),
  multi('promovendus strafrecht', 'nl', both(forJob('phd-candidate'), inDiscipline('criminal-law'))),
  multi('leiderschap nieuwe medewerkers', 'nl', both(about('leadership'), forAudience('new-staff'))),
  multi('zelftest stress', 'nl', both(about('stress', 'burnout', 'workload'), ofKind('self-test'))),
  multi('lezing open access', 'nl', both(about('open-access'), ofKind('event'))),
  multi('onderhandelen voor promovendi', 'nl', both(about('negotiating'), forAudience('phd-candidates'))),
  multi('omgaan met werkdruk training', 'nl', both(about('workload'), ofKind('training'))),
  multi('academic writing workshop', 'en', both(about('academic-writing'), ofKind('training'))),
  multi('leadership training', 'en', both(about('leadership', 'academic-leadership'), ofKind('training'))),
  multi('data management course', 'en', both(about('data-management'), ofKind('training'))),
  multi('presenting for postdocs', 'en', both(about('presenting'), forAudience('postdocs'))),
  multi('negotiating professors', 'en', both(about('negotiating'), forAudience('professors'))),
  multi('phd position chemistry', 'en', both(forJob('phd-candidate'), inDiscipline('chemistry'))),
  multi('career advice technicians', 'en', both(about('career-guidance'), forAudience('technicians'))),
  multi('networking lecture', 'en', both(about('networking'), ofKind('event'))),
  multi('coach leadership', 'en', about('leadership', 'academic-leadership', 'first-manager'), 'coaching'),
]

/** Lines of `as typed | language | name`. */
const NAMES = [
  ...lines(`
    soren ostergaard | en | Søren Østergaard
    isil yildirim | nl | Işıl Yıldırım
    renee grossmann | nl | Renée Großmann
    zoe van daal | nl | Zoë van Daal
    jose ibanez | en | José Ibáñez
    muge celik | nl | Müge Çelik
    wisniewski | en | Łukasz Wiśniewski
    kjaergaard | en | Bjørn Kjærgaard
    naima el aziz | nl | Naïma el Aziz
    jurgen weiss | nl | Jürgen Weiß
    noemie lefevre | en | Noémie Lefèvre
    SJÖBERG | en | Håkan Sjöberg
    jonsdottir | nl | Þóra Jónsdóttir
    Yıldırım | nl | Işıl Yıldırım
    aylin sahin | nl | Aylin Şahin
    gunter strauss | en | Günter Strauß
    Großmann | nl | Renée Großmann
    kagan aydin | nl | Kağan Aydın
    stephane cote | en | Stéphane Côté
    vreugdenhil | nl | Carolien Vreugdenhil
    Østergaard | en | Søren Østergaard
    pemberton | en | Alistair Pemberton
  `).map((line) => {
    const [q, lang, name] = line.split(' | ')
    return { class: 'names-accents', q, lang, relevant: withPerson(name) }
  }),
  ...onSubjects(
    'names-accents',
    `
    carriereplanning | nl | career-planning
    enquete | nl | surveys
    reintegratie | nl | reintegration
    financien | nl | finance
    werk prive balans | nl | balance
    arbeidsmarktorientatie | nl | labour-market
  `,
  ),
  { class: 'names-accents', q: 'coordinator', lang: 'nl', relevant: forJob('education-coordinator') },
]

const CODES = [
  ...onSubjects(
    'codes',
    `
    BKO | nl | utq
    AVG | nl | privacy
    SPSS | nl | spss
    C# | nl | csharp
    R | nl | statistics-r
    AI | nl | ai-work ai-teaching
    VENI | nl | veni
    BHV | nl | first-aid
    POP | nl | pdp
    R&O | nl | annual-conversation
    SKO | nl | stq
    SQL | nl | sql
    bko | nl | utq
    cv | nl | cv
    UFO | nl | job-profile
    R&O-gesprek | nl | annual-conversation
    UTQ | en | utq
    GDPR | en | privacy
    C++ | en | cpp
    ERC | en | erc
    LaTeX | en | latex
    matlab | en | matlab
    git | en | git
    PDP | en | pdp
    statistics R | en | statistics-r
    STQ | en | stq
    c# | en | csharp
  `,
  ),
  { class: 'codes', q: 'UD', lang: 'nl', kind: 'vacancy', relevant: forJob('assistant-professor') },
  { class: 'codes', q: 'UHD', lang: 'nl', kind: 'vacancy', relevant: forJob('associate-professor') },
  { class: 'codes', q: 'HR', lang: 'nl', kind: 'vacancy', relevant: either(forJob('hr-advisor'), titled(/\bHR\b/)) },
]

export const BEYOND = [...CROSS, ...MULTI, ...NAMES, ...CODES]
