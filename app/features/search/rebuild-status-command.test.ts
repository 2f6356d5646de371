import { expect, test } from 'vitest'
import { readSearchDocuments } from '#app/features/catalogue/search-documents.queries.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import type { CommandIo } from '#app/platform/command/command.server.ts'
import { EXIT } from '#app/platform/command/command.server.ts'
import { indexedWords } from '#app/platform/text/fold.ts'
import { countMisses, noteMiss } from '#app/search/embedded/misses.server.ts'
import { markPair, storedPairs } from '#app/search/embedded/pairs.server.ts'
import { clearPostingsCache } from '#app/search/embedded/postings.server.ts'
import { searchEmbedded } from '#app/search/embedded/search.server.ts'
import { readState } from '#app/search/embedded/state.server.ts'
import { indexedIds } from '#app/search/embedded/write.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { demoDatabase, freshDatabase, NOW } from '#tests/support/database.ts'
import { learnAfterImport, learnFromOffers, refreshLearnedWords } from './learn-words.server.ts'
import { runRebuild } from './rebuild-command.server.ts'
import { runStatus } from './status-command.server.ts'

async function spoken(work: (io: CommandIo) => Promise<number>) {
  const out: string[] = []
  const err: string[] = []
  const code = await work({ out: (line) => out.push(line), err: (line) => err.push(line), isTTY: false })
  return { code, out, err }
}
const rebuild = (db: Db, ...argv: string[]) => spoken((io) => runRebuild(argv, io, { db, now: NOW }))
const status = (db: Db, ...argv: string[]) => spoken((io) => runStatus(argv, io, { db }))

const ask = (db: Db, q: string) =>
  searchEmbedded(db, { q, facets: {}, sort: 'best', page: 1, pageSize: 200, now: Number(NOW), count: ['kind'] })
const QUERIES = ['leidinggeven', 'data', 'loopbaan advies', 'leidinggevne', 'vacature', 'schrijven', '', 'qqqq']

test.each(['search_title', 'search_middle', 'search_body'])(
  'an index that lost the words of %s is whole again after a rebuild',
  async (table) => {
    const db = demoDatabase()
    const before = QUERIES.map((q) => ask(db, q))
    prepared(db, `INSERT INTO ${table} (${table}) VALUES ('delete-all')`).run()
    clearPostingsCache(db)
    expect(QUERIES.map((q) => ask(db, q))).not.toEqual(before)
    expect((await rebuild(db)).code).toBe(EXIT.done)
    expect(QUERIES.map((q) => ask(db, q).total)).toEqual(before.map(({ total }) => total))
  },
)

test('a vocabulary, and rows of documents, that were lost are there again after a rebuild', async () => {
  const db = demoDatabase()
  const ids = [...indexedIds(db)].sort()
  for (const sql of ['DELETE FROM search_term', 'DELETE FROM search_doc']) {
    db.$client.exec(sql)
    expect(ask(db, 'leidinggevne').ids).toEqual([])
    await rebuild(db)
    expect(ask(db, 'leidinggevne')).toMatchObject({ corrected: 'leidinggeven' })
    expect(ask(db, 'leidinggevne').total).toBeGreaterThan(0)
    expect([...indexedIds(db)].sort()).toEqual(ids)
  }
})

test('a rebuild tells what it did, counts the words and learns', async () => {
  const db = demoDatabase()
  const offers = prepared(db, 'SELECT count(*) FROM offers').pluck().get()
  const { code, out, err } = await rebuild(db)
  expect([code, out.length, err]).toEqual([EXIT.done, 1, []])
  expect(out[0]).toMatch(new RegExp(`^De zoekindex is opnieuw geschreven: ${offers} keer aanbod in \\d+\\.\\d s\\.$`))
  expect((await rebuild(db, '--lang', 'en')).out[0]).toMatch(/^The search index is written anew: \d+ offers in/)
  expect((await rebuild(freshDatabase(), '--lang', 'en')).out[0]).toContain('0 offers')
  expect([readState(db, 'learned-at'), storedPairs(db).length > 20]).toEqual([String(Number(NOW)), true])
  const withFeedback = readSearchDocuments(db, indexedIds(db)).filter(({ title }) =>
    indexedWords(`${title.nl} ${title.en}`).includes('feedback'),
  )
  const counted = prepared(db, "SELECT documents FROM search_term WHERE term = 'feedback'").pluck().get()
  expect(Number(counted)).toBeGreaterThanOrEqual(withFeedback.length)
})

test('the status tells documents, words, groups and pairs, and when it learned', async () => {
  const db = demoDatabase()
  for (const language of LANGUAGES) {
    const t = textsFor(language)
    const { code, out, err } = await status(db, '--lang', language)
    expect([code, out[1], out[2], err]).toEqual([
      EXIT.done,
      t('search:status.neverLearned'),
      t('search:status.noMeili'),
      [],
    ])
    expect(out[0]).toContain(` ${indexedIds(db).length} `)
  }
  learnFromOffers(db, NOW)
  expect((await status(db)).out[1]).toBe('Voor het laatst geleerd: ma 1 februari 2027.')
  expect((await status(db, '--lang=en')).out[1]).toBe('Last learned: Mon 1 February 2027.')
})

test('the status as JSON has the same facts; what an editor refused does not count', async () => {
  const db = demoDatabase()
  const read = async () => JSON.parse((await status(db, '--json')).out.join('\n'))
  expect(await read()).toEqual({
    embedded: {
      documents: indexedIds(db).length,
      words: prepared(db, 'SELECT count(*) FROM search_term').pluck().get(),
      groups: expect.any(Number),
      pairs: 0,
      misses: 0,
      learnedAt: null,
    },
    meilisearch: null,
  })
  learnFromOffers(db, NOW)
  const pairs = storedPairs(db)
  inTransaction(db, (tx) => markPair(tx, pairs[0]?.nl ?? '', pairs[0]?.en ?? '', 'refused'))
  for (const day of ['2027-01-30', '2027-01-31', '2027-02-01']) {
    noteMiss('imkerij', 'nl')
    countMisses(db, day)
  }
  expect((await read()).embedded).toMatchObject({ pairs: pairs.length - 1, misses: 1, learnedAt: Number(NOW) })
})

test('the status of an empty portal is a status too', async () => {
  const { code, out } = await status(freshDatabase())
  expect([code, out[0]]).toEqual([EXIT.done, expect.stringContaining('0 aanbod, 0 woorden')])
})

test('after an import of a hundred offers words are counted and learned from, after fewer they are not', async () => {
  const db = demoDatabase()
  const seq = Number(prepared(db, 'SELECT max(seq) FROM search_doc').pluck().get())
  await learnAfterImport(db, NOW, seq - 99)
  expect([readState(db, 'learned-at'), storedPairs(db)]).toEqual(['', []])
  await learnAfterImport(db, NOW, seq - 100)
  expect(readState(db, 'learned-at')).toBe(String(Number(NOW)))
})

test('keeping words lets others be answered between its steps, and leaves what was found as it was', async () => {
  const db = demoDatabase()
  const before = ask(db, 'leidinggeven').total
  const totals: number[] = []
  await refreshLearnedWords(db, NOW, async () => void totals.push(ask(db, 'leidinggeven').total))
  expect(totals.length).toBeGreaterThan(3)
  expect(new Set(totals)).toEqual(new Set([before]))
})
