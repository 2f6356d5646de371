import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { INVENTORY } from '#app/features/privacy/inventory.ts'
import { freshDatabase } from '#tests/support/database.ts'
import { smallDatabase } from '#tests/support/import.ts'
import { cachedUntilChange, SEATS_MS, TOPICS, topicVersions, versionOf } from './cached.server.ts'
import { type Db, openDatabase } from './open.server.ts'
import { inTransaction } from './transaction.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-topics-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Tables that belong to no topic, because nothing cached is made from them. What is personal is read anew each time, unless it has triggers. */
const WITHOUT_TOPIC: Readonly<Record<string, string>> = {
  wishes: 'read by nobody on a page',
  remarks: 'read by publishers, anew each time',
  jobs: 'work for later, read anew each time',
  links: 'hashes of tokens, read anew each time',
  media_files: 'what came in for an offer, read anew each time; what is shown of it stands in the offer',
  search_doc: 'written in the transaction of its offer, which counts; only what was sent counts here',
  search_miss: 'counted searches, shown by a command',
  search_pair: 'each change counts up synonyms-version in search_state',
  search_synonym: 'each change counts up synonyms-version in search_state',
  search_state: 'only the versions of words, synonyms and the index count',
  search_term: 'written with an offer, or counted up as words-version in search_state',
  topic_versions: 'the versions themselves',
  __drizzle_migrations: 'the migrations themselves',
}
/** Columns that count for another topic than the rest of their table. */
const SEATS_COLUMNS = ['seats_taken', 'waiting', 'signed_up', 'listed']

function ordinaryTables(db: Db): string[] {
  const names = db.$client.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
  return (names.pluck().all() as string[]).filter((name) => !name.startsWith('sqlite_'))
}

/** Whether the inventory calls something in this table personal or confidential. */
function isPersonal(table: string): boolean {
  return INVENTORY.some((line) => line.table === table && (line.level === 'personal' || line.level === 'confidential'))
}

/** The topic that a table's triggers count for when a row comes, changes (by column) or goes. */
function triggersOf(db: Db, table: string): string {
  const rows = db.$client.prepare("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?").pluck()
  return (rows.all(table) as string[]).filter((sql) => sql.includes('topic_versions')).join('\n')
}

/** Whether a table may be without a topic: for the reason above, or because all that is made of it is personal. */
function needsNoTopic(db: Db, table: string): boolean {
  return table in WITHOUT_TOPIC || (isPersonal(table) && triggersOf(db, table) === '')
}

test('every table counts for a topic, holds personal data that is read anew each time, or is named here with the reason why not', () => {
  const db = freshDatabase()
  const unknown = ordinaryTables(db).filter((table) => {
    const sql = triggersOf(db, table)
    return !['INSERT', 'UPDATE', 'DELETE'].every((event) => sql.includes(`AFTER ${event}`))
  })
  expect(unknown.filter((table) => !needsNoTopic(db, table))).toEqual([])
})

test('whichever column of such a table changes, exactly one topic counts, and for seats it is their own', () => {
  const db = smallDatabase()
  db.$client.exec("INSERT INTO people (id, name, language, created_at, updated_at) VALUES ('p', 'P', 'nl', 0, 0)")
  db.$client.exec("INSERT INTO people (id, name, language, created_at, updated_at) VALUES ('q', 'Q', 'nl', 0, 0)")
  db.$client.exec("INSERT INTO person_aliases VALUES ('q', 'p', 'p', 'system:operator', 0, '{}')")
  db.$client.exec("INSERT INTO portal_facts (key, value) VALUES ('portal.name', 'Wegwijs')")
  const wrong: string[] = []
  for (const table of ordinaryTables(db).filter((one) => !needsNoTopic(db, one))) {
    const columns = db.$client.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[]
    for (const column of columns) {
      db.$client.exec('UPDATE topic_versions SET seats = 0, seats_before = 0')
      const [before, later] = [topicVersions(db), Date.now() + SEATS_MS]
      db.$client.exec(`UPDATE ${table} SET ${column} = ${column} WHERE rowid = (SELECT min(rowid) FROM ${table})`)
      const after = topicVersions(db, later)
      const counted = TOPICS.filter((topic) => after[topic] !== before[topic])
      const isOfSeats = table === 'sessions' && SEATS_COLUMNS.includes(column)
      if (counted.length !== 1 || (counted[0] === 'seats') !== isOfSeats) wrong.push(`${table}.${column}: ${counted}`)
    }
  }
  expect(wrong).toEqual([])
})

