import { splitCompound } from './compounds.ts'
import { forgiven } from './edits.ts'
import { addForms, addSynonyms, type Knowledge } from './forms.ts'
import { isBeginning, namesOffers, wordsBeginningNearly, wordsNear, wordsOfFamily, wordsWithStem } from './lexicon.ts'
import { addAlternative, MATCH_TYPES, type Sink } from './match-types.ts'
import type { Token } from './tokens.ts'

const SHORTEST_BEGINNING = 4
const SHORTEST_TYPING = 5
const SHORTEST_GUESS = 7

type Mended = { word: string; factor: number }

/**
 * What somebody may have meant by a word that the index does not hold: the nearest words, for as many errors as its length forgives. Only
 * words that name offers: a right word that no offer has (mentaal) is not turned into one that a text mentions (metaal).
 */
function mend({ lexicon }: Knowledge, word: string): Mended[] {
  const errors = forgiven(word.length)
  const near = errors > 0 ? wordsNear(lexicon, word, 1, 8) : []
  const found = near.length > 0 || errors < 2 ? near : wordsNear(lexicon, word, 2, 6)
  return found
    .filter((one) => namesOffers(lexicon, one.word))
    .map((one) => ({ word: one.word, factor: one.errors === 1 ? 1 : 0.5 / MATCH_TYPES.typo }))
}

/** One error more than a word of its length is forgiven, when nothing else answers it: better a guess, and said to be one, than nothing. */
function guess({ lexicon }: Knowledge, word: string): Mended[] {
  const errors = forgiven(word.length) + 1
  if (word.length < SHORTEST_BEGINNING || errors > 2 || (errors === 2 && word.length < SHORTEST_GUESS)) return []
  return wordsNear(lexicon, word, errors, 8)
    .filter((one) => namesOffers(lexicon, one.word))
    .slice(0, 4)
    .map((one) => ({ word: one.word, factor: 0.4 / MATCH_TYPES.typo }))
}

/** What begins as the word without its last letters, when nothing else answers it. */
function addRescue(sink: Sink, { lexicon }: Knowledge, word: string): void {
  for (let cut = 1; cut <= 3 && word.length - cut >= SHORTEST_BEGINNING; cut++) {
    const begin = word.slice(0, -cut)
    if (!isBeginning(lexicon, begin)) continue
    addAlternative(sink, [begin], 'rescue', { begins: true })
    return
  }
}

/** The ideas of an unknown word, and the word it was taken for when that is a typing error mended. */
export type WordReading = { concepts: Array<{ typed: string; sink: Sink }>; mended: string | null }

/** An unknown word: the parts of a compound, or a typing error, or what begins alike. */
export function readUnknown(
  knowledge: Knowledge,
  token: Token,
  isLast: boolean,
  options: { asTyped?: boolean },
): WordReading {
  const { lexicon } = knowledge
  const sink: Sink = new Map()
  const whole = { typed: token.typed, sink }
  const meant = options.asTyped ? [] : mend(knowledge, token.word)
  const isNear = meant.some((one) => one.factor === 1)
  if (!isNear) {
    const isForm = (part: string) =>
      wordsWithStem(lexicon, part, 1).length > 0 || wordsOfFamily(lexicon, part, 1).length > 0
    const parts = splitCompound({ lexicon, isForm }, token.word)
    if (parts) {
      const concepts = parts.map((part, place) => {
        const own: Sink = new Map()
        addForms(own, knowledge, part, isLast && place === parts.length - 1, 0.95)
        addSynonyms(own, knowledge, [part], 0.95)
        return { typed: part, sink: own }
      })
      return { concepts, mended: null }
    }
  }
  if (meant.length === 0 && isLast && !options.asTyped && token.word.length >= SHORTEST_TYPING) {
    for (const word of wordsBeginningNearly(lexicon, token.word, 8)) addAlternative(sink, [word], 'typing')
  }
  const guessed = sink.size === 0 && meant.length === 0 && !options.asTyped ? guess(knowledge, token.word) : meant
  const [best] = guessed
  if (best) {
    // First, so that the word itself is told as a typing error mended.
    for (const other of guessed)
      addAlternative(sink, [other.word], 'typo', { factor: other === best ? other.factor : other.factor * 0.9 })
    addForms(sink, knowledge, best.word, isLast, MATCH_TYPES.typo * best.factor)
    addSynonyms(sink, knowledge, [best.word], MATCH_TYPES.typo * best.factor)
    return { concepts: [whole], mended: best.word }
  }
  if (sink.size === 0) addRescue(sink, knowledge, token.word)
  return { concepts: [whole], mended: null }
}
