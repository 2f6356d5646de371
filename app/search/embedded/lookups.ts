import { IN_BODY, IN_MIDDLE, IN_TITLE, type Lexicon, placesOf } from '../words/lexicon.ts'
import type { Alternative } from '../words/match-types.ts'
import type { Concept } from '../words/understand.ts'

/** Where a word stands counts: in the title most, in the body least. */
export const INDEX_FIELDS = [
  { table: 'search_title', place: IN_TITLE, weight: 1, shortestBeginning: 1 },
  { table: 'search_middle', place: IN_MIDDLE, weight: 0.5, shortestBeginning: 2 },
  { table: 'search_body', place: IN_BODY, weight: 0.2, shortestBeginning: 3 },
] as const
export type IndexField = (typeof INDEX_FIELDS)[number]

/** A title that begins with the word says more than one that has it somewhere. */
const FIRST_OF_TITLE = 1.03
/** What counts less than this is not worth another question. */
const LEAST_FIRST = 0.8

/** One question to a table of the index, and what each document that answers it gets for this idea. */
export type Lookup = {
  field: IndexField
  match: string
  weight: number
  /** Only at the very beginning of the title. */
  isFirst: boolean
  alternatives: ReadonlyArray<Alternative>
}

/** Words are letters and digits only, and every one is quoted: nothing of a query can be read as FTS5's own language. */
function matchOf({ words, begins }: Alternative): string {
  const quoted = words.map((word, place) => (begins && place === words.length - 1 ? `"${word}"*` : `"${word}"`))
  return quoted.length === 1 ? quoted[0]! : `(${quoted.join(' AND ')})`
}

/** Whether a table can hold an alternative at all; what only begins a word is not looked up by a letter or two in long texts. */
function mayHold({ place, shortestBeginning }: IndexField, { words, begins }: Alternative, lexicon: Lexicon): boolean {
  const last = words.length - 1
  return words.every((word, at) =>
    begins && at === last ? word.length >= shortestBeginning : (placesOf(lexicon, word) & place) !== 0,
  )
}

/** In a summary or body small differences of weight do not matter; fewer steps are fewer questions. */
function stepOf({ place }: IndexField, weight: number): number {
  if (place === IN_TITLE) return weight
  if (place === IN_MIDDLE) return weight >= 0.95 ? 1 : weight >= 0.75 ? 0.8 : 0.55
  return 0.9
}

/** A body mentions many things: only what is close to the word itself is looked for there. */
const LEAST_IN_BODY = 0.65

function grouped(
  field: IndexField,
  alternatives: ReadonlyArray<Alternative>,
  lexicon: Lexicon,
): Map<number, Alternative[]> {
  const steps = new Map<number, Alternative[]>()
  const leastInBody = LEAST_IN_BODY * (alternatives[0]?.weight ?? 0)
  for (const alternative of alternatives) {
    if (field.place === IN_BODY && alternative.weight < leastInBody) continue
    if (!mayHold(field, alternative, lexicon)) continue
    const step = stepOf(field, alternative.weight)
    const list = steps.get(step)
    if (list) list.push(alternative)
    else steps.set(step, [alternative])
  }
  return steps
}

/** The question for one alternative; `isFirst` asks for it at the beginning of a title. */
export function questionFor(alternative: Alternative, isFirst: boolean): string {
  return isFirst ? `^ ${matchOf(alternative)}` : matchOf(alternative)
}

function lookup(field: IndexField, weight: number, alternatives: ReadonlyArray<Alternative>, isFirst: boolean): Lookup {
  const match = alternatives.map((one) => questionFor(one, isFirst)).join(' OR ')
  return { field, match, weight, isFirst, alternatives }
}

/** Everything to ask of the index for one idea of the query, what counts most first. */
export function lookupsFor({ alternatives }: Concept, lexicon: Lexicon): Lookup[] {
  const lookups: Lookup[] = []
  for (const field of INDEX_FIELDS) {
    for (const [step, list] of grouped(field, alternatives, lexicon))
      lookups.push(lookup(field, step * field.weight, list, false))
  }
  const firsts = alternatives.filter((one) => one.words.length === 1 && one.weight >= LEAST_FIRST)
  for (const [step, list] of grouped(INDEX_FIELDS[0], firsts, lexicon))
    lookups.push(lookup(INDEX_FIELDS[0], step * FIRST_OF_TITLE, list, true))
  return lookups.sort((a, b) => b.weight - a.weight)
}