test('a cached value is worked out again after a change of its topic, and only then', () => {
  const db = freshDatabase()
  let times = 0
  const count = () => ++times
  const read = () => cachedUntilChange(db, ['portal'], count)
  expect([read(), read()]).toEqual([1, 1])
  db.$client.exec("INSERT INTO units (id, kind, name_nl, name_en) VALUES ('u', 'faculty', 'U', 'U')")
  expect(read()).toBe(1)
  db.$client.exec("INSERT INTO portal_facts (key, value) VALUES ('portal.name', 'Wegwijs')")
  expect([read(), read()]).toEqual([2, 2])
})

test('what another connection has written is seen at the next question', () => {
  const file = path.join(folder, 'two.sqlite')
  const [ours, theirs] = [openDatabase(file), openDatabase(file)]
  const names = (db: Db) => db.$client.prepare('SELECT name_nl FROM units ORDER BY id').pluck().all()
  expect(cachedUntilChange(ours, ['catalogue'], names)).toEqual([])
  theirs.$client.exec("INSERT INTO units (id, kind, name_nl, name_en) VALUES ('u', 'faculty', 'U', 'U')")
  expect(cachedUntilChange(ours, ['catalogue'], names)).toEqual(['U'])
})

test('nothing is cached inside a transaction: what it changed may be undone', () => {
  const db = freshDatabase()
  const names = (one: Db) => one.$client.prepare('SELECT count(*) FROM units').pluck().get()
  const add = (tx: Db, id: string) =>
    tx.$client.exec(`INSERT INTO units (id, kind, name_nl, name_en) VALUES ('${id}', 'faculty', 'U', 'U')`)
  expect(() =>
    inTransaction<void>(db, (tx) => {
      add(tx, 'a')
      add(tx, 'b')
      expect(cachedUntilChange(tx, ['catalogue'], names)).toBe(2)
      throw new Error('undone')
    }),
  ).toThrow('undone')
  const before = versionOf(db, 'catalogue')
  add(db, 'c')
  expect(versionOf(db, 'catalogue')).not.toBe(before)
  expect(cachedUntilChange(db, ['catalogue'], names)).toBe(1)
})

test('seats count at most once in five seconds, and each change counts within five seconds', () => {
  const db = smallDatabase()
  // The trigger reads the machine's clock; here each change is set to the span it would have been made in.
  const changedIn = (span: number) =>
    db.$client.prepare('UPDATE topic_versions SET seats_before = seats, seats = ? WHERE seats <> ?').run(span, span)
  const at = (span: number) => topicVersions(db, span * SEATS_MS + 1).seats
  const before = at(100)
  changedIn(100)
  changedIn(100)
  expect(at(100)).toBe(before)
  const after = at(101)
  expect(after).not.toBe(before)
  changedIn(101)
  expect(at(101)).toBe(after)
  expect(at(102)).not.toBe(after)
  expect(at(102)).toBe(at(900))
})

test("the trigger counts seats in the span of the machine's clock, and leaves the catalogue alone", () => {
  const db = smallDatabase()
  const { catalogue } = topicVersions(db)
  const span = Math.floor(Date.now() / SEATS_MS)
  db.$client.exec('UPDATE sessions SET seats_taken = seats_taken + 1 WHERE id = (SELECT min(id) FROM sessions)')
  const { seats } = topicVersions(db, Date.now() + SEATS_MS)
  expect([span, span + 1]).toContain(seats)
  expect(topicVersions(db).catalogue).toBe(catalogue)
})
