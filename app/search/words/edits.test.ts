import { expect, test } from 'vitest'
import { oneOf, seeded } from '#tests/support/random.ts'
import { beginsNearly, bitsApart, editsBetween, forgiven, letterBits } from './edits.ts'

/** The rule told plainly, from the front: whatever is done wrong at the very beginning counts one more. */
function plainEdits(a: string, b: string): number {
  const known = new Map<number, number>()
  function rest(i: number, j: number): number {
    if (i === a.length && j === b.length) return 0
    const key = i * 100 + j
    const before = known.get(key)
    if (before !== undefined) return before
    const error = i === 0 && j === 0 ? 2 : 1
    const ways: number[] = []
    if (i < a.length) ways.push(error + rest(i + 1, j))
    if (j < b.length) ways.push(error + rest(i, j + 1))
    if (i < a.length && j < b.length) ways.push((a[i] === b[j] ? 0 : error) + rest(i + 1, j + 1))
    if (i + 1 < a.length && j + 1 < b.length && a[i] === b[j + 1] && a[i + 1] === b[j])
      ways.push(error + rest(i + 2, j + 2))
    const least = Math.min(...ways)
    known.set(key, least)
    return least
  }
  return rest(0, 0)
}

function randomWord(random: () => number, letters: string, most: number): string {
  return Array.from({ length: Math.floor(random() * (most + 1)) }, () => oneOf(random, [...letters])).join('')
}

/** The word with one letter too many, too few, another one, or two neighbours changed; not always another word. */
function withError(random: () => number, word: string, letters: string): string {
  const at = Math.floor(random() * (word.length + 1))
  const letter = oneOf(random, [...letters])
  const [head, tail] = [word.slice(0, at), word.slice(at)]
  const ways = [head + letter + tail, head + tail.slice(1), head + letter + tail.slice(1)]
  return oneOf(random, [...ways, head + tail.slice(1, 2) + tail.slice(0, 1) + tail.slice(2)])
}

/** Two words that resemble each other more or less; few letters, so that all cases come up often. */
function pairOfWords(random: () => number): [string, string] {
  const letters = oneOf(random, ['ab', 'abcd', 'abcdefghijklmnopqrstuvwxyz0123456789éß'])
  const a = randomWord(random, letters, 14)
  if (random() < 0.3) return [a, randomWord(random, letters, 14)]
  let b = a
  for (let errors = Math.floor(random() * 5); errors > 0; errors--) b = withError(random, b, letters)
  return [a, b]
}

test.each([
  ['loopbaan', 'loopbaan', 0],
  ['loopbaan', 'lopbaan', 1],
  ['loopbaan', 'looopbaan', 1],
  ['loopbaan', 'loopbean', 1],
  ['loopbaan', 'looopbaann', 2],
  ['loopbaan', 'lopobaan', 1],
  ['loopbaan', 'loopbana', 1],
  ['loopbaan', 'koopbaan', 2],
  ['loopbaan', 'oopbaan', 2],
  ['loopbaan', 'xloopbaan', 2],
  ['loopbaan', 'olopbaan', 2],
  ['loopbaan', 'kopbaan', 3],
  ['', 'a', 2],
  ['', '', 0],
])('%s and %s lie %i typing errors apart, in both directions', (a, b, errors) => {
  expect(editsBetween(a, b, 3)).toBe(errors)
  expect(editsBetween(b, a, 3)).toBe(errors)
})

test('12,000 random pairs lie as far apart as a plain count says, and never more than was asked for plus one', () => {
  const random = seeded(3)
  const met = new Map<number, number>()
  for (let round = 0; round < 12_000; round++) {
    const [a, b] = pairOfWords(random)
    const plain = plainEdits(a, b)
    met.set(plain, (met.get(plain) ?? 0) + 1)
    for (const most of [1, 2, 3]) expect(editsBetween(a, b, most), `${a} ${b} ${most}`).toBe(Math.min(plain, most + 1))
  }
  for (const errors of [0, 1, 2, 3, 4]) expect(met.get(errors), `${errors} errors`).toBeGreaterThan(200)
})

test('words of any length can be compared, those beyond 62 letters are far from everything', () => {
  expect(editsBetween('a'.repeat(62), `${'a'.repeat(61)}b`, 2)).toBe(1)
  expect(editsBetween('a'.repeat(63), 'a'.repeat(63), 2)).toBe(3)
  expect(editsBetween('a'.repeat(500), 'a', 1)).toBe(2)
  // What was compared before leaves nothing behind.
  expect(editsBetween('ab', 'ba', 2)).toBe(2)
})

test('the quick look at letters never rules out a word within the errors that are allowed', () => {
  const random = seeded(4)
  let ruledOut = 0
  for (let round = 0; round < 12_000; round++) {
    const [a, b] = pairOfWords(random)
    const apart = bitsApart(letterBits(a), letterBits(b))
    for (const errors of [1, 2, 3]) {
      if (editsBetween(a, b, errors) <= errors) expect(apart, `${a} ${b}`).toBeLessThanOrEqual(errors * 2)
      else if (apart > errors * 2) ruledOut++
    }
  }
  expect(ruledOut).toBeGreaterThan(1_000)
})

test('bits are counted as a plain count does, also the highest', () => {
  const random = seeded(5)
  const plain = (a: number, b: number) => [...((a ^ b) >>> 0).toString(2)].filter((bit) => bit === '1').length
  for (let round = 0; round < 2_000; round++) {
    const [a, b] = [Math.floor(random() * 2 ** 32) | 0, Math.floor(random() * 2 ** 32) | 0]
    expect(bitsApart(a, b)).toBe(plain(a, b))
  }
  expect([bitsApart(0, -1), bitsApart(-1, -1), bitsApart(0, -(2 ** 31))]).toEqual([32, 0, 1])
})

test.each([
  ['presenteren', 'presen', true],
  ['presenteren', 'presne', true],
  ['presenteren', 'prsen', true],
  ['presenteren', 'pressen', true],
  ['presenteren', 'prezen', true],
  ['presenteren', 'resen', false],
  ['presenteren', 'kresen', false],
  ['presenteren', 'prazn', false],
  ['present', 'presenteren', false],
])('%s begins nearly as %s: %s', (word, typed, nearly) => {
  expect(beginsNearly(word, typed)).toBe(nearly)
})

test('a random beginning with one error begins nearly as its word, as a plain look at all beginnings says', () => {
  const random = seeded(6)
  let nearly = 0
  for (let round = 0; round < 4_000; round++) {
    const word = randomWord(random, 'abcde', 12)
    const typed = withError(random, word.slice(0, 5 + Math.floor(random() * 4)), 'abcde')
    const plain = [...word, ''].some((_, length) => plainEdits(typed, word.slice(0, length)) <= 1)
    expect(beginsNearly(word, typed), `${word} ${typed}`).toBe(plain)
    if (plain) nearly++
  }
  expect(nearly).toBeGreaterThan(1_000)
})

test('short words are forgiven nothing, longer ones one error, long ones two', () => {
  expect([1, 4, 5, 8, 9, 40].map(forgiven)).toEqual([0, 0, 1, 1, 2, 2])
})
