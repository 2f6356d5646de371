import { expect, test } from 'vitest'
import { oneOf, seeded } from '#tests/support/random.ts'
import {
  areCurrentVersions,
  type VersionedText,
  type VersionStamp,
  versionBinding,
  withoutPassages,
} from './version-chain.ts'

const hash = (number: number) => `hash-${number}`
function stamps(count: number, first = 1): VersionStamp[] {
  return Array.from({ length: count }, (_, place) => ({
    number: first + place,
    previousHash: first + place === 1 ? '' : hash(first + place - 1),
    savedAt: place,
    savedBy: 'a',
    struckAt: null,
  }))
}
const areCurrent = (
  keeps: 'all' | 'current',
  rows: VersionStamp[],
  number: number,
  hashes = rows.map((row) => hash(row.number)),
) => areCurrentVersions(keeps, rows, (place) => hashes[place] ?? '', { number, hash: hash(number) })

test('versions that follow one another up to what the log says are current', () => {
  for (let count = 1; count <= 9; count++) expect(areCurrent('all', stamps(count), count)).toBe(true)
  expect(areCurrent('current', stamps(1), 1)).toBe(true)
  expect(areCurrent('current', stamps(1, 7), 7)).toBe(true)
})

const [one, two, three] = stamps(3)
if (!one || !two || !three) throw new Error('three versions')

test.each<[string, 'all' | 'current', VersionStamp[], number]>([
  ['nothing where there should be a version', 'all', [], 1],
  ['nothing where one should be kept', 'current', [], 1],
  ['the last version cut off', 'all', [one, two], 3],
  ['the first version cut off', 'all', [two, three], 3],
  ['one from the middle gone', 'all', [one, three], 3],
  ['two in the other order', 'all', [two, one, three], 3],
  ['one that stands there twice', 'all', [one, two, two, three], 3],
  ['a version more than the log knows', 'all', [one, two, three], 2],
  ['a first version that follows on something', 'all', [{ ...one, previousHash: hash(9) }, two], 2],
  ['another version before it', 'all', [one, { ...two, previousHash: hash(7) }], 2],
  ['an older version put back', 'current', [one], 2],
  ['two where one is kept', 'current', [one, two], 2],
])('%s is found', (_, keeps, rows, number) => {
  expect(areCurrent(keeps, rows, number)).toBe(false)
})

test('another content in any version is found', () => {
  for (const place of [0, 1, 2]) {
    const hashes = [1, 2, 3].map((number, at) => (at === place ? 'other' : hash(number)))
    expect(areCurrent('all', stamps(3), 3, hashes), String(place)).toBe(false)
  }
})

test('everything a row says is part of what its content is bound to', () => {
  const of = {
    table: 't',
    column: 'c',
    textColumn: 'id',
    savedAtColumn: 'saved_at',
    keeps: 'all',
    key: 'text',
  } as const
  const text: VersionedText = { of, id: 'x', record: { type: 'access-needs', id: 'd' }, subjectId: 's' }
  const stamp = { number: 1, previousHash: 'p', savedAt: 2, savedBy: 'a', struckAt: null }
  const all = [
    versionBinding(text, stamp),
    versionBinding({ ...text, id: 'y' }, stamp),
    versionBinding({ ...text, subjectId: 'y' }, stamp),
    versionBinding({ ...text, record: { type: 'access-needs', id: 'y' } }, stamp),
    versionBinding({ ...text, of: { ...of, table: 'y' } }, stamp),
    versionBinding({ ...text, of: { ...of, column: 'y' } }, stamp),
    ...[{ number: 2 }, { previousHash: 'y' }, { savedAt: 3 }, { savedBy: 'y' }, { struckAt: 4 }].map((change) =>
      versionBinding(text, { ...stamp, ...change }),
    ),
  ].map((binding) => JSON.stringify(binding))
  expect(new Set(all).size).toBe(all.length)
})

const MARK = '[verwijderd op 1 februari 2027]'

test.each<[string, string, string[], string | null]>([
  ['in the middle', 'mijn rug doet pijn vandaag', ['rug doet pijn'], `mijn ${MARK} vandaag`],
  ['the whole text', 'rug', ['rug'], MARK],
  ['twice', 'rug en rug', ['rug'], `${MARK} en ${MARK}`],
  ['side by side', 'rugrug', ['rug'], MARK],
  ['over itself', 'ababa!', ['aba'], `${MARK}!`],
  ['two passages that overlap', 'abcdef', ['abc', 'cd'], `${MARK}ef`],
  ['one within the other', 'abcdef', ['bcd', 'c'], `a${MARK}ef`],
  ['several lines', 'a\nb\nc', ['a\nb'], `${MARK}\nc`],
  ['what the mark itself says', 'op weg', ['op'], `${MARK} weg`],
  ['nothing that stands there', 'abc', ['x'], null],
  ['nothing at all', 'abc', [''], null],
  ['without passages', 'abc', [], null],
])('a passage is struck out: %s', (_, text, passages, expected) => {
  expect(withoutPassages(text, passages, MARK)).toBe(expected)
})

test('whatever is struck out stands nowhere any more, 5,000 times', () => {
  const random = seeded(11)
  let found = 0
  for (let time = 0; time < 5_000; time++) {
    const letters = (length: number) => Array.from({ length }, () => oneOf(random, ['a', 'b', 'c'])).join('')
    const [text, passage] = [letters(30), letters(1 + Math.floor(random() * 4))]
    const struck = withoutPassages(text, [passage], '|')
    if (struck === null) expect(text).not.toContain(passage)
    else {
      found++
      expect(struck).not.toContain(passage)
    }
  }
  expect(found).toBeGreaterThan(2_000)
})
