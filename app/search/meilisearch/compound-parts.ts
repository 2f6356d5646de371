import { indexedWords, words } from '#app/platform/text/fold.ts'
import { isKnown, type Lexicon } from '../words/lexicon.ts'

/** What Dutch puts between the parts of a compound, longest first. */
const LINKS = ['en', 's', 'e', 'n'] as const
const SHORTEST_HEAD = 3
const SHORTEST_RAW_HEAD = 4
const SHORTEST_TAIL = 4
const MOST_A_WORD = 8

/** The head of a compound as the words it may be: with the letters that bind it, and without them. */
function headForms(head: string): string[] {
  return [head, ...LINKS.filter((link) => head.endsWith(link)).map((link) => head.slice(0, -link.length))].filter(
    (form) => form.length >= SHORTEST_HEAD,
  )
}

/** The words that a compound is made of, as far as the index knows its tail: loopbaangesprek gives gesprek and loopbaan. */
function partsOf(word: string, lexicon: Lexicon): string[] {
  const found = new Set<string>()
  for (let at = SHORTEST_HEAD; at <= word.length - SHORTEST_TAIL; at++) {
    const tail = word.slice(at)
    if (!isKnown(lexicon, tail)) continue
    const head = word.slice(0, at)
    const known = headForms(head).filter((form) => isKnown(lexicon, form))
    // A head that is no word itself is taken when it is long: somebody may type the two apart.
    if (known.length === 0 && head.length < SHORTEST_RAW_HEAD + 1) continue
    for (const part of [tail, ...known]) found.add(part)
    if (head.length >= SHORTEST_RAW_HEAD) found.add(head)
  }
  return [...found].slice(0, MOST_A_WORD)
}

/** What the words of titles and labels are also found by, in alphabetical order: parts of compounds, and what hyphens part as one word. */
export function partsOfTexts(texts: ReadonlyArray<string>, lexicon: Lexicon): string[] {
  const own = new Set(texts.flatMap(words))
  const all = new Set(texts.flatMap(indexedWords))
  const parts = new Set([...all, ...[...all].flatMap((word) => partsOf(word, lexicon))])
  return [...parts].filter((part) => !own.has(part)).sort()
}
