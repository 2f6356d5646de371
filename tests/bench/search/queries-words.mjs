// Single words and short phrases: typed in full, half, wrong, or in another form than the texts have.
import { about, either, forAudience, forJob, ofKind, onSubjects, titled } from './judge.mjs'
import { lines } from './random.mjs'

const EXACT = onSubjects(
  'exact',
  `
  leiderschap | nl | leadership academic-leadership
  timemanagement | nl | time-management
  loopbaanadvies | nl | career-guidance
  intervisie | nl | peer-supervision
  presenteren | nl | presenting
  subsidieaanvraag | nl | grants
  projectmanagement | nl | project-management
  werkdruk | nl | workload
  academisch schrijven | nl | academic-writing
  feedback geven | nl | feedback
  mantelzorg | nl | informal-care
  sociale veiligheid | nl | social-safety
  leadership | en | leadership academic-leadership
  networking | en | networking
  academic writing | en | academic-writing
  open access | en | open-access
  negotiating | en | negotiating
  job interview | en | interview
  work-life balance | en | balance
  tenure track | en | tenure-track
  research ethics | en | ethics
  impostor syndrome | en | impostor
`,
)

const startsWith = (start) => titled(new RegExp(`(^|[^\\p{L}])${start}`, 'iu'))

/** Lines of `start | language | subjects`: what begins so in a title is meant as well. */
const PREFIX = lines(`
  presen | nl | presenting
  onderhand | nl | negotiating
  interv | nl | peer-supervision
  subsid | nl | grants
  solli | nl | interview cv
  mantelz | nl | informal-care
  promov | nl | phd-track phd-supervision
  statis | nl | statistics-r
  datama | nl | data-management
  scripti | nl | thesis-supervision
  conflic | nl | conflict
  perfec | nl | perfectionism
  negoti | en | negotiating
  networ | en | networking
  entrep | en | entrepreneurship
  procra | en | procrastination
  resil | en | resilience
  mindf | en | mindfulness
  assess | en | assessment
`).map((line) => {
  const [q, lang, concepts] = line.split(' | ')
  return { class: 'prefix', q, lang, relevant: either(about(...concepts.split(' ')), startsWith(q)) }
})

/** Lines of `query | language | what was meant | subjects`. */
const typos = (className, text) =>
  lines(text).map((line) => {
    const [q, lang, meant, concepts] = line.split(' | ')
    return { class: className, q, lang, meant, relevant: about(...concepts.split(' ')) }
  })

const TYPO_1 = typos(
  'typo-1',
  `
  leidershcap | nl | leiderschap | leadership academic-leadership
  loopbaanadvis | nl | loopbaanadvies | career-guidance
  timemanagment | nl | timemanagement | time-management
  datamangement | nl | datamanagement | data-management
  solicitatiegesprek | nl | sollicitatiegesprek | interview
  intervise | nl | intervisie | peer-supervision
  onderhandlen | nl | onderhandelen | negotiating
  werkduk | nl | werkdruk | workload
  prsenteren | nl | presenteren | presenting
  vitalitiet | nl | vitaliteit | vitality
  subsideaanvraag | nl | subsidieaanvraag | grants
  netwerlen | nl | netwerken | networking
  reintergratie | nl | reïntegratie | reintegration
  pyhton | nl | python | python
  statistek | nl | statistiek | statistics-r
  mediatrainning | nl | mediatraining | media
  leadeship | en | leadership | leadership academic-leadership
  mindfullness | en | mindfulness | mindfulness
  entrepeneurship | en | entrepreneurship | entrepreneurship
  resiliance | en | resilience | resilience
  negotating | en | negotiating | negotiating
  procastination | en | procrastination | procrastination
  acadmic writing | en | academic writing | academic-writing
  inclusoin | en | inclusion | inclusion
  burnuot prevention | en | burnout prevention | burnout
  netwroking | en | networking | networking
`,
)

const TYPO_2 = typos(
  'typo-2',
  `
  leidersgap | nl | leiderschap | leadership academic-leadership
  projektmanagment | nl | projectmanagement | project-management
  ondrehandeln | nl | onderhandelen | negotiating
  loopbanadvis | nl | loopbaanadvies | career-guidance
  sollisitatiegesprk | nl | sollicitatiegesprek | interview
  stresbeheersng | nl | stressbeheersing | stress
  preseteeren | nl | presenteren | presenting
  datamanegment | nl | datamanagement | data-management
  wetenschapcomunicatie | nl | wetenschapscommunicatie | science-communication
  ouderschpsverlov | nl | ouderschapsverlof | parenthood
  perfektionsme | nl | perfectionisme | perfectionism
  entrepenuership | en | entrepreneurship | entrepreneurship
  procrasitnaton | en | procrastination | procrastination
  negociatng | en | negotiating | negotiating
  asertivness | en | assertiveness | assertiveness
  stroyteling | en | storytelling | storytelling
  reserch intergity | en | research integrity | integrity
  mindfullnes | en | mindfulness | mindfulness
`,
)

const INFLECTION = [
  ...onSubjects(
    'inflection',
    `
    presentaties | nl | presenting
    onderhandelingen | nl | negotiating
    sollicitaties | nl | interview cv
    subsidies | nl | grants
    promoties | nl | phd-track
    conflict | nl | conflict
    netwerk | nl | networking
    vergaderingen | nl | meetings minutes
    mantelzorger | nl | informal-care
    vooroordeel | nl | bias
    octrooi | nl | patents
    begrotingen | nl | finance
    scripties | nl | thesis-supervision
    detacheringen | nl | secondment
    tentamen | nl | assessment
    carrières | nl | career-planning
    presentations | en | presenting
    negotiations | en | negotiating
    conflicts | en | conflict
    networks | en | networking
    questionnaires | en | surveys
    theses | en | thesis-supervision
    budgets | en | finance
    patent | en | patents
    grants | en | grants veni erc
  `,
  ),
  {
    class: 'inflection',
    q: 'leidinggevende',
    lang: 'nl',
    relevant: either(about('leadership', 'first-manager'), forAudience('managers')),
  },
  { class: 'inflection', q: 'coaches', lang: 'nl', relevant: ofKind('coaching') },
  { class: 'inflection', q: 'mentors', lang: 'en', relevant: ofKind('mentoring') },
  { class: 'inflection', q: 'laboranten', lang: 'nl', relevant: forJob('laboratory-technician') },
  { class: 'inflection', q: 'lecturer', lang: 'en', relevant: either(forJob('lecturer'), forAudience('lecturers')) },
]

export const WORDS = [...EXACT, ...PREFIX, ...TYPO_1, ...TYPO_2, ...INFLECTION]
