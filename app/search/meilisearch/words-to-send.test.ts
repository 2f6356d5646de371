import { expect, test } from 'vitest'
import { query, shelf, written } from '#tests/support/meilisearch/portal.ts'
import { currentKnowledge } from '../embedded/knowledge.server.ts'
import { understand } from '../words/understand.ts'
import { questionsFor, withoutOne, wordsToSend } from './query.ts'

const { db } = shelf(
  written('a', 'Loopbaan en advies voor vrouwen', {
    summary: { nl: 'Een gesprek over werk.', en: 'A talk about work.' },
  }),
  written('b', 'Timemanagement', { summary: { nl: 'Een cursus.', en: 'A course.' } }),
  written('c', 'Leiderschap in teams', { labels: ['Mantelzorg', 'C#', 'R'] }),
)

function sent(q: string): string[] {
  const { lexicon, synonyms } = currentKnowledge(db)
  return wordsToSend(q, understand(q, lexicon, synonyms), lexicon)
}

test.each([
  ['Loopbaan', ['loopbaan']],
  ['LOOPBAAN én Advies!', ['loopbaan', 'advies']],
  ['leiderschpa', ['leiderschap']],
  ['loopbaangesprek', ['loopbaan', 'gesprek']],
  ['timemanagementcursus', ['timemanagement', 'cursus']],
  ['mantel zorg', ['mantelzorg']],
  ['de cursussen', ['cursus']],
  ['leid', ['leid']],
  ['leid advies', ['leiderschap', 'advies']],
  ['-loopbaan "advies"', ['loopbaan', 'advies']],
  ['c#', ['csharp']],
  ['r', ['r ']],
  ['teams r', ['teams', 'r ']],
  ['loopbaan loopbaan', ['loopbaan']],
])('of «%s» the server gets %j', (q, words) => {
  expect(sent(q)).toEqual(words)
})

test('never more than ten words, and nothing but letters, digits and a last space', () => {
  const long = sent(Array.from({ length: 40 }, (_, number) => `woord${number}`).join(' '))
  expect(long.length).toBeLessThanOrEqual(10)
  for (const q of ['"; DROP', 'a"b\\c', '<b>x</b>', '\u0000x', 'é🙂ø', 'x'.repeat(5_000)])
    for (const word of sent(q)) expect(word).toMatch(/^[\p{L}\p{N}]+ ?$/u)
})

test('leaving out the last word leaves the one before it whole', () => {
  expect(withoutOne(['a', 'b', 'c'])).toEqual([
    ['b', 'c'],
    ['a', 'c'],
    ['a', 'b '],
  ])
  expect(withoutOne(['a'])).toEqual([])
})

test('a facet with a choice is counted by a question of its own, without that choice', () => {
  const asked = query('x', {
    facets: { theme: ['a b', 'c'], open: ['yes'] },
    count: ['theme', 'kind', 'when'],
    now: 1_000,
  })
  const questions = questionsFor(asked, { index: 'catalogue', words: ['x'] })
  const visible = [['visibleFrom <= 1000'], ['visibleUntil > 1000']]
  const theme = ['f_theme = "a b"', 'f_theme = "c"']
  const open = ['openUntil > 1000']
  expect(
    questions.map(({ query: { filter, facets, hitsPerPage } }) => ({ filter, facets, hitsPerPage })).slice(0, 3),
  ).toEqual([
    { filter: [...visible, theme, open], facets: ['f_kind'], hitsPerPage: 10 },
    { filter: [...visible, open], facets: ['f_theme'], hitsPerPage: 0 },
    { filter: [...visible, theme, open, ['starts 1001 TO 604801000']], facets: undefined, hitsPerPage: 0 },
  ])
  expect(questions).toHaveLength(6)
})
