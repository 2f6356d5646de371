import { eq } from 'drizzle-orm'
import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { addDays } from '#app/i18n/zoned-time.ts'
import type { Db } from '#db/open.server.ts'
import { sessions } from '#db/schema/catalogue.ts'
import { people, relations } from '#db/schema/people.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW } from '#tests/support/database.ts'
import { smallDatabase } from '#tests/support/import.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { seeded } from '#tests/support/random.ts'
import { readOffer, type Session } from './offer-store.server.ts'
import { saveOffer } from './save-offer.server.ts'
import { SESSION_ATTACHMENTS, tablesOf } from './session-attachments.server.ts'

/** What a later feature would add: a table of its own and its line in the list. */
const signUps = sqliteTable('test_sign_ups', { sessionId: text('session_id'), personId: text('person_id') })
const WITH_SIGN_UPS = [...SESSION_ATTACHMENTS, { session: signUps.sessionId, person: signUps.personId }]

function withSignUps(): Db {
  const db = smallDatabase()
  db.$client.exec('CREATE TABLE test_sign_ups (session_id TEXT NOT NULL REFERENCES sessions (id), person_id TEXT)')
  return db
}

type Run = { id?: string; sourceKey?: string | null; date: string; place?: string; taken?: number; seats?: number }

function runOf({ date, place = '', ...rest }: Run) {
  return { ...rest, place: { nl: place, en: place }, days: [{ date, from: '13:00', until: '17:00' }] }
}

function save(db: Db, runs: ReadonlyArray<Run>, now = NOW) {
  const checked = checkedOffer({ sourceKey: 'import:runs', sessions: runs.map(runOf) })
  const saved = inTransaction(db, (tx) =>
    saveOffer(tx, asSystem('seed', 'offer.save'), checked, now, { attachments: WITH_SIGN_UPS }),
  )
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems))
  return { change: saved.value.change, sessions: readOffer(db, saved.value.id)?.sessions ?? [] }
}

const dateOf = (session: Session) => session.days[0]?.date
const byDate = (list: ReadonlyArray<Session>) => Object.fromEntries(list.map((one) => [dateOf(one), one.id]))

test('an earlier date that is added leaves every session its own id', () => {
  const db = withSignUps()
  const before = byDate(save(db, [{ date: '2027-03-10' }, { date: '2027-03-20' }]).sessions)
  const after = byDate(save(db, [{ date: '2027-03-01' }, { date: '2027-03-10' }, { date: '2027-03-20' }]).sessions)
  expect(after).toMatchObject(before)
  expect(Object.values(before)).not.toContain(after['2027-03-01'])
})

test('a session that is moved under its own id or its key stays the same session', () => {
  const db = withSignUps()
  const [one, two] = save(db, [{ date: '2027-03-10' }, { date: '2027-03-20', sourceKey: 'k' }]).sessions
  const moved = save(db, [
    { id: one?.id ?? '', date: '2027-05-01' },
    { sourceKey: 'k', date: '2027-02-10' },
  ]).sessions
  expect(moved.map(({ id }) => id)).toEqual([two?.id, one?.id])
  expect(moved.map(dateOf)).toEqual(['2027-02-10', '2027-05-01'])
  expect(moved[0]?.sourceKey).toBe('k')
})

test('a session that somebody is attached to is cancelled instead of deleted, and stays so', () => {
  const db = withSignUps()
  const [kept, dropped] = save(db, [{ date: '2027-03-10' }, { date: '2027-03-20' }]).sessions
  db.insert(signUps)
    .values({ sessionId: dropped?.id ?? '', personId: 'p' })
    .run()
  const { sessions: after, change } = save(db, [{ date: '2027-03-10' }])
  expect(change).toBe('changed')
  expect(after.map(({ id, cancelled }) => [id, cancelled])).toEqual([
    [kept?.id, false],
    [dropped?.id, true],
  ])
  const at = () =>
    db
      .select()
      .from(sessions)
      .where(eq(sessions.id, dropped?.id ?? ''))
      .get()?.cancelledAt
  expect(at()).toBe(Number(NOW))
  expect(save(db, [{ date: '2027-03-10' }], new Date(Number(NOW) + 1_000)).change).toBe('unchanged')
  expect(at()).toBe(Number(NOW))
})

