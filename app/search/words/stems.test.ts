import { expect, test } from 'vitest'
import { stemsOf } from './stems.ts'

function sharesStem(a: string, b: string): boolean {
  const [one, other] = [stemsOf(a), stemsOf(b)]
  return one.nl === other.nl || one.en === other.en
}

test.each([
  ['adviezen', 'advies'],
  ['loopbaanadviezen', 'loopbaanadvies'],
  ['studies', 'studie'],
  ['provincies', 'provincie'],
  ['schrijft', 'schrijven'],
  ['cursussen', 'cursus'],
  ['presentaties', 'presentatie'],
  ['managers', 'manager'],
  ['leidinggevenden', 'leidinggeven'],
  ['leidinggevende', 'leidinggevenden'],
  ['gesprekken', 'gesprek'],
  ['brieven', 'brief'],
  ['huizen', 'huis'],
  ['banen', 'baan'],
  ['onderhandeling', 'onderhandelen'],
  ['conflicten', 'conflict'],
  ['digitale', 'digitaal'],
  ['teams', 'team'],
  ['skills', 'skill'],
  ['writing', 'write'],
  ['competences', 'competence'],
])('%s and %s share a stem', (a, b) => {
  expect(sharesStem(a, b)).toBe(true)
  expect(sharesStem(b, a)).toBe(true)
})

test.each([
  ['presenteren', 'presentatie'],
  ['presentatie', 'presentation'],
  ['presentations', 'presenteren'],
  ['academisch', 'academic'],
  ['promovendus', 'promovendi'],
  ['creativiteit', 'creativity'],
  ['communiceren', 'communication'],
  ['organisatie', 'organisation'],
  ['organisation', 'organization'],
  ['motiveren', 'motivation'],
  ['evalueren', 'evaluatie'],
  ['statistiek', 'statistics'],
  ['effectief', 'effective'],
  ['trainer', 'training'],
  ['leiderschap', 'leiderschappen'],
])('%s and %s are of one family', (a, b) => {
  expect(stemsOf(a).family).toBe(stemsOf(b).family)
})

test.each([
  ['beleid', 'beleven'],
  ['data', 'date'],
  ['student', 'studie'],
  ['docent', 'document'],
  ['onderwijs', 'onderzoek'],
  ['mentor', 'mentaal'],
  ['police', 'policy'],
  ['communicatie', 'community'],
  ['leidinggeven', 'leiden'],
  ['presentatie', 'presentie'],
  ['project', 'projector'],
  ['cursus', 'curriculum'],
  ['baan', 'bank'],
])('%s and %s share neither stem nor family', (a, b) => {
  expect(sharesStem(a, b)).toBe(false)
  expect(stemsOf(a).family).not.toBe(stemsOf(b).family)
})

test.each(['cv', 'it', 'phd', 'ai', 'r2d2', 'web3', 'covid19', '2027', 'über', '한국어'])(
  'what is short, or not of plain letters only, stays as it is: %s',
  (word) => {
    expect(stemsOf(word)).toEqual({ nl: word, en: word, family: word })
  },
)

test('no stem is empty, and a word keeps its stems when many others were asked for meanwhile', () => {
  const before = stemsOf('presentaties')
  for (let number = 0; number < 12_000; number++) {
    const word = `${number.toString(36).replace(/\d/g, 'q')}ingen`
    const { nl, en, family } = stemsOf(word)
    expect(
      [nl, en, family].every((stem) => stem.length > 0),
      word,
    ).toBe(true)
  }
  expect(stemsOf('presentaties')).toEqual(before)
})
