import { IN_BODY, IN_MIDDLE, IN_TITLE, type Lexicon, placesOf } from '../words/lexicon.ts'
import type { Alternative, Concept } from '../words/understand.ts'

/** Where a word stands counts: in the title most, in the body least. */
export const FIELDS = [
  { table: 'search_title', place: IN_TITLE, weight: 1, shortestBeginning: 1 },
  { table: 'search_middle', place: IN_MIDDLE, weight: 0.5, shortestBeginning: 2 },
  { table: 'search_body', place: IN_BODY, weight: 0.2, shortestBeginning: 3 },
] as const
export type Field = (typeof FIELDS)[number]

/** A title that begins with the word says more than one that has it somewhere. */
export const FIRST_OF_TITLE = 1.03

/** One question to a table of the index, and what each document that answers it gets for this idea. */
export type Lookup = { field: Field; match: string; weight: number; begin?: true }

/** Words are letters and digits only, and every one is quoted: nothing of a query can be read as FTS5's own language. */
function matchOf({ words, begins }: Alternative): string {
  const quoted = words.map((word, place) => (begins && place === words.length - 1 ? `"${word}"*` : `"${word}"`))
  return quoted.length === 1 ? quoted[0]! : `(${quoted.join(' AND ')})`
}

/** Whether a table can hold an alternative at all; what only begins a word is not looked up by a letter or two in long texts. */
function mayHold({ place, shortestBeginning }: Field, { words, begins }: Alternative, lexicon: Lexicon): boolean {
  const last = words.length - 1
  return words.every((word, at) =>
    begins && at === last ? word.length >= shortestBeginning : (placesOf(lexicon, word) & place) !== 0,
  )
}

/** In a summary or body small differences of weight do not matter; fewer steps are fewer questions. */
function stepOf({ place }: Field, weight: number): number {
  if (place === IN_TITLE) return weight
  if (place === IN_MIDDLE) return weight >= 0.95 ? 1 : weight >= 0.75 ? 0.8 : 0.55
  return 0.9
}

/** A body mentions many things: only what is close to the word itself is looked for there. */
const LEAST_IN_BODY = 0.65

function grouped(field: Field, alternatives: ReadonlyArray<Alternative>, lexicon: Lexicon): Map<number, string[]> {
  const steps = new Map<number, string[]>()
  const leastInBody = Math.min(LEAST_IN_BODY, alternatives[0]?.weight ?? 0)
  for (const alternative of alternatives) {
    if (field.place === IN_BODY && alternative.weight < leastInBody) continue
    if (!mayHold(field, alternative, lexicon)) continue
    const step = stepOf(field, alternative.weight)
    const list = steps.get(step)
    if (list) list.push(matchOf(alternative))
    else steps.set(step, [matchOf(alternative)])
  }
  return steps
}

/** Everything to ask of the index for one idea of the query, what counts most first. */
export function lookupsFor({ alternatives }: Concept, lexicon: Lexicon): Lookup[] {
  const lookups: Lookup[] = []
  for (const field of FIELDS) {
    for (const [step, matches] of grouped(field, alternatives, lexicon)) {
      lookups.push({ field, match: matches.join(' OR '), weight: step * field.weight })
    }
  }
  const firsts = alternatives.filter(
    (one) => one.words.length === 1 && one.weight >= 0.8 && mayHold(FIELDS[0], one, lexicon),
  )
  for (const [step, matches] of grouped(FIELDS[0], firsts, lexicon)) {
    const match = matches.map((one) => `^ ${one}`).join(' OR ')
    lookups.push({ field: FIELDS[0], match, weight: step * FIRST_OF_TITLE, begin: true })
  }
  return lookups.sort((a, b) => b.weight - a.weight)
}
