import { expect, test } from 'vitest'
import { oneOf, seeded, tries } from '#tests/support/random.ts'
import { addTerm, emptyLexicon, IN_BODY, IN_DUTCH, IN_ENGLISH, IN_TITLE, type Lexicon } from './lexicon.ts'
import { marksOf } from './marks.ts'
import { type Alternative, MATCH_TYPES, type MatchType } from './match-types.ts'
import { stemsOf } from './stems.ts'
import { synonymsFrom } from './synonyms.ts'
import { closestWords, type UnderstandOptions, understand } from './understand.ts'

function lexiconOf(words: ReadonlyArray<string>, places = IN_TITLE, lexicon = emptyLexicon()): Lexicon {
  for (const word of words)
    addTerm(lexicon, { word, places, languages: IN_DUTCH | IN_ENGLISH, documents: 1, ...stemsOf(word) })
  return lexicon
}

const KNOWN =
  'loopbaan advies gesprek leidinggeven academisch schrijven data beheer boek kast vaardigheden loopbaanadvies ' +
  'vacature vacancy presenteren presentatie presentation feedback geven informatiebeveiliging career advice ' +
  'databeheerder cursus training job opening'
const lexicon = lexiconOf(KNOWN.split(' '))
const synonyms = synonymsFrom(
  [
    ['vacature', 'vacancy', 'job opening'],
    ['loopbaanadvies', 'career advice'],
    ['cursus', 'training'],
    ['pop', 'feedback'],
  ],
  [{ nl: 'feedback geven', en: 'giving feedback', weight: 0.9 }],
)

const read = (q: string, options?: UnderstandOptions) => understand(q, lexicon, synonyms, options)
const written = ({ words, begins }: Alternative) => words.join(' ') + (begins ? '*' : '')
/** Everything that answers the idea at this place, with the way it came up. */
const answers = (q: string, place = 0, options?: UnderstandOptions) =>
  Object.fromEntries((read(q, options).concepts[place]?.alternatives ?? []).map((one) => [written(one), one.way]))
const typed = (q: string) => read(q).concepts.map((concept) => concept.typed)

test.each([
  ['leidinggevne', 'leidinggeven'],
  ['leidingeven', 'leidinggeven'],
  ['leidingggeven', 'leidinggeven'],
  ['schrijven academissch', 'schrijven academisch'],
  ['Feedbakc GEVEN, aub!', 'feedback GEVEN, aub!'],
  ['  “Leidinggevne”  –  én data…', '  “leidinggeven”  –  én data…'],
  ['feedbakc-training', 'feedback-training'],
  ['LEIDINGGEVNE en leidinggevne', 'leidinggeven en leidinggeven'],
])('a typing error is mended, everything else stays as it was typed: %s', (q, corrected) => {
  expect(read(q).corrected).toBe(corrected)
})

test('a mended word counts less than the word itself, and can be left as it was typed', () => {
  const best = read('leidinggevne').concepts[0]?.alternatives[0]
  expect(best).toMatchObject({ words: ['leidinggeven'], weight: MATCH_TYPES.typo })
  expect(read('leidinggevne').phrase).toEqual(['leidinggeven'])
  const meant = read('leidinggevne', { asTyped: true })
  expect([meant.corrected, meant.phrase]).toEqual([null, ['leidinggevne']])
  expect(meant.concepts[0]?.alternatives.map(written)).not.toContain('leidinggeven')
})

test.each(['leidinggeven', 'dxtz', 'vacatures', 'pres', 'boekenkast', 'xyzzy', 'de', '***', ''])(
  'nothing is mended where nothing has to be: %j',
  (q) => {
    expect(read(q).corrected).toBeNull()
  },
)

test('a short word is guessed when nothing else answers it, and that counts little', () => {
  const guessed = read('dara')
  expect(guessed).toMatchObject({ corrected: 'data' })
  expect(guessed.concepts[0]?.alternatives[0]?.weight).toBeCloseTo(0.4, 10)
})

test('two errors are forgiven in a long word, and count less than one', () => {
  const [one, two] = ['informatiebeveliging', 'infromatiebeveliging'].map((q) => read(q))
  expect([one?.corrected, two?.corrected]).toEqual(['informatiebeveiliging', 'informatiebeveiliging'])
  expect(two?.concepts[0]?.alternatives[0]?.weight).toBeLessThan(one?.concepts[0]?.alternatives[0]?.weight ?? 0)
})

