import { expect, test } from 'vitest'
import { oneOf, seeded } from '#tests/support/random.ts'
import { beginsNearly, editsBetween } from './edits.ts'
import {
  addTerm,
  emptyLexicon,
  expectMany,
  IN_BODY,
  IN_DUTCH,
  IN_ENGLISH,
  IN_MIDDLE,
  IN_TITLE,
  isBeginning,
  isKnown,
  type Lexicon,
  placesOf,
  type Term,
  wordsBeginning,
  wordsBeginningNearly,
  wordsBeginningWith,
  wordsEndingIn,
  wordsHolding,
  wordsNear,
  wordsOfFamily,
  wordsWithStem,
} from './lexicon.ts'
import { stemsOf } from './stems.ts'

const ALL = 10_000
const SYLLABLES = ['lo', 'op', 'ba', 'an', 'ad', 'vies', 'en', 'ing', 's', 'da', 'ta', 'é', '한', '1', 'leid', 'gev']

function term(word: string, facts: Partial<Term> = {}): Term {
  return { word, places: IN_TITLE, languages: IN_DUTCH | IN_ENGLISH, documents: 1, ...stemsOf(word), ...facts }
}

function randomTerm(random: () => number): Term {
  const length = 1 + Math.floor(random() * 5)
  const word = Array.from({ length }, () => oneOf(random, SYLLABLES)).join('')
  const places = oneOf(random, [IN_TITLE, IN_MIDDLE, IN_BODY, IN_MIDDLE | IN_BODY, IN_TITLE | IN_BODY])
  return term(word, { places, languages: 1 + Math.floor(random() * 3), documents: Math.floor(random() * 50) })
}

/** The same questions, asked of a plain list. */
function plainly(terms: ReadonlyArray<Term>) {
  const step = ({ places }: Term) => (places & IN_TITLE ? 2 : places & IN_MIDDLE ? 1 : 0)
  const best = (list: ReadonlyArray<Term>) =>
    [...list].sort((a, b) => step(b) - step(a) || b.documents - a.documents).map(({ word }) => word)
  const where = (fits: (word: string) => boolean) => best(terms.filter(({ word }) => fits(word)))
  const known = (word: string) => terms.find((one) => one.word === word)
  return {
    beginning: (letters: string) => where((word) => word !== letters && word.startsWith(letters)),
    ending: (letters: string) => where((word) => word !== letters && word.endsWith(letters)),
    holding: (letters: string) => where((word) => word.slice(1, -1).includes(letters)),
    alphabetical: (letters: string) =>
      terms
        .map(({ word }) => word)
        .filter((word) => word.startsWith(letters))
        .sort(),
    nearly: (typed: string) => where((word) => word.length > typed.length && beginsNearly(word, typed)),
    near: (word: string, errors: number) =>
      best(terms)
        .map((other) => ({ word: other, errors: editsBetween(word, other, errors) }))
        .filter((one) => one.errors > 0 && one.errors <= errors)
        .sort((a, b) => a.errors - b.errors),
    withStem(word: string) {
      const languages = known(word)?.languages ?? IN_DUTCH | IN_ENGLISH
      const { nl, en } = stemsOf(word)
      return best(
        terms.filter(
          (one) =>
            one.word !== word &&
            ((one.languages & languages & IN_DUTCH && one.nl === nl) ||
              (one.languages & languages & IN_ENGLISH && one.en === en)),
        ),
      )
    },
    ofFamily(word: string) {
      const { family } = stemsOf(word)
      return family.length < 4 ? [] : where((other) => other !== word && stemsOf(other).family === family)
    },
  }
}

function compare(lexicon: Lexicon, terms: ReadonlyArray<Term>, asked: string): void {
  const plain = plainly(terms)
  expect(wordsBeginningWith(lexicon, asked, ALL), asked).toEqual(plain.beginning(asked))
  expect(wordsBeginning(lexicon, asked, ALL), asked).toEqual(plain.alphabetical(asked))
  expect(wordsBeginning(lexicon, asked, 2), asked).toEqual(plain.alphabetical(asked).slice(0, 2))
  expect(isBeginning(lexicon, asked), asked).toBe(plain.alphabetical(asked).length > 0)
  expect(wordsEndingIn(lexicon, asked), asked).toEqual(plain.ending(asked))
  expect(wordsHolding(lexicon, asked), asked).toEqual(plain.holding(asked))
  expect(wordsWithStem(lexicon, asked, ALL), asked).toEqual(plain.withStem(asked))
  expect(wordsOfFamily(lexicon, asked, ALL), asked).toEqual(plain.ofFamily(asked))
  expect(wordsBeginningNearly(lexicon, asked, ALL), asked).toEqual(plain.nearly(asked))
  for (const errors of [1, 2, 3])
    expect(wordsNear(lexicon, asked, errors, ALL), asked).toEqual(plain.near(asked, errors))
}

