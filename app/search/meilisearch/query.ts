import type { MultiSearchQuery } from 'meilisearch'
import { type SearchQuery, WHEN_DAYS, WHEN_VALUES, type When } from '../search-engine.ts'
import { isBeginning, isKnown, type Lexicon, wordsBeginningWith } from '../words/lexicon.ts'
import { queryTokens } from '../words/tokens.ts'
import type { Concept, Understanding } from '../words/understand.ts'
import { attributeOf } from './document.ts'
import { MOST_COUNTED } from './settings.ts'

/** The server reads no more words of a query. */
const MOST_WORDS = 10
/** Between the parts of a compound stand at most two letters. */
const LONGEST_LINK = 2
/** Until this length a word that the index knows is more often a code (R, AI, IT) than the beginning of a word. */
const LONGEST_CODE = 2
/** Values as the portal has them; anything else could only be typed into an address, and is for the embedded engine. */
const VALUE = /^[\p{L}\p{N}][\p{L}\p{N} ._:/+-]{0,199}$/u

/** Whether every chosen value is one that can stand in a filter. */
function canBeFiltered(facet: string, values: ReadonlyArray<string>): boolean {
  if (facet === 'when') return values.every((value) => WHEN_VALUES.some((when) => when === value))
  if (facet === 'open') return values.every((value) => value === 'yes')
  return attributeOf(facet) !== null && values.every((value) => VALUE.test(value))
}

/**
 * Whether a query is one for the server: words, ranked by how well they match. It cannot tell the next start from a list of them, which
 * all other orders need; nor be told to leave typing errors alone. The embedded engine answers those exactly.
 */
export function isForServer(query: SearchQuery): boolean {
  return (
    query.sort === 'best' &&
    !query.asTyped &&
    query.pageSize > 0 &&
    query.page * query.pageSize <= MOST_COUNTED &&
    queryTokens(query.q).length > 0 &&
    Object.entries(query.facets).every(([facet, values]) => canBeFiltered(facet, values))
  )
}

/** The word to send for one word of the query: itself when the index knows it, or what it was understood as. */
function wordFor(word: string, { alternatives }: Concept, lexicon: Lexicon, isLast: boolean): string {
  // The server takes the last word as a beginning, and no other.
  if (isKnown(lexicon, word) || (isLast && isBeginning(lexicon, word))) return word
  const meant = alternatives.find((one) => !one.begins && one.words.length === 1)
  // The server has its own list of synonyms; a phrase or several other words are in there.
  if (meant && (meant.way === 'synonym' || meant.way === 'learned')) return word
  if (meant) return meant.words[0]!
  const begins = alternatives.find((one) => one.begins)?.words.at(-1)
  if (begins === undefined || isLast) return begins ?? word
  return wordsBeginningWith(lexicon, begins, 1)[0] ?? word
}

/** Two neighbours of which the index knows one at most, as the one word they are elsewhere: mantel zorg. */
function joinedWith(first: Concept | undefined, second: Concept | undefined): string | null {
  const joined = first?.alternatives.find((one) => one.way === 'joined' && !one.begins)?.words[0]
  const isShared = second?.alternatives.some((one) => one.way === 'joined' && one.words[0] === joined)
  return joined && isShared ? joined : null
}

/**
 * The words to send: typing errors mended, unknown compounds as their parts, letters and digits only, at most ten. A space behind the
 * last word tells the server that it is whole.
 */
export function wordsToSend(q: string, { concepts }: Understanding, lexicon: Lexicon): string[] {
  const tokens = queryTokens(q)
  const sent: string[] = []
  let next = 0
  for (let place = 0; place < tokens.length; place++) {
    const token = tokens[place]!
    const isLast = place === tokens.length - 1
    const whole = concepts[next]
    if (whole?.typed === token.typed) {
      const after = tokens[place + 1]
      const bothKnown = isKnown(lexicon, token.word) && after !== undefined && isKnown(lexicon, after.word)
      const joined = bothKnown ? null : joinedWith(whole, concepts[next + 1])
      sent.push(joined ?? wordFor(token.word, whole, lexicon, isLast))
      next += joined ? 2 : 1
      if (joined) place++
      continue
    }
    // A compound that was taken apart has an idea for each part.
    for (let at = 0; at < token.word.length && next < concepts.length; next++) {
      const part = concepts[next]!
      const found = token.word.indexOf(part.typed, at)
      if (found === -1 || found - at > LONGEST_LINK) break
      at = found + part.typed.length
      sent.push(wordFor(part.typed, part, lexicon, isLast && at === token.word.length))
    }
  }
  const words = [...new Set(sent)].slice(0, MOST_WORDS)
  const last = words.at(-1) ?? ''
  const isCode = last.length <= LONGEST_CODE && isKnown(lexicon, last)
  return isCode ? [...words.slice(0, -1), `${last} `] : words
}

/** The moments of a list are compared one by one, so both bounds must stand in one condition; both ends belong to the range. */
function whenIs(value: When, now: number): string {
  return value === 'any-time' ? 'anyTime = true' : `starts ${now + 1} TO ${now + WHEN_DAYS[value]}`
}

function conditionFor(facet: string, value: string, now: number): string {
  if (facet === 'when') return whenIs(WHEN_VALUES.find((when) => when === value) ?? 'any-time', now)
  if (facet === 'open') return `openUntil > ${now}`
  return `${attributeOf(facet)} = ${JSON.stringify(value)}`
}

type Conditions = string[][]

/** What may be seen now. */
function visibleAt(now: number): Conditions {
  return [[`visibleFrom <= ${now}`], [`visibleUntil > ${now}`]]
}

function chosenFacets({ facets }: SearchQuery): string[] {
  return Object.keys(facets).filter((facet) => (facets[facet]?.length ?? 0) > 0)
}