test('an unknown compound is taken apart into ideas of their own', () => {
  expect(typed('databeheergesprek')).toEqual(['databeheer', 'gesprek'])
  expect(typed('boekenkastgesprek')).toEqual(['boek', 'kast', 'gesprek'])
  expect(typed('boekenkast')).toEqual(['boek', 'kast'])
  expect(typed('schrijfvaardigheden feedback')).toEqual(['schrijf', 'vaardigheden', 'feedback'])
  expect(answers('schrijfvaardigheden')).toEqual({ schrijven: 'stem' })
  expect(answers('cursuskast')).toMatchObject({ cursus: 'whole', training: 'synonym' })
  expect(read('boekenkast').corrected).toBeNull()
})

test('a known compound is one idea, and a near word is mended rather than taken apart', () => {
  expect(typed('loopbaanadvies')).toEqual(['loopbaanadvies'])
  const kist = lexiconOf(['boek', 'kast', 'boekkist'])
  expect(understand('boekkast', kist, new Map())).toMatchObject({ corrected: 'boekkist', concepts: [{}] })
  expect(understand('boekkast', kist, new Map(), { asTyped: true })).toMatchObject({ concepts: [{}, {}] })
})

test('words typed apart are also looked for as one word', () => {
  expect(read('loopbaan advies').joined).toEqual(['loopbaanadvies'])
  for (const place of [0, 1]) expect(answers('loopbaan advies', place)).toMatchObject({ loopbaanadvies: 'joined' })
  expect(answers('data beheer', 1)).toMatchObject({ beheer: 'whole', 'databeheer*': 'joined' })
  expect(read('advies loopbaan').joined).toEqual([])
})

test('the last word may not be finished, so its beginning counts more than that of another', () => {
  expect(answers('pres')).toEqual({ 'pres*': 'beginning' })
  expect(answers('pres data')).toEqual({ 'pres*': 'opening' })
  const weight = (q: string) => read(q).concepts[0]?.alternatives[0]?.weight
  expect(weight('pres')).toBe(MATCH_TYPES.beginning)
  expect([weight('p'), weight('pr')].map((one) => (one ?? 1) < MATCH_TYPES.beginning)).toEqual([true, true])
  expect(answers('presnt')).toMatchObject({ presentatie: 'typing', presenteren: 'typing' })
})

test.each([
  ['vacature', 'vacancy'],
  ['vacancy', 'vacature'],
  ['vacature', 'job opening'],
  ['cursussen', 'training'],
  ['pop', 'feedback'],
])('%s is also found by its synonym %s', (q, other) => {
  expect(answers(q)).toMatchObject({ [other]: 'synonym' })
})

test('a phrase is answered by its synonym in each of its words, and by what was learned', () => {
  for (const place of [0, 1]) {
    expect(answers('job opening', place)).toMatchObject({ vacature: 'synonym', vacancy: 'synonym' })
    expect(answers('career advice', place)).toMatchObject({ loopbaanadvies: 'synonym' })
    expect(answers('giving feedback', place)).toMatchObject({ 'feedback geven': 'learned' })
    expect(answers('feedback geven', place)).toMatchObject({ 'giving feedback': 'learned' })
  }
  expect(answers('a career advice talk', 1)).toMatchObject({ loopbaanadvies: 'synonym' })
  expect(answers('advice career', 1)).not.toHaveProperty('loopbaanadvies')
})

test('a word is answered by compounds that end in it or hold it, and by its forms and its family', () => {
  expect(answers('advies')).toMatchObject({ advies: 'whole', loopbaanadvies: 'tail' })
  expect(answers('beveiliging')).toMatchObject({ informatiebeveiliging: 'part' })
  expect(answers('presenteren')).toMatchObject({ presentatie: 'family' })
  expect(answers('schrijft')).toMatchObject({ schrijven: 'stem' })
})

test('what nothing else answers is answered by what nearly begins so', () => {
  expect(answers('loopbaantje', 0, { asTyped: true })).toEqual({ 'loopbaan*': 'rescue' })
  expect(answers('xyzzy')).toEqual({})
})

test('every way of answering occurs, and its weight is never more than the word itself', () => {
  const met = new Set<MatchType>()
  const queries = ['vacature', 'pres', 'pres data', 'loopbaan advies', 'schrijft', 'giving feedback', 'advies']
  for (const q of [...queries, 'presenteren', 'infromatiebeveliging', 'presnt', 'beveiliging', 'gevne', 'loopbaantje'])
    for (const options of [{}, { asTyped: true }])
      for (const { alternatives } of read(q, options).concepts)
        for (const { way, weight } of alternatives) {
          met.add(way)
          expect(weight).toBeGreaterThan(0)
          expect(weight).toBeLessThanOrEqual(MATCH_TYPES.whole)
        }
  const known = lexiconOf(['databank', 'datum'])
  for (const { alternatives } of understand('databnk', known, new Map()).concepts)
    for (const { way } of alternatives) met.add(way)
  for (const { alternatives } of understand('datun databanl', lexiconOf(['databand'], IN_BODY, known), new Map())
    .concepts)
    for (const { way } of alternatives) met.add(way)
  expect([...met].sort()).toEqual(Object.keys(MATCH_TYPES).sort())
})

