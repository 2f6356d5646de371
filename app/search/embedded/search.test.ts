import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type Db, openDatabase } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import { searchDocument } from '#tests/support/search-documents.ts'
import type { SearchDocument, SearchQuery } from '../search-engine.ts'
import { searchEmbedded } from './search.server.ts'
import { putDocument, removeDocument } from './write.server.ts'

const now = Number(NOW)
const DAY = 86_400_000
const FOREVER = 8_640_000_000_000_000

function written(id: string, parts: Partial<SearchDocument> = {}): SearchDocument {
  return searchDocument(id, { title: { nl: id, en: '' }, ...parts })
}

function put(db: Db, ...documents: SearchDocument[]): void {
  inTransaction(db, (tx) => {
    for (const document of documents) putDocument(tx, document)
  })
}

function ask(db: Db, query: Partial<SearchQuery> = {}) {
  return searchEmbedded(db, { q: '', facets: {}, sort: 'best', page: 1, pageSize: 100, now, count: [], ...query })
}

const found = (db: Db, query: Partial<SearchQuery> | string) =>
  ask(db, typeof query === 'string' ? { q: query } : query).ids

test.each([
  ['cafe', 'Café voor promovendi'],
  ['CAFÉ', 'Cafe voor promovendi'],
  ['soren', 'Met Søren Kjær'],
  ['Søren', 'Met Soren Kjaer'],
  ['yildiz', 'Aylin Yıldız vertelt'],
  ['Yıldız', 'Aylin Yildiz vertelt'],
  ['strasse', 'Wandelen door de Straße'],
  ['Straße', 'Wandelen door de Strasse'],
  ['burnout', 'Burn-out voorkomen'],
  ['burn-out', 'Burnout voorkomen'],
  ['leiding', 'Voor leidinggevenden'],
  ['l', 'Leidinggeven'],
])('%s finds «%s»', (query, title) => {
  const db = freshDatabase()
  put(
    db,
    written('wanted', { title: { nl: title, en: '' } }),
    written('other', { title: { nl: 'Iets anders', en: 'Something' } }),
  )
  expect(found(db, query)).toContain('wanted')
  expect(found(db, query)).not.toContain('other')
})

test('a word is found from its beginning, not from its middle', () => {
  const db = freshDatabase()
  put(db, written('a', { title: { nl: 'Bijeenkomst', en: '' } }))
  expect(found(db, 'bijeen')).toEqual(['a'])
  expect(found(db, 'komst')).toEqual([])
})

test('an offer is found in both languages and by its labels, whatever the language of the page', () => {
  const db = freshDatabase()
  put(
    db,
    written('a', {
      title: { nl: 'Leidinggeven', en: 'Leading' },
      body: { nl: 'oefenen', en: 'practise' },
      labels: ['Faculteit Rechten'],
    }),
  )
  for (const query of ['leidinggeven', 'leading', 'oefenen', 'practise', 'rechten', 'leading oefenen'])
    expect(found(db, query), query).toEqual(['a'])
})

test('a word in the title counts before one in the summary, and that before one in the body; a whole word before a beginning', () => {
  const db = freshDatabase()
  put(
    db,
    written('body', { body: { nl: 'over data', en: '' } }),
    written('summary', { summary: { nl: 'over data', en: '' } }),
    written('beginning', { title: { nl: 'over databeheer', en: '' } }),
    written('title', { title: { nl: 'over data', en: '' } }),
  )
  expect(found(db, 'data')).toEqual(['title', 'beginning', 'summary', 'body'])
})

test('all words come first; only when no offer has them all, those that miss one', () => {
  const db = freshDatabase()
  put(
    db,
    written('all', { title: { nl: 'data stewardship imkerij', en: '' } }),
    written('two', { title: { nl: 'data stewardship', en: '' } }),
    written('one', { title: { nl: 'data', en: '' } }),
  )
  expect(ask(db, { q: 'data stewardship imkerij' })).toMatchObject({ ids: ['all'], relaxed: false })
  inTransaction(db, (tx) => removeDocument(tx, 'all'))
  expect(ask(db, { q: 'data stewardship imkerij' })).toMatchObject({ ids: ['two'], relaxed: true, total: 1 })
  expect(ask(db, { q: 'zwaan kleef aan imkerij' })).toMatchObject({ ids: [], relaxed: false, total: 0 })
  expect([...ask(db, { q: 'De Data' }).marks.words]).toContain('data')
})

test('no query finds everything, signs alone find nothing', () => {
  const db = freshDatabase()
  put(db, written('a'), written('b'))
  expect(ask(db, { q: '   ' }).total).toBe(2)
  for (const q of ['***', '"', '🙂', '\u0000']) expect(ask(db, { q }).total, q).toBe(0)
})