/** Values of one facet widen, facets narrow; `except` is left out, for counting its other values. */
function conditions(query: SearchQuery, except?: string): Conditions {
  const chosen = chosenFacets(query).filter((facet) => facet !== except)
  return [
    ...visibleAt(query.now),
    ...chosen.map((facet) => query.facets[facet]!.map((value) => conditionFor(facet, value, query.now))),
  ]
}

/** What a question of a multi-search is asked for. */
type Purpose =
  | { for: 'page' }
  | { for: 'facet'; facet: string }
  | { for: 'value'; facet: string; value: string }
  | { for: 'unfiltered' }
  | { for: 'size' }
export type Question = { purpose: Purpose; query: MultiSearchQuery }

/** What is asked of which index: documents that have all these words. */
export type MeiliQuestion = { index: string; words: ReadonlyArray<string> }

function question({ index, words }: MeiliQuestion, purpose: Purpose, parts: Partial<MultiSearchQuery>): Question {
  return {
    purpose,
    query: {
      indexUid: index,
      q: words.join(' '),
      matchingStrategy: 'all',
      locales: ['nld', 'eng'],
      attributesToRetrieve: ['id', 'rev'],
      page: 1,
      // Totals and counts are exact with pages only, also with a page of none.
      hitsPerPage: 0,
      ...parts,
    },
  }
}

function countedFacets({ count }: SearchQuery): string[] {
  return [...new Set(count)].filter((facet) => facet !== 'when' && facet !== 'open' && attributeOf(facet) !== null)
}

/** The values of a facet that depends on the clock, when it is to be counted. */
function clockValues({ count }: SearchQuery): Array<{ facet: string; value: string }> {
  return [
    ...(count.includes('when') ? WHEN_VALUES.map((value) => ({ facet: 'when', value })) : []),
    ...(count.includes('open') ? [{ facet: 'open', value: 'yes' }] : []),
  ]
}

/** One page and all counts: a facet with a choice is counted as if it had none, which takes a question of its own. */
export function questionsFor(query: SearchQuery, asked: MeiliQuestion): Question[] {
  const chosen = new Set(chosenFacets(query))
  const counted = countedFacets(query)
  const together = counted.filter((facet) => !chosen.has(facet))
  return [
    question(
      asked,
      { for: 'page' },
      {
        page: query.page,
        hitsPerPage: query.pageSize,
        filter: conditions(query),
        facets: together.map((facet) => attributeOf(facet)!),
      },
    ),
    ...counted
      .filter((facet) => chosen.has(facet))
      .map((facet) =>
        question(asked, { for: 'facet', facet }, { filter: conditions(query, facet), facets: [attributeOf(facet)!] }),
      ),
    ...clockValues(query).map(({ facet, value }) =>
      question(
        asked,
        { for: 'value', facet, value },
        {
          filter: [...conditions(query, facet), [conditionFor(facet, value, query.now)]],
        },
      ),
    ),
  ]
}

/** The words without one of them, each in its turn; what stood before the last word stays a whole word. */
export function withoutOne(words: ReadonlyArray<string>): string[][] {
  if (words.length < 2) return []
  return words.map((_, left) => {
    const rest = words.filter((_, place) => place !== left)
    return left === words.length - 1 ? [...rest.slice(0, -1), `${rest.at(-1)} `] : rest
  })
}

/** One page without counts: what has these words, to stand below a result that does not fill its page. */
export function questionForNear(query: SearchQuery, asked: MeiliQuestion): Question {
  return question(asked, { for: 'page' }, { hitsPerPage: query.pageSize, filter: conditions(query) })
}

/** How many have all words, whatever was chosen beside them. */
export function questionForUnfiltered(query: SearchQuery, asked: MeiliQuestion): Question {
  return question(asked, { for: 'unfiltered' }, { filter: visibleAt(query.now) })
}

/** How many documents the index holds; an index that lost some must not say "nothing found". */
export function questionForSize({ index }: MeiliQuestion): Question {
  return question({ index, words: [] }, { for: 'size' }, {})
}

/** Whether words may be left out, and choices were made that could hide what has them all. */
export function hasChoices(query: SearchQuery): boolean {
  return chosenFacets(query).length > 0
}

type Counted = { totalHits: number; facetDistribution?: Record<string, Record<string, number>> | undefined }

/** The counts as the portal wants them, from the answers in the order of the questions; only values that would give something. */
export function countsFrom(
  query: SearchQuery,
  questions: ReadonlyArray<Question>,
  answers: ReadonlyArray<Counted>,
): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = Object.fromEntries(query.count.map((facet) => [facet, {}]))
  for (const [place, { purpose }] of questions.entries()) {
    const answer = answers[place]!
    if (purpose.for === 'page' || purpose.for === 'facet') {
      for (const facet of countedFacets(query)) {
        const found = answer.facetDistribution?.[attributeOf(facet)!]
        if (found) counts[facet] = found
      }
    }
    if (purpose.for === 'value' && answer.totalHits > 0) {
      counts[purpose.facet] = { ...counts[purpose.facet], [purpose.value]: answer.totalHits }
    }
  }
  return counts
}

/** The counts of results that have nothing in common. */
export function addedCounts(
  query: SearchQuery,
  all: ReadonlyArray<Record<string, Record<string, number>>>,
): Record<string, Record<string, number>> {
  const sum: Record<string, Record<string, number>> = Object.fromEntries(query.count.map((facet) => [facet, {}]))
  for (const counts of all) {
    for (const [facet, values] of Object.entries(counts)) {
      for (const [value, times] of Object.entries(values)) sum[facet]![value] = (sum[facet]![value] ?? 0) + times
    }
  }
  return sum
}
