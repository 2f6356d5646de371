import { expect, test } from 'vitest'
import { PRODUCT_SYNONYMS } from './product-synonyms.ts'
import { isSameGroup, MOST_WORDS_A_SIDE, readGroup, type SynonymGroup, synonymsFrom } from './synonyms.ts'
import { tellingWords } from './tokens.ts'

test.each(['', '   ', ';', ' ; ; ', 'vacature', 'vacature;', '; vacature ;', 'vacature; !!!'])(
  'a line without two sides is refused: %j',
  (line) => {
    expect(readGroup(line)).toEqual({ ok: false, problem: 'empty' })
  },
)

test.each([
  ['vacature; Vacature', 'Vacature', 'vacature'],
  ['café; baan; CAFÉ', 'CAFÉ', 'café'],
  ['resume; résumé', 'résumé', 'resume'],
  ['burn-out; burn out', 'burn out', 'burn-out'],
  ['Straße; strasse', 'strasse', 'Straße'],
  ['a  b; A   B', 'A B', 'a b'],
])('a line with the same word twice is refused, whatever its capitals and accents: %s', (line, side, other) => {
  expect(readGroup(line)).toEqual({ ok: false, problem: 'circular', side, other })
})

test('a side of more than three words is refused and named, one of three is taken', () => {
  expect(readGroup('baan; een baan voor altijd')).toEqual({
    ok: false,
    problem: 'too-long',
    side: 'een baan voor altijd',
  })
  expect(readGroup('baan; a-b-c-d')).toMatchObject({ problem: 'too-long', side: 'a-b-c-d' })
  expect(readGroup('pop; personal development plan')).toMatchObject({ ok: true })
  expect(MOST_WORDS_A_SIDE).toBe(3)
})

test('a group is read as it was written, without the spaces around', () => {
  expect(readGroup('  Vacature ;job   opening;; R&O-gesprek ')).toEqual({
    ok: true,
    group: ['Vacature', 'job opening', 'R&O-gesprek'],
  })
})

test('groups with the same sides are the same, whatever the order, capitals and accents', () => {
  expect(isSameGroup(['loopbaan', 'carrière'], ['Carriere', 'Loopbaan'])).toBe(true)
  expect(isSameGroup(['loopbaan', 'carrière'], ['loopbaan', 'carrière', 'career'])).toBe(false)
  expect(isSameGroup(['a b', 'c'], ['a', 'b c'])).toBe(false)
})

test.each(PRODUCT_SYNONYMS)('a line of the product can be read: %s', (line) => {
  expect(readGroup(line)).toMatchObject({ ok: true })
})

function productGroups(): SynonymGroup[] {
  return PRODUCT_SYNONYMS.map((line) => line.split(';').map((side) => side.trim()))
}

test('no two groups of the product are the same, and each side leads to every other side of its group', () => {
  const groups = productGroups()
  const same = groups.filter((group, place) => groups.slice(place + 1).some((other) => isSameGroup(group, other)))
  expect(same).toEqual([])
  const table = synonymsFrom(groups)
  for (const group of groups) {
    for (const from of group) {
      const key = tellingWords(from).join(' ')
      const led = table.get(key)?.map((saying) => saying.words.join(' '))
      for (const to of group.map((side) => tellingWords(side).join(' ')))
        if (to !== key) expect(led, `${from} → ${to}`).toContain(to)
    }
  }
})

test('every side of a product group says something that no other side of it says', () => {
  for (const group of productGroups()) {
    const keys = group.map((side) => tellingWords(side).join(' '))
    expect(new Set(keys).size, group.join('; ')).toBe(keys.length)
  }
})

test('a word and a phrase lead to each other, in both directions and without small words', () => {
  const table = synonymsFrom([['vacature', 'job opening', 'Spreken in het openbaar']])
  expect(table.get('vacature')).toEqual([
    { words: ['job', 'opening'], by: 'editor', weight: 1 },
    { words: ['spreken', 'openbaar'], by: 'editor', weight: 1 },
  ])
  expect(table.get('job opening')?.map(({ words }) => words.join(' '))).toEqual(['vacature', 'spreken openbaar'])
  expect(table.get('spreken openbaar')).toHaveLength(2)
  expect([table.get('job'), table.get('spreken in het openbaar')]).toEqual([undefined, undefined])
})

test('a side of small words only is refused, and leads nowhere', () => {
  expect(readGroup('het; de')).toMatchObject({ ok: false, problem: 'too-common', side: 'het' })
  expect(synonymsFrom([['or', 'het']]).size).toBe(0)
})

test('a word of several groups leads to all of them, but not on from there', () => {
  const table = synonymsFrom([
    ['baan', 'werk'],
    ['werk', 'work'],
  ])
  expect(table.get('werk')?.map(({ words }) => words[0])).toEqual(['baan', 'work'])
  expect(table.get('baan')?.map(({ words }) => words[0])).toEqual(['werk'])
})

test('taught pairs lead both ways with what they count; what an editor says goes before them', () => {
  const table = synonymsFrom(
    [['feedback', 'terugkoppeling']],
    [
      { nl: 'terugkoppeling', en: 'feedback', weight: 0.9 },
      { nl: 'duurzaam werken', en: 'sustainable', weight: 0.8 },
    ],
  )
  expect(table.get('feedback')).toEqual([{ words: ['terugkoppeling'], by: 'editor', weight: 1 }])
  expect(table.get('duurzaam werken')).toEqual([{ words: ['sustainable'], by: 'learned', weight: 0.8 }])
  expect(table.get('sustainable')).toEqual([{ words: ['duurzaam', 'werken'], by: 'learned', weight: 0.8 }])
})