test('only what may be seen now is found: from the first moment, until the last', () => {
  const db = freshDatabase()
  put(db, written('a', { visibleFrom: now, visibleUntil: now + DAY }))
  expect([now - 1, now, now + DAY - 1, now + DAY].map((moment) => ask(db, { now: moment, q: 'a' }).total)).toEqual([
    0, 1, 1, 0,
  ])
})

test('the clock decides what begins this week and what is still open', () => {
  const db = freshDatabase()
  put(
    db,
    written('tomorrow', { starts: [now - 3 * DAY, now + DAY], openUntil: [now + DAY] }),
    written('in-twenty-days', { starts: [now + 20 * DAY], openUntil: [now + 20 * DAY] }),
    written('in-ninety-days', { starts: [now + 90 * DAY] }),
    written('past', { starts: [now], openUntil: [now] }),
    written('always', { anyTime: true, openUntil: [FOREVER] }),
  )
  const counts = (moment: number) => ask(db, { now: moment, count: ['when', 'open'] }).counts
  expect(counts(now)).toEqual({ when: { week: 1, month: 2, quarter: 3, 'any-time': 1 }, open: { yes: 3 } })
  expect(counts(now + 14 * DAY)).toEqual({ when: { week: 1, month: 1, quarter: 2, 'any-time': 1 }, open: { yes: 2 } })
  expect([...found(db, { facets: { when: ['week', 'any-time'] } })].sort()).toEqual(['always', 'tomorrow'])
  expect([...found(db, { facets: { open: ['yes'], when: ['month'] } })].sort()).toEqual(['in-twenty-days', 'tomorrow'])
})

test('a chosen value that nothing has finds nothing, and an unknown facet counts nothing', () => {
  const db = freshDatabase()
  put(db, written('a', { facets: { theme: ['research'] } }))
  expect(found(db, { facets: { theme: ['no-such-theme'] } })).toEqual([])
  expect(found(db, { facets: { theme: ['no-such-theme', 'research'] } })).toEqual(['a'])
  for (const value of ['constructor', '__proto__', ''])
    expect(found(db, { facets: { theme: [value] } }), value).toEqual([])
  expect(ask(db, { count: ['theme', 'no-such-facet'] }).counts).toEqual({ theme: { research: 1 }, 'no-such-facet': {} })
})

test('results are sorted by date, by closing, by newness, and by the shortest title when all else is equal', () => {
  const db = freshDatabase()
  put(
    db,
    written('c', { starts: [now - DAY, now + 9 * DAY], openUntil: [now + 2 * DAY], publishedAt: now - 3 * DAY }),
    written('a', { starts: [now + 2 * DAY], openUntil: [now + 5 * DAY], publishedAt: now - 2 * DAY }),
    written('b', { starts: [now - DAY], openUntil: [], publishedAt: now - DAY }),
  )
  expect(found(db, { sort: 'soonest' })).toEqual(['a', 'c', 'b'])
  expect(found(db, { sort: 'closing' })).toEqual(['c', 'a', 'b'])
  expect(found(db, { sort: 'newest' })).toEqual(['b', 'a', 'c'])
  expect(found(db, { sort: 'best' })).toEqual(['a', 'c', 'b'])
  put(
    db,
    written('long', { title: { nl: 'Data voor wie veel wil', en: '' } }),
    written('short', { title: { nl: 'Data', en: '' } }),
  )
  expect(found(db, 'data')).toEqual(['short', 'long'])
})

test('the pages follow each other without a gap or a double, and end', () => {
  const db = freshDatabase()
  put(
    db,
    ...Array.from({ length: 23 }, (_, number) => written(`offer-${number}`, { publishedAt: now - (number % 4) * DAY })),
  )
  const page = (number: number) => ask(db, { sort: 'newest', page: number, pageSize: 10 })
  expect([1, 2, 3, 4].map((number) => page(number).ids.length)).toEqual([10, 10, 3, 0])
  expect([1, 2, 3].flatMap((number) => page(number).ids)).toEqual(ask(db, { sort: 'newest' }).ids)
  expect(page(4).total).toBe(23)
})

test('a changed offer is found by its new words and values only, a removed one no more, a returned one again', () => {
  const db = freshDatabase()
  const remove = (...ids: string[]) => inTransaction(db, (tx) => ids.forEach((id) => void removeDocument(tx, id)))
  put(db, written('a', { title: { nl: 'oud', en: '' }, facets: { theme: ['research'] } }))
  expect(ask(db, { q: 'oud', count: ['theme'] }).counts.theme).toEqual({ research: 1 })
  put(db, written('a', { title: { nl: 'nieuw', en: '' }, facets: { theme: ['teaching'] } }))
  expect([found(db, 'oud'), found(db, 'nieuw')]).toEqual([[], ['a']])
  expect(ask(db, { count: ['theme'] }).counts.theme).toEqual({ teaching: 1 })
  remove('a', 'never-there')
  expect([found(db, 'nieuw'), found(db, '')]).toEqual([[], []])
  put(db, written('a', { title: { nl: 'terug', en: '' } }))
  expect([found(db, 'terug'), found(db, '')]).toEqual([['a'], ['a']])
})

