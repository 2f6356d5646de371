// Dutch writes as one word what people type as two, or as half of it, or put together in a way that no text has.
import { about, both, either, forAudience, forJob, inDiscipline, ofKind, onSubjects, titled } from './judge.mjs'

/** A part of a compound: every offer that has it in its title, and those about its subject. */
const part = (q, pattern, ...concepts) => ({
  class: 'compound-part',
  q,
  lang: 'nl',
  relevant: either(titled(pattern), about(...concepts)),
})

const PART = [
  part('advies', /advies/i, 'career-guidance'),
  part('loopbaan', /loopbaan/i, 'career-guidance'),
  part('training', /training/i),
  part('gesprek', /gesprek/i, 'interview', 'annual-conversation'),
  part('aanvraag', /aanvraag|aanvragen/i, 'grants', 'veni'),
  part('begeleiding', /begeleid/i, 'phd-supervision', 'thesis-supervision'),
  part('vaardigheden', /vaardigheden/i, 'conversations'),
  part('preventie', /preventie/i, 'burnout'),
  part('beheersing', /beheersing/i, 'stress'),
  part('laboratorium', /laboratorium/i, 'lab-safety'),
  part('beveiliging', /beveiliging/i, 'security'),
  part('arbeidsmarkt', /arbeidsmarkt/i, 'labour-market'),
  part('promotie', /promotie/i, 'phd-track', 'phd-supervision'),
  part('subsidie', /subsidie/i, 'grants'),
  part('pensioen', /pensioen/i, 'retirement'),
  part('zorg', /zorg/i, 'informal-care'),
  part('verlof', /verlof/i, 'parenthood'),
  part('profiel', /profiel/i, 'job-profile', 'linkedin'),
  part('balans', /balans/i, 'balance'),
  part('syndroom', /syndroom/i, 'impostor'),
  part('plan', /plan(?!t)/i, 'pdp'),
  part('keuze', /keuze/i, 'career-choice'),
  part('ontwerp', /ontwerp/i, 'course-design', 'surveys'),
  part('lezen', /lezen/i, 'speed-reading'),
  part('oriëntatie', /oriëntatie/i, 'labour-market'),
  part('hulpverlening', /hulpverlening/i, 'first-aid'),
  part('gebruik', /gebruik/i, 'voice'),
  part('traject', /traject/i, 'phd-track'),
  part('vermelding', /vermelding/i, 'references'),
  { class: 'compound-part', q: 'adviseur', lang: 'nl', kind: 'vacancy', relevant: titled(/adviseur|advisor/i) },
  { class: 'compound-part', q: 'assistent', lang: 'nl', kind: 'vacancy', relevant: titled(/assistent|assistant/i) },
  { class: 'compound-part', q: 'beheerder', lang: 'nl', relevant: forJob('system-administrator') },
  {
    class: 'compound-part',
    q: 'recht',
    lang: 'nl',
    kind: 'vacancy',
    relevant: both(ofKind('vacancy'), inDiscipline('criminal-law', 'tax-law', 'european-law')),
  },
]

const APART = [
  ...onSubjects(
    'compound-apart',
    `
    loopbaan advies | nl | career-guidance
    time management | nl | time-management
    project management | nl | project-management
    data management plan | nl | data-management
    burn out preventie | nl | burnout
    werk druk | nl | workload
    subsidie aanvraag | nl | grants
    intervisie groep | nl | peer-supervision
    sollicitatie gesprek | nl | interview
    sollicitatie brief | nl | cv
    presentatie vaardigheden | nl | presenting
    promotie traject | nl | phd-track
    scriptie begeleiding | nl | thesis-supervision
    media training | nl | media
    jaar gesprek | nl | annual-conversation
    vergader techniek | nl | meetings
    mantel zorg | nl | informal-care
    job crafting | nl | job-crafting
    stress beheersing | nl | stress
    wetenschaps communicatie | nl | science-communication
    versie beheer | nl | git
    carriere planning | nl | career-planning
    story telling | en | storytelling
    work life balance | en | balance
    spread sheets | en | excel
  `,
  ),
  { class: 'compound-apart', q: 'loopbaan adviseur', lang: 'nl', kind: 'vacancy', relevant: forJob('career-advisor') },
]

const UNKNOWN = [
  ...onSubjects(
    'unknown-compound',
    `
    timemanagementcursus | nl | time-management
    leiderschapstraining | nl | leadership first-manager academic-leadership
    presentatietraining | nl | presenting
    onderhandelingstraining | nl | negotiating
    pythoncursus | nl | python
    excelcursus | nl | excel
    statistiekcursus | nl | statistics-r
    feedbacktraining | nl | feedback
    datamanagementcursus | nl | data-management
    projectmanagementcursus | nl | project-management
    sollicitatietraining | nl | interview
    werkdrukcoaching | nl | workload
    stresscoach | nl | stress
    privacytraining | nl | privacy
    mindfulnesscursus | nl | mindfulness
    inclusieworkshop | nl | inclusion
    intervisiebijeenkomst | nl | peer-supervision
    vitaliteitscoach | nl | vitality
    perfectionismecoach | nl | perfectionism
    subsidieworkshop | nl | grants
    notuleercursus | nl | minutes
    netwerkworkshop | nl | networking
  `,
  ),
  {
    class: 'unknown-compound',
    q: 'promovendicursus',
    lang: 'nl',
    relevant: either(both(forAudience('phd-candidates'), ofKind('training')), about('phd-track', 'phd-supervision')),
  },
  {
    class: 'unknown-compound',
    q: 'docentenvacature',
    lang: 'nl',
    relevant: both(ofKind('vacancy'), titled(/docent/i)),
  },
]

export const COMPOUNDS = [...PART, ...APART, ...UNKNOWN]
