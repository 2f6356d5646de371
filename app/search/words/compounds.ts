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

/** Whether a part says something: the index knows it, or another form of it, or (as the first part) a longer word that begins with it. */
export type PartKnowledge = { lexicon: Lexicon; isForm: (word: string) => boolean }

/** How sure a part is: 0 for no part at all. */
function sureness({ lexicon, isForm }: PartKnowledge, part: string, isHead: boolean): number {
  if (part.length < SHORTEST_PART - 1) return 0
  if (isKnown(lexicon, part)) return part.length < SHORTEST_PART ? 1 : 2
  if (part.length < SHORTEST_PART) return 0
  if (isForm(part)) return 1.5
  return isHead && part.length > SHORTEST_PART && isBeginning(lexicon, part) ? 1 : 0
}

function bestSplit(knowledge: PartKnowledge, word: string, depth: number): Split | null {
  const { lexicon } = knowledge
  let best: Split | null = null
  for (let at = SHORTEST_PART - 1; at <= word.length - SHORTEST_PART + 1; at++) {
    const tail = word.slice(at)
    const sure = sureness(knowledge, tail, false)
    const tails =
      sure > 0
        ? { parts: [tail], worth: sure + standsOut(lexicon, tail) }
        : depth > 0 && tail.length >= 2 * SHORTEST_PART
          ? bestSplit(knowledge, tail, depth - 1)
          : null
    if (!tails) continue
    for (const link of LINKS) {
      const head = word.slice(0, at - link.length)
      if (link && !word.slice(0, at).endsWith(link)) continue
      const sureHead = sureness(knowledge, head, true)
      if (sureHead === 0) continue
      // Few parts say more than many, and parts that name offers more than words from a body.
      const worth = sureHead + standsOut(lexicon, head) + tails.worth - tails.parts.length * 4 - (link ? 0.1 : 0)
      if (!best || worth > best.worth) best = { parts: [head, ...tails.parts], worth }
    }
  }
  return best
}

/** A compound that the index does not know, as the two or three words it is made of; null when it cannot be taken apart. */
export function splitCompound(knowledge: PartKnowledge, word: string): string[] | null {
  if (word.length < 2 * SHORTEST_PART - 1) return null
  return bestSplit(knowledge, word, 1)?.parts ?? null
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
