import { IN_MIDDLE, IN_TITLE, isBeginning, isKnown, type Lexicon, placesOf, wordsBeginning } from './lexicon.ts'

/** What Dutch puts between the parts of a compound: loopbaan|s|gesprek, boek|en|kast. */
const LINKS = ['', 's', 'en', 'e', 'n'] as const
const SHORTEST_PART = 4
/** "ai-tools" has a short head, but only heads that stand on their own as a word are taken. */
const SHORTEST_KNOWN_HEAD = 2

/** Whether what stands before the tail of a word makes it a compound: a word the index knows, with or without a link, or what another word begins with. */
export function isHead(lexicon: Lexicon, head: string, compound: string): boolean {
  if (head.length < SHORTEST_KNOWN_HEAD) return false
  for (const link of LINKS) {
    if (link && !head.endsWith(link)) continue
    const bare = link ? head.slice(0, -link.length) : head
    if (bare.length >= SHORTEST_KNOWN_HEAD + 1 && isKnown(lexicon, bare)) return true
  }
  return head.length >= SHORTEST_PART && wordsBeginning(lexicon, head, 2).some((word) => word !== compound)
}

function standsOut(lexicon: Lexicon, word: string): number {
  const places = placesOf(lexicon, word)
  return places & IN_TITLE ? 2 : places & IN_MIDDLE ? 1 : 0
}

type Split = { parts: string[]; worth: number }

/** The tail as it is, or without its ending, when the index knows it only so: …cursussen, …adviezen. */
function knownTail(lexicon: Lexicon, tail: string, knows: (word: string) => boolean): string | undefined {
  if (isKnown(lexicon, tail)) return tail
  return tail.length >= SHORTEST_PART && knows(tail) ? tail : undefined
}

function bestSplit(lexicon: Lexicon, word: string, depth: number, knows: (word: string) => boolean): Split | null {
  let best: Split | null = null
  for (let at = SHORTEST_PART - 1; at <= word.length - SHORTEST_PART + 1; at++) {
    const tail = word.slice(at)
    const tails = knownTail(lexicon, tail, knows)
      ? { parts: [tail], worth: standsOut(lexicon, tail) }
      : depth > 0 && tail.length >= 2 * SHORTEST_PART
        ? bestSplit(lexicon, tail, depth - 1, knows)
        : null
    if (!tails) continue
    for (const link of LINKS) {
      const head = word.slice(0, at - link.length)
      if (head.length < SHORTEST_PART - 1 || (link && !word.slice(0, at).endsWith(link))) continue
      if (!isKnown(lexicon, head)) continue
      // Few long parts say more than many short ones, and parts that name offers more than words from a body.
      const worth =
        standsOut(lexicon, head) +
        tails.worth -
        tails.parts.length * 2 -
        (link ? 0.1 : 0) -
        (head.length < SHORTEST_PART || tail.length < SHORTEST_PART ? 1 : 0)
      if (!best || worth > best.worth) best = { parts: [head, ...tails.parts], worth }
    }
  }
  return best
}

/** A compound that the index does not know, as the two or three words it is made of; null when it cannot be taken apart. `knows` says of a tail whether another form of it is known. */
export function splitCompound(
  lexicon: Lexicon,
  word: string,
  knows: (word: string) => boolean = () => false,
): string[] | null {
  if (word.length < 2 * SHORTEST_PART - 1) return null
  return bestSplit(lexicon, word, 1, knows)?.parts ?? null
}

/** Two words typed apart as the one word they may be: loopbaan advies, loopbaan gesprek. Only those that the index knows, or that begin a word it knows. */
export function joinedForms(lexicon: Lexicon, first: string, second: string): { whole: string[]; begins: string[] } {
  const whole: string[] = []
  const begins: string[] = []
  for (const link of ['', 's', 'en', 'e']) {
    const joined = `${first}${link}${second}`
    if (isKnown(lexicon, joined)) whole.push(joined)
    if (isBeginning(lexicon, joined)) begins.push(joined)
  }
  return { whole, begins }
}