/** A word of the list, part of one, or one with a letter changed. */
function randomQuestion(random: () => number, terms: ReadonlyArray<Term>): string {
  const { word } = oneOf(random, terms)
  const from = Math.floor(random() * word.length)
  const kind = random()
  if (kind < 0.3) return word
  if (kind < 0.5) return word.slice(0, from + 1)
  if (kind < 0.7) return word.slice(from)
  return `${word.slice(0, from)}a${word.slice(from + 1)}`
}

test.each([1, 2, 3, 4])(
  'every look-up answers as a plain filter over all words, also after words are added: round %i',
  (seed) => {
    const random = seeded(seed)
    const lexicon = emptyLexicon()
    const terms: Term[] = []
    const grow = (count: number) => {
      for (let number = 0; number < count; number++) {
        const one = randomTerm(random)
        if (terms.some(({ word }) => word === one.word)) continue
        terms.push(one)
        addTerm(lexicon, one)
      }
    }
    expectMany(lexicon)
    // Few, then enough to keep the order word by word, then so many at once that the order is made anew.
    for (const count of [20, 1, 1, 200, 1, 1, 3, 300, 1]) {
      if (count > 100) expectMany(lexicon)
      grow(count)
      for (let asked = 0; asked < 12; asked++) compare(lexicon, terms, randomQuestion(random, terms))
    }
    expect(terms.length).toBeGreaterThan(200)
  },
)

test('only so many are given as were asked for, the best of them', () => {
  const lexicon = emptyLexicon()
  addTerm(lexicon, term('databank', { places: IN_BODY, documents: 40 }))
  addTerm(lexicon, term('databeheer', { places: IN_MIDDLE, documents: 3 }))
  addTerm(lexicon, term('databeleid', { places: IN_TITLE, documents: 1 }))
  addTerm(lexicon, term('databases', { places: IN_MIDDLE, documents: 9 }))
  expect(wordsBeginningWith(lexicon, 'data', 3)).toEqual(['databeleid', 'databases', 'databeheer'])
  expect(wordsNear(lexicon, 'databasen', 2, 1)).toEqual([{ word: 'databases', errors: 1 }])
})

test('what becomes known of a word later counts, and the word stands there once', () => {
  const lexicon = emptyLexicon()
  addTerm(lexicon, term('data', { places: IN_BODY, documents: 1, languages: IN_DUTCH }))
  addTerm(lexicon, term('datum', { places: IN_BODY, documents: 2 }))
  expect(wordsBeginningWith(lexicon, 'dat', ALL)).toEqual(['datum', 'data'])
  addTerm(lexicon, term('data', { places: IN_TITLE | IN_BODY, documents: 7 }))
  expect(wordsBeginningWith(lexicon, 'dat', ALL)).toEqual(['data', 'datum'])
  expect(placesOf(lexicon, 'data')).toBe(IN_TITLE | IN_BODY)
  expect(lexicon.words).toEqual(['data', 'datum'])
})

test('an unknown word stands nowhere', () => {
  const lexicon = emptyLexicon()
  addTerm(lexicon, term('data', { documents: 0 }))
  expect([placesOf(lexicon, 'nee'), isKnown(lexicon, 'nee'), isKnown(lexicon, 'data')]).toEqual([0, false, true])
})

test('a word that is known in one language is compared in that one, an unknown word in both', () => {
  const lexicon = emptyLexicon()
  addTerm(lexicon, term('leren', { languages: IN_DUTCH }))
  addTerm(lexicon, term('leer', { languages: IN_DUTCH }))
  addTerm(lexicon, term('planning', { languages: IN_ENGLISH }))
  addTerm(lexicon, term('plans', { languages: IN_ENGLISH }))
  addTerm(lexicon, term('plannen', { languages: IN_DUTCH }))
  expect(wordsWithStem(lexicon, 'leren', ALL)).toEqual(['leer'])
  expect(wordsWithStem(lexicon, 'plannen', ALL)).toEqual([])
  expect(wordsWithStem(lexicon, 'planning', ALL)).toEqual(['plans'])
  expect([...wordsWithStem(lexicon, 'plan', ALL)].sort()).toEqual(['plannen', 'planning', 'plans'])
})

test('what was asked before is not asked again, and is forgotten when a word is added', () => {
  const lexicon = emptyLexicon()
  addTerm(lexicon, term('informatiebeveiliging'))
  expect(wordsHolding(lexicon, 'matie')).toEqual(['informatiebeveiliging'])
  expect(wordsHolding(lexicon, 'matie')).toBe(wordsHolding(lexicon, 'matie'))
  addTerm(lexicon, term('informatieplan', { documents: 5 }))
  expect(wordsHolding(lexicon, 'matie')).toEqual(['informatieplan', 'informatiebeveiliging'])
})