test('a change that is undone leaves no trace in the index nor in memory, also when it was searched for meanwhile', () => {
  const db = freshDatabase()
  put(db, written('kept', { facets: { theme: ['research'] } }))
  expect(found(db, '')).toEqual(['kept'])
  const fail = () =>
    inTransaction(db, (tx): void => {
      putDocument(tx, written('undone', { facets: { theme: ['teaching'] } }))
      putDocument(tx, written('kept', { title: { nl: 'anders', en: '' }, facets: { theme: ['teaching'] } }))
      expect([...found(tx, '')].sort()).toEqual(['kept', 'undone'])
      expect(found(tx, 'anders')).toEqual(['kept'])
      throw new Error('undone on purpose')
    })
  expect(fail).toThrow('undone on purpose')
  expect(ask(db, { count: ['theme'] })).toMatchObject({ ids: ['kept'], counts: { theme: { research: 1 } } })
  expect([found(db, 'undone'), found(db, 'anders'), found(db, 'kept')]).toEqual([[], [], ['kept']])
  // The next change gets the number of the undone one again.
  expect(fail).toThrow('undone on purpose')
  put(db, written('next', { facets: { theme: ['research'] } }))
  put(db, written('after', { facets: { theme: ['research'] } }))
  expect([...found(db, '')].sort()).toEqual(['after', 'kept', 'next'])
  expect(ask(db, { count: ['theme'] }).counts.theme).toEqual({ research: 3 })
})

test('another connection on the same file sees a change when it is committed, not before', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-search-'))
  const first = openDatabase(path.join(folder, 'koers.sqlite'))
  const second = openDatabase(path.join(folder, 'koers.sqlite'))
  try {
    put(first, written('a', { facets: { theme: ['research'] } }))
    expect(found(second, '')).toEqual(['a'])
    inTransaction(first, (tx) => {
      putDocument(tx, written('b'))
      removeDocument(tx, 'a')
      expect([found(second, ''), found(second, 'b')]).toEqual([['a'], []])
    })
    expect([found(second, ''), found(second, 'b'), found(second, 'a')]).toEqual([['b'], ['b'], []])
    put(second, written('c'))
    expect([...found(first, '')].sort()).toEqual(['b', 'c'])
  } finally {
    first.$client.close()
    second.$client.close()
    rmSync(folder, { recursive: true })
  }
})

test('small words of a sentence rank what has them, and keep nothing out', () => {
  const db = freshDatabase()
  put(
    db,
    written('plain', { title: { nl: 'Presenteren', en: '' } }),
    written('learning', { title: { nl: 'Beter leren presenteren', en: '' } }),
    written('other', { title: { nl: 'Beter leren plannen', en: '' } }),
  )
  expect(found(db, 'ik wil beter leren presenteren')).toEqual(['learning', 'plain'])
  // Alone they are what is looked for.
  expect([...found(db, 'beter leren')].sort()).toEqual(['learning', 'other'])
})

test('of many words what has half of them is better than nothing, and less than half is nothing', () => {
  const db = freshDatabase()
  put(
    db,
    written('a', { title: { nl: 'lastige studenten', en: '' } }),
    written('b', { title: { nl: 'studenten', en: '' } }),
  )
  expect(ask(db, { q: 'lastige studenten collegezaal dinsdagochtend' })).toMatchObject({ ids: ['a'], relaxed: true })
  expect(ask(db, { q: 'studenten collegezaal dinsdagochtend vrijdagmiddag' })).toMatchObject({ ids: [], total: 0 })
})

test('a right word that only a text mentions is not made of another right word', () => {
  const db = freshDatabase()
  put(
    db,
    written('a', { body: { nl: 'je draait metaal', en: '' } }),
    written('b', { title: { nl: 'Loopbaanadvies', en: '' } }),
  )
  expect(ask(db, { q: 'mentaal' })).toMatchObject({ total: 0, corrected: null })
  expect(ask(db, { q: 'lopbaanadvies' })).toMatchObject({ ids: ['b'], corrected: 'loopbaanadvies' })
})

test('no word is told of what is still to come or has gone, mended, beside other words or as a close one', () => {
  const db = freshDatabase()
  put(
    db,
    written('seen', { title: { nl: 'Training geven', en: '' } }),
    written('hidden', { title: { nl: 'Geheimproject vertrekpremie', en: '' }, visibleFrom: now + DAY }),
    written('gone', { title: { nl: 'Sluitingsregeling', en: '' }, visibleUntil: now }),
  )
  for (const q of [
    'geheimprojct',
    'training geheimprojct',
    'training sluitingsregelign',
    'vertrekp',
    'sluitingsregelin',
  ]) {
    const { corrected, closest } = ask(db, { q, count: ['theme'] })
    expect([corrected, ...closest].join(' '), q).not.toMatch(/geheimproject|vertrekpremie|sluitingsregeling/)
  }
})