test('without anybody attached it is deleted, and one that has begun keeps its people uncancelled', () => {
  const db = withSignUps()
  const [begun, free] = save(db, [{ date: '2027-01-10' }, { date: '2027-03-20' }]).sessions
  db.insert(signUps)
    .values({ sessionId: begun?.id ?? '', personId: 'p' })
    .run()
  const after = save(db, []).sessions
  expect(after.map(({ id, cancelled }) => [id, cancelled])).toEqual([[begun?.id, false]])
  expect(
    db
      .select()
      .from(sessions)
      .where(eq(sessions.id, free?.id ?? ''))
      .get(),
  ).toBeUndefined()
})

test('a session with seats that are taken at the source is cancelled, not deleted', () => {
  const db = withSignUps()
  const [run] = save(db, [{ date: '2027-03-20', taken: 3 }]).sessions
  expect(save(db, []).sessions).toMatchObject([{ id: run?.id, cancelled: true, taken: 3 }])
})

test('the trainer of a session is attached to it as well', () => {
  const db = withSignUps()
  const [run] = save(db, [{ date: '2027-03-20' }]).sessions
  const at = { createdAt: 0, updatedAt: 0 }
  db.insert(people)
    .values({ id: 'p', name: 'Noor', language: 'nl', ...at })
    .run()
  db.insert(relations)
    .values({
      id: 'r',
      personId: 'p',
      relation: 'session-trainer',
      recordType: 'session',
      recordId: run?.id ?? '',
      startsAt: 0,
      createdAt: 0,
    })
    .run()
  expect(save(db, []).sessions).toMatchObject([{ id: run?.id, cancelled: true }])
})

test('a key at the source belongs to one session of the offer', () => {
  const db = withSignUps()
  const double = [
    { date: '2027-03-10', sourceKey: 'k' },
    { date: '2027-03-20', sourceKey: 'k' },
  ]
  expect(() => save(db, double)).toThrow('sessions.1.sourceKey')
})

test('every table that refers to sessions stands in the list of what attaches to one', () => {
  const db = withSignUps()
  const referring = (name: string) =>
    db.$client.prepare('SELECT count(*) FROM pragma_foreign_key_list(?) WHERE "table" = \'sessions\'').pluck().get(name)
  const tables = db.$client.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[]
  const found = tables.filter((name) => Number(referring(name)) > 0)
  expect(found).toEqual(expect.arrayContaining(['sign_ups', 'test_sign_ups']))
  expect(tablesOf(WITH_SIGN_UPS)).toEqual(expect.arrayContaining(found))
  expect(found.filter((name) => name !== 'test_sign_ups' && !tablesOf(SESSION_ATTACHMENTS).includes(name))).toEqual([])
})

/** A session as the test follows it: `mark` never changes, whatever is done to its date. */
type Followed = { mark: number; date: string; id?: string; isAttached: boolean }

test.each(['form', 'source'] as const)(
  'whatever is added, removed, reordered or moved (%s), every session keeps its id and nobody loses theirs',
  (way) => {
    const db = withSignUps()
    const random = seeded(way === 'form' ? 11 : 23)
    const attached = new Set<string>()
    let marks = 0
    let list: Followed[] = []
    const pick = (count: number) => Math.floor(random() * count)
    const date = () => addDays('2027-03-01', pick(90))
    const add = () => list.splice(pick(list.length + 1), 0, { mark: ++marks, date: date(), isAttached: false })
    const asRun = ({ id, mark, date: on }: Followed): Run => ({
      date: on,
      seats: mark,
      ...(way === 'source' ? { sourceKey: `key-${mark}` } : id ? { id } : {}),
    })
    for (let round = 0; round < 30; round++) {
      for (let edits = 1 + pick(3); edits > 0; edits--) {
        const what = random()
        const one = list[pick(list.length)]
        if (!one || what < 0.35) add()
        else if (what < 0.5) list = list.filter((other) => other !== one)
        else if (what < 0.7) list.sort(() => random() - 0.5)
        else one.date = date()
      }
      const stored = save(db, list.map(asRun)).sessions
      const idOf = new Map(stored.filter(({ cancelled }) => !cancelled).map(({ id, seats }) => [seats, id]))
      for (const one of list) {
        if (one.id) expect(idOf.get(one.mark)).toBe(one.id)
        one.id = idOf.get(one.mark) ?? ''
        expect(one.id).not.toBe('')
        if (random() < 0.2 && !one.isAttached) {
          one.isAttached = true
          attached.add(one.id)
          db.insert(signUps)
            .values({ sessionId: one.id, personId: `p${one.mark}` })
            .run()
        }
      }
      const there = new Set(stored.map(({ id }) => id))
      expect([...attached].filter((id) => !there.has(id))).toEqual([])
    }
    expect(attached.size).toBeGreaterThan(5)
  },
)
