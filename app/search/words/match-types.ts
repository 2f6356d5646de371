/** How a word of an offer answers a word of the query, and how much it counts beside the word itself (field/search 1.5, measured). */
export const MATCH_TYPES = {
  whole: 1,
  beginning: 0.9,
  joined: 0.9,
  stem: 0.85,
  synonym: 0.8,
  learned: 0.8,
  tail: 0.75,
  family: 0.7,
  typo: 0.7,
  opening: 0.65,
  typing: 0.62,
  part: 0.6,
  rescue: 0.5,
} as const
export type MatchType = keyof typeof MATCH_TYPES

/** One thing to look for: words that must all be there (mostly one), whether the last may go on, how it came up, what it counts. */
export type Alternative = { words: ReadonlyArray<string>; begins: boolean; way: MatchType; weight: number }

/** What answers an idea so far, by the words looked for; of two ways to the same words the weightier one stays. */
export type Sink = Map<string, Alternative>

/** Adds something to look for; `factor` makes it count less, `begins` lets its last word go on. */
export function addAlternative(
  sink: Sink,
  words: ReadonlyArray<string>,
  way: MatchType,
  options: { factor?: number; begins?: boolean } = {},
): void {
  const begins = options.begins ?? false
  const weight = MATCH_TYPES[way] * (options.factor ?? 1)
  const key = `${words.join(' ')}${begins ? '*' : ''}`
  const known = sink.get(key)
  if (!known || known.weight < weight) sink.set(key, { words, begins, way, weight })
}
