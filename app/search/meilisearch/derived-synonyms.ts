import { isHead } from '../words/compounds.ts'
import { IN_DUTCH, IN_ENGLISH, IN_MIDDLE, IN_TITLE, type Lexicon } from '../words/lexicon.ts'
import type { Saying, Synonyms } from '../words/synonyms.ts'
import type { MeiliSynonyms } from './settings.ts'

/** The server takes 50 a term and forgets the rest. */
const MOST_A_KEY = 50
const MOST_SAYINGS = 16
const MOST_STEMS = 12
const MOST_TAILS = 24
const MOST_FAMILY = 6
const MOST_WORDS_A_KEY = 3
const SHORTEST_KEY = 3
const SHORTEST_TAIL = 4
const SHORTEST_FAMILY = 4

type Worth = (a: number, b: number) => number

/** Words of titles first, then what stands in more documents, then the alphabet: the same list for the same words. */
function byWorth({ places, documents, words }: Lexicon): Worth {
  const step = (number: number) => (places[number]! & IN_TITLE ? 2e9 : 1e9) + documents[number]!
  return (a, b) => step(b) - step(a) || (words[a]! < words[b]! ? -1 : 1)
}

/** Words that only a body holds would make the list long and say little. */
function telling(lexicon: Lexicon): number[] {
  const numbers: number[] = []
  for (let number = 0; number < lexicon.words.length; number++) {
    if (lexicon.places[number]! & (IN_TITLE | IN_MIDDLE)) numbers.push(number)
  }
  return numbers
}

/** For each word the compounds that end in it: gesprek leads to loopbaangesprek. */
function compoundsByTail(lexicon: Lexicon, numbers: ReadonlyArray<number>): Map<number, number[]> {
  const tails = new Map<number, number[]>()
  for (const number of numbers) {
    const word = lexicon.words[number]!
    for (let at = 2; at <= word.length - SHORTEST_TAIL; at++) {
      const tail = lexicon.numbers.get(word.slice(at))
      if (tail === undefined) continue
      if (!isHead(lexicon, word.slice(0, at), word)) continue
      const known = tails.get(tail)
      if (known) known.push(number)
      else tails.set(tail, [number])
    }
  }
  return tails
}

/** Words that are one word to a searcher, by a stem of a language in which both stand. */
function stemGroups(lexicon: Lexicon, keep: ReadonlySet<number>): Map<number, Set<number>> {
  const siblings = new Map<number, Set<number>>()
  for (const [language, bit] of [
    ['nl', IN_DUTCH],
    ['en', IN_ENGLISH],
  ] as const) {
    for (const group of lexicon.byStem[language].values()) {
      if (typeof group === 'number') continue
      const members = group.filter((number) => keep.has(number) && lexicon.languages[number]! & bit)
      addAll(siblings, members)
    }
  }
  return siblings
}

function familyGroups(lexicon: Lexicon, keep: ReadonlySet<number>): Map<number, Set<number>> {
  const siblings = new Map<number, Set<number>>()
  for (const [family, group] of lexicon.byStem.family) {
    if (typeof group === 'number' || family.length < SHORTEST_FAMILY) continue
    addAll(
      siblings,
      group.filter((number) => keep.has(number)),
    )
  }
  return siblings
}

function addAll(siblings: Map<number, Set<number>>, members: ReadonlyArray<number>): void {
  if (members.length < 2) return
  for (const one of members) {
    const known = siblings.get(one) ?? new Set()
    for (const other of members) if (other !== one) known.add(other)
    siblings.set(one, known)
  }
}

function phrases(sayings: ReadonlyArray<Saying>): string[] {
  return [...sayings]
    .sort((a, b) => (a.by === b.by ? b.weight - a.weight : a.by === 'editor' ? -1 : 1))
    .filter((saying) => saying.words.length <= MOST_WORDS_A_KEY)
    .map((saying) => saying.words.join(' '))
    .slice(0, MOST_SAYINGS)
}

/**
 * What the server does not know of Dutch, as synonyms: what editors and offers say of words, other forms of a word, and compounds that
 * end in it. At most 50 a word, keys of one to three words, in a fixed order; words of titles, summaries and labels only.
 */
export function derivedSynonyms(lexicon: Lexicon, synonyms: Synonyms): MeiliSynonyms {
  const numbers = telling(lexicon)
  const keep = new Set(numbers)
  const worth = byWorth(lexicon)
  const best = (found: Iterable<number>, most: number) =>
    [...found]
      .sort(worth)
      .slice(0, most)
      .map((number) => lexicon.words[number]!)
  const stems = stemGroups(lexicon, keep)
  const families = familyGroups(lexicon, keep)
  const tails = compoundsByTail(lexicon, numbers)

  const derived = new Map<string, string[]>()
  const add = (key: string, values: ReadonlyArray<string>) => {
    const others = [...new Set([...(derived.get(key) ?? []), ...values])].filter((value) => value !== key)
    if (others.length > 0) derived.set(key, others.slice(0, MOST_A_KEY))
  }
  for (const [key, sayings] of synonyms) {
    if (key.split(' ').length <= MOST_WORDS_A_KEY) add(key, phrases(sayings))
  }
  for (const number of numbers) {
    const word = lexicon.words[number]!
    if (word.length < SHORTEST_KEY) continue
    const forms = best(stems.get(number) ?? [], MOST_STEMS)
    add(word, forms)
    // What is said of another form is said of this one, when nothing is said of this one.
    if (!synonyms.has(word)) {
      const said = forms.map((form) => synonyms.get(form)).find((sayings) => sayings !== undefined)
      if (said) add(word, phrases(said))
    }
    add(word, best(tails.get(number) ?? [], MOST_TAILS))
    add(word, best(families.get(number) ?? [], MOST_FAMILY))
  }
  return Object.fromEntries([...derived].sort(([a], [b]) => (a < b ? -1 : 1)))
}
