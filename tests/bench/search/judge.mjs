// Who decides what a query should find: the attributes an offer was drawn from, or its title. Never an engine.
import { CONCEPTS } from './concepts.mjs'
import { lines } from './random.mjs'

const known = new Set(CONCEPTS.map(({ id }) => id))

/** Offers about one of these subjects, in whatever language. A subject that does not exist is a slip of the pen. */
export const about = (...concepts) => {
  const wanted = new Set(concepts)
  for (const concept of wanted) if (!known.has(concept)) throw new Error(`no such subject: ${concept}`)
  return (offer) => wanted.has(offer.concept)
}

export const ofKind =
  (...kinds) =>
  (offer) =>
    kinds.includes(offer.kind)

export const forAudience = (audience) => (offer) => offer.audience.includes(audience)

export const inDiscipline =
  (...disciplines) =>
  (offer) =>
    disciplines.includes(offer.discipline)

export const forJob =
  (...jobs) =>
  (offer) =>
    jobs.includes(offer.job)

export const withPerson = (person) => (offer) => offer.person === person

/** Offers whose title, in one of the two languages, matches. */
export const titled = (pattern) => (offer) => pattern.test(offer.title.nl) || pattern.test(offer.title.en)

export const either =
  (...judges) =>
  (offer) =>
    judges.some((judge) => judge(offer))

export const both =
  (...judges) =>
  (offer) =>
    judges.every((judge) => judge(offer))

/** Queries from lines of `query | language | subjects`: relevant is every offer about one of the subjects. */
export const onSubjects = (className, text) =>
  lines(text).map((line) => {
    const [q, lang, concepts] = line.split(' | ')
    return { class: className, q, lang, relevant: about(...concepts.split(' ')) }
  })