test('a query gives ten ideas at most, also when its words are taken apart', () => {
  const heads = ['boek', 'data', 'loopbaan', 'advies', 'gesprek', 'cursus']
  const compounds = heads.flatMap((head) => [`${head}kast`, `${head}feedback`])
  expect(read(compounds.slice(0, 10).join(' ')).concepts).toHaveLength(10)
  expect(read(Array.from({ length: 40 }, (_, number) => `woord${number}`).join(' ')).concepts).toHaveLength(10)
  for (const q of [compounds.join(' '), KNOWN]) expect(read(q).phrase.length).toBeLessThanOrEqual(10)
})

test('no idea has more than 48 answers, the best first', () => {
  const many = lexiconOf(Array.from({ length: 400 }, (_, number) => `kast${number.toString(36)}kast`))
  lexiconOf(['kast', 'kasten'], IN_TITLE, many)
  const groups = Array.from({ length: 80 }, (_, number) => ['kast', `woord${number}`])
  const { alternatives } = understand('kast', many, synonymsFrom(groups)).concepts[0] ?? { alternatives: [] }
  expect(alternatives).toHaveLength(48)
  expect(alternatives.map((one) => one.weight)).toEqual(alternatives.map((one) => one.weight).sort((a, b) => b - a))
  expect(alternatives[0]).toMatchObject({ words: ['kast'], way: 'whole' })
})

test('what is marked are the words that answer, and the beginnings that may go on', () => {
  const marks = marksOf(read('giving pres'))
  expect([...marks.words].sort()).toEqual([])
  expect(marks.beginnings).toEqual(['pres'])
  const phrase = marksOf(read('job opening'))
  expect([...phrase.words]).toEqual(expect.arrayContaining(['job', 'opening', 'vacature', 'vacancy']))
})

test('words that resemble what was typed: the nearest first, none for what resembles nothing', () => {
  expect(closestWords('lopbanavies', lexicon, 5)[0]).toBe('loopbaanadvies')
  expect(closestWords('databeheen', lexicon, 5)).toEqual(expect.arrayContaining(['databeheerder']))
  expect(closestWords('schrijvnn vacatrue', lexicon, 5).sort()).toEqual(['schrijven', 'vacature'])
  expect(closestWords('qqqqqqqq', lexicon, 5)).toEqual([])
  expect(closestWords('pres', lexiconOf(Array.from({ length: 9 }, (_, n) => `pre${n}`)), 3)).toHaveLength(3)
})

const PIECES =
  '"|\'|*|^|(|)|{|}|:|-|+|,|.|;|%|_|\\|/|`| |\n|\t|\u0000|\ud800|\udfff|\uFFFD|\uFEFF|\u202E|\uE000| AND | OR | NOT |NEAR(|' +
  'title_nl:|--|/*|<script>|${|🙂|👩‍🔬|é|e\u0301|ı|İ|ß|ﬃ|½|𝒟|𑄀|क्ष|한국어|日本語|שלום|مرحبا|data|feedbakc|leidinggevne|a|1|C#|R&O|constructor|__proto__'
const HOSTILE = [
  ...PIECES.split('|'),
  'x'.repeat(60),
  'data'.repeat(300),
  '\u0301'.repeat(50),
  '𝒟'.repeat(25),
  '-a'.repeat(200),
]

const ROUNDS = tries(4_000)

test(`${ROUNDS} hostile queries are read without an exception, and only give words that can be looked for`, () => {
  const random = seeded(51)
  for (let round = 0; round < ROUNDS; round++) {
    const q = Array.from({ length: 1 + Math.floor(random() * 12) }, () => oneOf(random, HOSTILE)).join('')
    const { concepts, phrase, joined } = understand(q, lexicon, synonyms, { asTyped: random() < 0.3 })
    expect(concepts.length, JSON.stringify(q)).toBeLessThanOrEqual(10)
    const said = concepts.flatMap(({ alternatives }) => alternatives.flatMap(({ words }) => [...words]))
    for (const word of [...said, ...phrase, ...joined]) expect(word, JSON.stringify(q)).toMatch(/^[\p{L}\p{N}]+$/u)
    expect(closestWords(q, lexicon, 5).length).toBeLessThanOrEqual(5)
  }
})
