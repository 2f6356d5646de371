import { words } from '#app/platform/text/fold.ts'
import { tellingWords } from './tokens.ts'

/** How many words one side of a synonym may have; more say a sentence, not a name (and Meilisearch takes no more). */
export const MOST_WORDS_A_SIDE = 3

/** A group of words and short phrases that mean the same, in any language, as an editor wrote them. */
export type SynonymGroup = ReadonlyArray<string>

export type GroupProblem =
  | { problem: 'empty' }
  | { problem: 'circular'; side: string; other: string }
  | { problem: 'too-long'; side: string }
  | { problem: 'too-common'; side: string }

/** Reads one line, sides parted by `;`. Refuses a line without two sides, one whose sides are the same word, and a side of more than three words. */
export function readGroup(line: string): { ok: true; group: string[] } | ({ ok: false } & GroupProblem) {
  const sides = line
    .split(';')
    .map((side) => side.replace(/\s+/g, ' ').trim())
    .filter((side) => words(side).length > 0)
  if (sides.length < 2) return { ok: false, problem: 'empty' }
  const seen = new Map<string, string>()
  for (const side of sides) {
    if (words(side).length > MOST_WORDS_A_SIDE) return { ok: false, problem: 'too-long', side }
    if (tellingWords(side).length === 0) return { ok: false, problem: 'too-common', side }
    const key = tellingWords(side).join(' ')
    const other = seen.get(key)
    if (other !== undefined) return { ok: false, problem: 'circular', side, other }
    seen.set(key, side)
  }
  return { ok: true, group: sides }
}

/** Whether two groups say the same, whatever the order of their sides. */
export function isSameGroup(a: SynonymGroup, b: SynonymGroup): boolean {
  const key = (group: SynonymGroup) =>
    group
      .map((side) => words(side).join(' '))
      .sort()
      .join(';')
  return key(a) === key(b)
}

/** Another way to say some words: what to look for, who says so, and how much it counts. */
export type Saying = { words: ReadonlyArray<string>; by: 'editor' | 'learned'; weight: number }

/** From the words of a side, joined by a space, to the other ways of saying it. */
export type Synonyms = ReadonlyMap<string, ReadonlyArray<Saying>>

/** A pair of words or short phrases that the offers themselves taught. */
export type TaughtPair = { nl: string; en: string; weight: number }

/** Makes the table that a query is looked up in: every side of a group leads to every other, every taught pair both ways. */
export function synonymsFrom(groups: ReadonlyArray<SynonymGroup>, pairs: ReadonlyArray<TaughtPair> = []): Synonyms {
  const table = new Map<string, Saying[]>()
  function add(from: ReadonlyArray<string>, saying: Saying): void {
    const key = from.join(' ')
    const to = saying.words.join(' ')
    if (key === '' || to === '' || key === to) return
    const known = table.get(key) ?? []
    const same = known.find((one) => one.words.join(' ') === to)
    if (same) {
      // What an editor says counts before what was taught.
      if (same.weight < saying.weight) Object.assign(same, saying)
      return
    }
    known.push(saying)
    table.set(key, known)
  }
  for (const group of groups) {
    const sides = group.map(tellingWords)
    for (const from of sides) for (const to of sides) if (from !== to) add(from, { words: to, by: 'editor', weight: 1 })
  }
  for (const { nl, en, weight } of pairs) {
    add(words(nl), { words: words(en), by: 'learned', weight })
    add(words(en), { words: words(nl), by: 'learned', weight })
  }
  return table
}
