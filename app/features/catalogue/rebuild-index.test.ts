import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { seedUniversity } from '#app/demo/demo.server.ts'
import { readDemoOffers, readUniversity } from '#app/demo/demo-files.server.ts'
import { currentKnowledge } from '#app/search/embedded/knowledge.server.ts'
import { searchEmbedded } from '#app/search/embedded/search.server.ts'
import { readState, writeState } from '#app/search/embedded/state.server.ts'
import { indexedIds, putDocument } from '#app/search/embedded/write.server.ts'
import { isKnown } from '#app/search/words/lexicon.ts'
import { type Db, openDatabase } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { offers } from '#db/schema/catalogue.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import { smallDatabase } from '#tests/support/import.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { readLessons } from './lessons.queries.server.ts'
import { ensureIndexLayout, rebuildIndex } from './rebuild-index.server.ts'
import { saveOffer } from './save-offer.server.ts'
import { readSearchDocuments } from './search-documents.queries.server.ts'

const ask = (db: Db, q: string) =>
  searchEmbedded(db, { q, facets: {}, sort: 'best', page: 1, pageSize: 200, now: Number(NOW) + 1, count: [] })

function save(db: Db, changes: Record<string, unknown>): string {
  const saved = inTransaction(db, (tx) => saveOffer(tx, asSystem('seed', 'offer.save'), checkedOffer(changes), NOW))
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems))
  return saved.value.id
}
const titled = (nl: string, more: Record<string, unknown> = {}) => ({ title: { nl, en: '' }, ...more })
const seqs = (db: Db) => prepared(db, 'SELECT entity, seq FROM search_doc WHERE live = 1 ORDER BY entity').raw().all()

test('an index of another layout is written anew once; after that nothing is done', () => {
  const db = smallDatabase()
  inTransaction(db, (tx) => writeState(tx, 'layout', 'of another time'))
  db.$client.exec('DELETE FROM search_doc; DELETE FROM search_term')
  const told: string[] = []
  const keep = () => ensureIndexLayout(db, (done, total) => told.push(`${done}/${total}`))
  keep()
  expect([told.length, told.at(-1)]).toEqual([8, '8/8'])
  expect(indexedIds(db)).toHaveLength(8)
  const before = seqs(db)
  const changes = prepared(db, 'SELECT total_changes()').pluck().get()
  keep()
  expect([told.length, seqs(db)]).toEqual([8, before])
  expect(prepared(db, 'SELECT total_changes()').pluck().get()).toBe(changes)
})

test('an empty portal gets a layout too', () => {
  const db = freshDatabase()
  ensureIndexLayout(db)
  expect(readState(db, 'layout')).not.toBe('')
  expect(rebuildIndex(db)).toBe(0)
})

test('a document whose offer is gone, or not published, is taken out; its words are forgotten', () => {
  const db = smallDatabase()
  const gone = save(db, titled('Imkerij op het dak'))
  const drafted = save(db, titled('Glasblazen'))
  expect([ask(db, 'imkerij').ids, ask(db, 'glasblazen').ids]).toEqual([[gone], [drafted]])
  for (const table of ['offer_units', 'offer_competences', 'sessions'])
    prepared(db, `DELETE FROM ${table} WHERE offer_id = ?`).run(gone)
  db.delete(offers).where(eq(offers.id, gone)).run()
  db.update(offers).set({ state: 'draft' }).where(eq(offers.id, drafted)).run()
  expect(rebuildIndex(db)).toBe(9)
  expect([ask(db, 'imkerij').ids, ask(db, 'glasblazen').ids, ask(db, '').total]).toEqual([[], [], 8])
  for (const id of [gone, drafted]) expect(indexedIds(db)).not.toContain(id)
  for (const word of ['imkerij', 'glasblazen']) expect(isKnown(currentKnowledge(db).lexicon, word), word).toBe(false)
})

test('a line that was written with other words than the offer has is right again', () => {
  const db = smallDatabase()
  const id = save(db, titled('Imkerij'))
  const [document] = readSearchDocuments(db, [id])
  if (!document) throw new Error(id)
  inTransaction(db, (tx) => putDocument(tx, { ...document, title: { nl: 'Schaatsen', en: '' }, facets: {} }))
  expect(ask(db, 'schaatsen').ids).toEqual([id])
  rebuildIndex(db)
  expect([ask(db, 'schaatsen').ids, ask(db, 'imkerij').ids]).toEqual([[], [id]])
})

test('another process searches the old index until the new one is whole, and a failed rebuild changes nothing', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-rebuild-'))
  const first = openDatabase(path.join(folder, 'koers.sqlite'))
  const second = openDatabase(path.join(folder, 'koers.sqlite'))
  try {
    seedUniversity(first, readUniversity(), readDemoOffers().slice(0, 12), NOW)
    const id = save(first, titled('Imkerij'))
    const total = ask(second, '').total
    first.update(offers).set({ titleNl: 'Glasblazen' }).where(eq(offers.id, id)).run()
    const seen = () => [ask(second, 'imkerij').ids, ask(second, 'glasblazen').ids, ask(second, '').total]
    const fail = () =>
      rebuildIndex(first, (done) => {
        expect(seen()).toEqual([[id], [], total])
        if (done === 6) throw new Error('failed on purpose')
      })
    expect(fail).toThrow('failed on purpose')
    expect(seen()).toEqual([[id], [], total])
    expect([ask(first, 'imkerij').ids, ask(first, 'glasblazen').ids]).toEqual([[id], []])
    let looked = 0
    rebuildIndex(first, () => {
      looked++
      expect(seen()).toEqual([[id], [], total])
    })
    expect([looked, seen()]).toEqual([13, [[], [id], total]])
    expect([ask(first, 'imkerij').ids, ask(first, 'glasblazn').corrected]).toEqual([[], 'glasblazen'])
  } finally {
    for (const db of [first, second]) db.$client.close()
    rmSync(folder, { recursive: true })
  }
})

test('learning reads titles and summaries of what is published, and a search server hears of nothing else', () => {
  const db = smallDatabase()
  const id = save(db, { title: { nl: 'Imkerij', en: 'Beekeeping' }, summary: { nl: 'Bijen.', en: 'Bees.' } })
  const draft = save(db, titled('Glasblazen', { state: 'draft' }))
  expect(readLessons(db, NOW)).toHaveLength(9)
  expect(readLessons(db, NOW)).toContainEqual({
    title: { nl: 'Imkerij', en: 'Beekeeping' },
    summary: { nl: 'Bijen.', en: 'Bees.' },
  })
  expect(readSearchDocuments(db, [id, draft, 'no-such-offer', id]).map((document) => document.id)).toEqual(
    expect.arrayContaining([id]),
  )
  expect(readSearchDocuments(db, [draft, 'no-such-offer'])).toEqual([])
  expect(readSearchDocuments(db, [])).toEqual([])
})
