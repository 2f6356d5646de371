// The judged queries: what employees type, and what should be found.
// `kind` and `only` narrow the catalogue first: to one kind of offer, or to offers whose text is in that language only.
// Tune on one half; the other is the guard against tuning, so look at its score and not at its queries.
import { BEYOND } from './queries-beyond.mjs'
import { COMPOUNDS } from './queries-compounds.mjs'
import { WORDS } from './queries-words.mjs'

export const CLASSES = [
  'exact',
  'prefix',
  'typo-1',
  'typo-2',
  'compound-part',
  'compound-apart',
  'unknown-compound',
  'inflection',
  'cross-language',
  'multi-word',
  'names-accents',
  'codes',
]

const all = [...WORDS, ...COMPOUNDS, ...BEYOND]

/** `{ id, class, q, lang, kind?, only?, half, relevant(offer) }`, and for a typo what was `meant`. */
export const queries = CLASSES.flatMap((name) =>
  all
    .filter((query) => query.class === name)
    .map((query, at) => ({ id: `${name}-${at + 1}`, ...query, half: at % 2 === 0 ? 'tune' : 'held' })),
)

/** Whether an offer is in the part of the catalogue that a query searches. */
export const inReach = (query, offer) =>
  (!query.kind || offer.kind === query.kind) &&
  (!query.only || (offer.languages.length === 1 && offer.languages[0] === query.only))

/** The ids that a query should find, among the offers it searches. */
export const relevantIds = (query, offers) =>
  new Set(offers.filter((offer) => inReach(query, offer) && query.relevant(offer)).map(({ id }) => id))
