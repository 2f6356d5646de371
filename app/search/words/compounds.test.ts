import { expect, test } from 'vitest'
import { oneOf, seeded } from '#tests/support/random.ts'
import { isHead, joinedForms, type PartKnowledge, splitCompound } from './compounds.ts'
import { addTerm, emptyLexicon, IN_BODY, IN_DUTCH, IN_ENGLISH, IN_TITLE, type Lexicon } from './lexicon.ts'
import { stemsOf } from './stems.ts'

function lexiconOf(words: ReadonlyArray<string>, places = IN_TITLE, lexicon = emptyLexicon()): Lexicon {
  for (const word of words)
    addTerm(lexicon, { word, places, languages: IN_DUTCH | IN_ENGLISH, documents: 1, ...stemsOf(word) })
  return lexicon
}

function knowledge(words: ReadonlyArray<string>, forms: ReadonlyArray<string> = []): PartKnowledge {
  return { lexicon: lexiconOf(words), isForm: (word) => forms.includes(word) }
}

test.each([
  ['loopbaanadvies', ['loopbaan', 'advies']],
  ['loopbaansadvies', ['loopbaan', 'advies']],
  ['boekenkast', ['boek', 'kast']],
  ['ledenwerving', ['lede', 'werving']],
  ['loopbaanadviesgesprek', ['loopbaan', 'advies', 'gesprek']],
  ['phdtraject', ['phd', 'traject']],
  ['trajectphd', ['traject', 'phd']],
])('%s is taken apart into %j', (word, parts) => {
  const known = ['loopbaan', 'advies', 'boek', 'kast', 'lede', 'werving', 'gesprek', 'phd', 'traject']
  expect(splitCompound(knowledge(known), word)).toEqual(parts)
})

test('parts may be another form of a known word, and the first part the beginning of a longer one', () => {
  expect(splitCompound(knowledge(['vaardigheden'], ['schrijf']), 'schrijfvaardigheden')).toEqual([
    'schrijf',
    'vaardigheden',
  ])
  expect(splitCompound(knowledge(['presenteren', 'kunst']), 'presentkunst')).toEqual(['present', 'kunst'])
  expect(splitCompound(knowledge(['presenteren', 'kunst']), 'kunstpresent')).toBeNull()
})

test.each(['xyzzyadvies', 'adviesxyzzy', 'adv', 'adviesa', 'aadvies', '', 'é', 'x'.repeat(60)])(
  'what is not made of known parts stays whole: %j',
  (word) => {
    expect(splitCompound(knowledge(['advies', 'loopbaan']), word)).toBeNull()
  },
)

test('parts that name offers are believed before words from a body', () => {
  const lexicon = lexiconOf(['loopbaans', 'advies', 'loopbaan'], IN_TITLE)
  lexiconOf(['gespreksavond', 'loop', 'baangesprek'], IN_BODY, lexicon)
  lexiconOf(['gesprek'], IN_TITLE, lexicon)
  expect(splitCompound({ lexicon, isForm: () => false }, 'loopbaangesprek')).toEqual(['loopbaan', 'gesprek'])
})

test('3,000 random compounds: the parts and what stands between them give the word again', () => {
  const random = seeded(8)
  const known = ['loopbaan', 'advies', 'gesprek', 'data', 'beheer', 'team', 'taal', 'cursus', 'onderwijs', 'phd', 'weg']
  const taught = knowledge(known)
  for (let round = 0; round < 3_000; round++) {
    const count = random() < 0.7 ? 2 : 3
    const pieces = Array.from({ length: count }, (_, place) => {
      const link = place + 1 < count ? oneOf(random, ['', '', 's', 'en', 'e', 'n']) : ''
      return oneOf(random, known) + link
    })
    const word = pieces.join('')
    const parts = splitCompound(taught, word)
    // Six letters in all are too few to take apart; three parts may hold a piece that is too short.
    if (count === 2 && word.length > 6) expect(parts, word).not.toBeNull()
    if (!parts) continue
    expect(parts.length, word).toBeLessThanOrEqual(3)
    expect(word, parts.join(' ')).toMatch(new RegExp(`^${parts.join('(?:s|en|e|n)?')}$`))
    for (const part of parts)
      expect(
        known.some((one) => one.startsWith(part)),
        `${word}: ${part}`,
      ).toBe(true)
  }
})

test.each([
  ['loopbaan', true],
  ['loopbaans', true],
  ['ai', false],
  ['aix', true],
  ['infor', true],
  ['inf', false],
  ['zomaar', false],
  ['', false],
])('before «advies», «%s» makes a compound: %s', (head, makes) => {
  const lexicon = lexiconOf(['loopbaan', 'ai', 'aix', 'informatie', `${head}advies`])
  expect(isHead(lexicon, head, `${head}advies`)).toBe(makes)
})

test('two words typed apart are the one word the index knows, or begin it, with any link', () => {
  const lexicon = lexiconOf(['loopbaanadvies', 'loopbaansgesprek', 'boekenkast', 'databeheerder'])
  expect(joinedForms(lexicon, 'loopbaan', 'advies')).toEqual({ whole: ['loopbaanadvies'], begins: ['loopbaanadvies'] })
  expect(joinedForms(lexicon, 'loopbaan', 'gesprek').whole).toEqual(['loopbaansgesprek'])
  expect(joinedForms(lexicon, 'boek', 'kast').whole).toEqual(['boekenkast'])
  expect(joinedForms(lexicon, 'data', 'beheer')).toEqual({ whole: [], begins: ['databeheer'] })
  expect(joinedForms(lexicon, 'advies', 'loopbaan')).toEqual({ whole: [], begins: [] })
})
