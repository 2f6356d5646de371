// A made-up catalogue for judging the search. Each offer is drawn first (its subject, kind, audience, discipline, job
// and person) and only then put into words, so that what a query should find is known without asking any engine.
import { CONCEPTS } from './concepts.mjs'
import { mulberry32, pick, pickSkewed } from './random.mjs'
import { BODIES, PERSON_LINE, SUMMARIES, TITLES, VACANCY_SUMMARIES, VEILED } from './sentences.mjs'
import {
  AUDIENCES,
  DISCIPLINES,
  FORMATS,
  HOSTS,
  JOBS,
  LEARNING_FORMS,
  PROVIDERS,
  THEMES,
  UNITS,
} from './university.mjs'
import { FILL, passerBy } from './words.mjs'

const LANGUAGES = ['nl', 'en']
const byId = (list) => new Map(list.map((item) => [item.id, item]))
const themes = byId(THEMES)
const units = byId(UNITS)

// Some subjects are asked for more than others; each is drawn from the same spread of kinds.
const KINDS = [
  ...Array(17).fill('training'),
  ...Array(3).fill('mentoring'),
  ...Array(4).fill('coaching'),
  ...Array(6).fill('vacancy'),
  ...Array(4).fill('event'),
  ...Array(2).fill('self-test'),
  ...Array(2).fill('story'),
  ...Array(2).fill('career-advice'),
]
const WITH_PERSON = { event: 1, story: 1, mentoring: 0.7, training: 0.5, coaching: 0.5 }

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1)

/** A sentence cut into text and slots once, so that filling it in is a walk along a list. */
const cut = (sentence) => sentence.split(/\{(.)\}/)
const ready = (sentences) => sentences.map(cut)
const readyByLanguage = (sets) => Object.fromEntries(LANGUAGES.map((lang) => [lang, ready(sets[lang])]))
const titles = Object.fromEntries(
  LANGUAGES.map((lang) => [
    lang,
    Object.fromEntries(Object.entries(TITLES[lang]).map(([kind, sentences]) => [kind, ready(sentences)])),
  ]),
)
const veiled = readyByLanguage(VEILED)
const summaries = readyByLanguage(SUMMARIES)
const vacancySummaries = readyByLanguage(VACANCY_SUMMARIES)
const bodies = readyByLanguage(BODIES)
const personLines = readyByLanguage(PERSON_LINE)

/** One wording of a subject: mostly the usual one. */
function wording(random, concept, lang) {
  const all = concept[lang]
  return random() < 0.55 ? all[0] : pick(random, all)
}

/** What stands in one slot. */
function fill(random, slot, offer, lang) {
  const lists = FILL[lang]
  switch (slot.toLowerCase()) {
    case 'c':
      return wording(random, offer.about ?? pick(random, CONCEPTS), lang)
    case 'o':
      return wording(random, pick(random, CONCEPTS), lang)
    case 'd':
      return offer.field[lang]
    case 'j':
      return (offer.post ?? pick(random, JOBS))[lang]
    case 'a': {
      const name = offer.audiences[0][lang]
      return /^.[a-z]+( |$)/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
    }
    case 'p':
      return (offer.host ?? pick(random, HOSTS)).name
    case 'u':
      return offer.unit[lang]
    case 'n':
      return passerBy(random)
    case 'r':
      return lists.rare(random)
    case 'w':
      return pick(random, lists.common)
    case 't':
      return pick(random, lists.thing)
    case 'v':
      return pick(random, lists.verb)
    default:
      return String(2 + Math.floor(random() * 38))
  }
}

/** A sentence with its slots filled in. */
function say(random, parts, offer, lang) {
  let text = ''
  for (let at = 0; at < parts.length; at++) {
    if (at % 2 === 0) text += parts[at]
    else {
      const slot = parts[at]
      const value = fill(random, slot, offer, lang)
      text += slot === slot.toLowerCase() ? value : capital(value)
    }
  }
  return lang === 'en' ? text.replace(/\b([Aa]) (?=[aeio])/g, '$1n ') : text
}

/** Sentences up to a length between 60 and 150 words. */
function bodyOf(random, offer, lang) {
  const length = 60 + Math.floor(random() * 72)
  const sentences = []
  let count = 0
  if (offer.host) sentences.push(say(random, pick(random, personLines[lang]), offer, lang))
  while (count < length) {
    const sentence = say(random, pick(random, bodies[lang]), offer, lang)
    count += sentence.split(' ').length
    sentences.push(sentence)
  }
  return sentences.join(' ')
}

/** The texts of one offer in one language. */
function textsOf(random, offer, lang) {
  const vacancy = offer.kind === 'vacancy'
  const hidden = !vacancy && offer.kind !== 'story' && random() < 0.06
  const title = capital(say(random, pick(random, hidden ? veiled[lang] : titles[lang][offer.kind]), offer, lang))
  const summary = say(random, pick(random, (vacancy ? vacancySummaries : summaries)[lang]), offer, lang)
  return { title, summary, body: bodyOf(random, offer, lang) }
}

const EMPTY = { title: '', summary: '', body: '' }

/** Offer number `index`: the same whatever the size of the catalogue. */
function offerAt(index) {
  const random = mulberry32(Math.imul(index + 1, 0x9e3779b1) ^ 0x6b6f6572)
  const kind = pick(random, KINDS)
  const vacancy = kind === 'vacancy'
  const about = vacancy ? null : CONCEPTS[Math.floor(random() ** 1.15 * CONCEPTS.length)]
  const field = pick(random, DISCIPLINES)
  const post = vacancy ? pickSkewed(random, JOBS, 2) : null
  const first = pick(random, AUDIENCES)
  const second = random() < 0.35 ? pick(random, AUDIENCES) : first
  const audiences = first === second ? [first] : [first, second]
  const unit = vacancy || random() < 0.4 ? units.get(field.unit) : pick(random, UNITS)
  const chance = WITH_PERSON[kind] ?? 0
  const host = random() < chance ? pick(random, HOSTS) : null
  const theme = themes.get(about?.theme ?? 'mobility')
  const draw = random()
  const spoken = draw < 0.65 ? LANGUAGES : draw < 0.85 ? ['nl'] : ['en']
  const offer = { kind, about, field, post, audiences, unit, host }
  const nl = spoken.includes('nl') ? textsOf(random, offer, 'nl') : EMPTY
  const en = spoken.includes('en') ? textsOf(random, offer, 'en') : EMPTY
  return {
    id: `offer-${index}`,
    kind,
    title: { nl: nl.title, en: en.title },
    summary: { nl: nl.summary, en: en.summary },
    body: { nl: nl.body, en: en.body },
    labels: [theme, ...audiences].flatMap((item) => (item.nl === item.en ? [item.nl] : [item.nl, item.en])),
    facets: {
      kind: [kind],
      theme: [theme.id],
      targetGroup: audiences.map(({ id }) => id),
      unit: [unit.id],
      language: [...spoken],
      format: [pick(random, FORMATS)],
      learningForm: [pick(random, LEARNING_FORMS[kind])],
      provider: [pick(random, PROVIDERS)],
      competence: [about?.competence ?? 'career-management'],
    },
    concept: about?.id ?? null,
    audience: audiences.map(({ id }) => id),
    discipline: field.id,
    job: post?.id ?? null,
    person: host?.id ?? null,
    languages: [...spoken],
  }
}

/** The first `count` offers of the catalogue. */
export const corpus = (count) => Array.from({ length: count }, (_, index) => offerAt(index))
