import { expect, test } from 'vitest'
import { seeded } from '#tests/support/random.ts'
import { type LearnedPair, type Lesson, learnPairs } from './learn-pairs.ts'

function lesson(nl: string, en: string, summary: Lesson['summary'] = { nl: '', en: '' }): Lesson {
  return { title: { nl, en }, summary }
}

const CATALOGUE: Lesson[] = [
  lesson('Leidinggeven voor beginners', 'Leadership for starters'),
  lesson('Leidinggeven met lef', 'Leadership with courage'),
  lesson('Schrijven met plezier', 'Writing with joy'),
  lesson('Academisch schrijven', 'Academic writing'),
  lesson('Academisch Engels', 'Academic English'),
  lesson('Data en leidinggeven', 'Data and leadership'),
  lesson('Data en schrijven', 'Data and writing'),
  lesson('Data voor iedereen', 'Data made easy'),
]

function named(pairs: ReadonlyArray<LearnedPair>): string[] {
  return pairs.map(({ nl, en }) => `${nl} = ${en}`)
}

test('a small catalogue in two languages teaches its words, with the evidence', () => {
  const pairs = learnPairs(CATALOGUE)
  expect(named(pairs)).toEqual(
    expect.arrayContaining(['leidinggeven = leadership', 'schrijven = writing', 'academisch = academic']),
  )
  expect(pairs.find(({ nl }) => nl === 'leidinggeven')).toEqual({
    nl: 'leidinggeven',
    en: 'leadership',
    together: 3,
    nlAlone: 3,
    enAlone: 3,
    dice: 1,
  })
})

test('title and summary are texts of their own: what stands in one says nothing of the other', () => {
  const crossed = [1, 2, 3, 4, 5].map((number) =>
    lesson(`kast ${number}`, `chair ${number}`, { nl: `stoel ${number}`, en: `cupboard ${number}` }),
  )
  expect(named(learnPairs(crossed))).toEqual(expect.arrayContaining(['kast = chair', 'stoel = cupboard']))
  expect(named(learnPairs(crossed))).not.toContain('kast = cupboard')
})

test('offers in one language teach nothing, and change nothing of what the others teach', () => {
  const single = [lesson('Leidinggeven en schrijven', ''), lesson('', 'Leadership and courage')]
  expect(learnPairs([...single, ...single, ...single])).toEqual([])
  expect(learnPairs([...CATALOGUE, ...single])).toEqual(learnPairs(CATALOGUE))
})

test('no offers, or offers without words, teach nothing', () => {
  expect(learnPairs([])).toEqual([])
  expect(learnPairs(Array.from({ length: 5 }, () => lesson('… 12 2027', '— the of a')))).toEqual([])
})

test('a word that is the same in both languages teaches nothing', () => {
  const pairs = learnPairs(CATALOGUE)
  expect(pairs.filter(({ nl, en }) => nl.split(' ').includes('data') || en.split(' ').includes('data'))).toEqual([])
  const shared = [1, 2, 3].map(() => lesson('Workshop loopbaan', 'Workshop career'))
  expect(named(learnPairs(shared))).toEqual(['loopbaan = career'])
})

test('two words that stand together once prove nothing, two neighbours need to be seen oftener than one word', () => {
  const once = learnPairs([lesson('Imkerij op het dak', 'Beekeeping up there')])
  expect(once).toEqual([])
  const phrase = (times: number) =>
    learnPairs(Array.from({ length: times }, () => lesson('duurzame inzetbaarheid', 'employability')))
  expect(named(phrase(2))).not.toContain('duurzame inzetbaarheid = employability')
  expect(named(phrase(4))).toContain('duurzame inzetbaarheid = employability')
})

test('in a large catalogue chance meets twice, so three times are needed', () => {
  const filler = (count: number) =>
    Array.from({ length: count }, (_, number) => lesson(`vulling${number}`, `filler${number}`))
  const twice = [lesson('Imkerij', 'Beekeeping'), lesson('Imkerij', 'Beekeeping')]
  const thrice = [...twice, ...twice.slice(1)]
  expect(named(learnPairs([...twice, ...filler(398)]))).toEqual(['imkerij = beekeeping'])
  expect(learnPairs([...twice, ...filler(399)])).toEqual([])
  expect(named(learnPairs([...thrice, ...filler(399)]))).toEqual(['imkerij = beekeeping'])
})

test('no word gets more than three others, and of unsure ones only the best', () => {
  const random = seeded(9)
  const english = ['one', 'two', 'three', 'four', 'five', 'six']
  const dutch = ['aap', 'noot', 'mies', 'wim', 'zus', 'jet']
  for (let round = 0; round < 30; round++) {
    const some = (list: string[]) => list.filter(() => random() < 0.7).join(' … ')
    const pairs = learnPairs(Array.from({ length: 12 }, () => lesson(some(dutch), some(english))))
    for (const side of ['nl', 'en'] as const) {
      const times = new Map<string, number>()
      for (const pair of pairs) times.set(pair[side], (times.get(pair[side]) ?? 0) + 1)
      expect(Math.max(0, ...times.values())).toBeLessThanOrEqual(3)
      for (const [word, count] of times)
        if (count > 1)
          expect(
            pairs
              .filter((pair) => pair[side] === word)
              .slice(1)
              .every((pair) => pair.dice >= 0.6),
          ).toBe(true)
    }
  }
  const always = Array.from({ length: 4 }, () => lesson('loopbaan', 'career'))
  const many = always.map(() => lesson('loopbaan', 'one. two. three. four. five'))
  expect(learnPairs(many).filter(({ nl }) => nl === 'loopbaan')).toHaveLength(3)
})

test('the surest come first, every pair is believable, and the same offers teach the same again', () => {
  const pairs = learnPairs(CATALOGUE)
  expect(pairs.map(({ dice }) => dice)).toEqual(pairs.map(({ dice }) => dice).sort((a, b) => b - a))
  for (const { together, nlAlone, enAlone, dice } of pairs) {
    expect(dice).toBeCloseTo((2 * together) / (nlAlone + enAlone), 10)
    expect(dice).toBeGreaterThanOrEqual(0.35)
    expect(together).toBeLessThanOrEqual(Math.min(nlAlone, enAlone))
  }
  expect(learnPairs(CATALOGUE)).toEqual(pairs)
  expect(learnPairs(new Set(CATALOGUE))).toEqual(pairs)
})

test('the order in which the offers are read does not change what they teach', () => {
  const random = seeded(10)
  const pairs = named(learnPairs(CATALOGUE)).sort()
  for (let round = 0; round < 20; round++) {
    const shuffled = CATALOGUE.map((one) => ({ one, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one)
    expect(named(learnPairs(shuffled)).sort()).toEqual(pairs)
  }
})
