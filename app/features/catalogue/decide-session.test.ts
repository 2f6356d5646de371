import { expect, test } from 'vitest'
import { allow } from '#app/access/actor.ts'
import { idOfHandle } from '#app/features/people/find-person.server.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { publisher } from '#tests/support/publishers.ts'
import { decideSession, type SessionDecision } from './decide-session.server.ts'
import { readOffer } from './offer-store.server.ts'
import { saveOffer } from './save-offer.server.ts'

const LATER = { days: [{ date: '2027-02-20', from: '09:00', until: '12:00' }] }
const PAST = { days: [{ date: '2027-01-20', from: '09:00', until: '12:00' }] }

function setUp(session: Record<string, unknown>) {
  const db = peopleDatabase()
  const offer = checkedOffer({
    units: ['science'],
    owner: { unit: 'science', email: 'science@lindehoven.example' },
    sessions: [{ least: 5, decideOn: '2027-02-01', taken: 2, waiting: 0, ...session }],
  })
  const saved = inTransaction(db, (tx) => saveOffer(tx, publisher(db, 'fatima'), offer, NOW))
  if (!saved.ok) throw new Error(JSON.stringify(saved))
  const id = saved.value.id
  const read = () => {
    const [one] = readOffer(db, id)?.sessions ?? []
    if (!one) throw new Error('the session is there')
    return one
  }
  return { db, read }
}

function decide(db: Db, handle: 'pieter' | 'fatima', sessionId: string, decision: SessionDecision) {
  const known = readPerson(db, idOfHandle(db, handle) ?? '', NOW)
  if (!known) throw new Error(`${handle} is not there`)
  const actor = allow(known.person, 'session.decide')
  return inTransaction(db, (tx) => decideSession(tx, actor, sessionId, decision, NOW))
}

const events = (db: Db) =>
  db.$client
    .prepare("SELECT action, fields FROM audit_events WHERE action LIKE 'session.%' ORDER BY seq")
    .all()
    .map((row) => Object.values(row as object).join(' '))

test('that a session goes on is kept, and told once', () => {
  const { db, read } = setUp(LATER)
  const id = read().id
  expect(decide(db, 'pieter', id, 'goes-on')).toEqual({ ok: true, value: { change: 'decided', people: 2 } })
  expect(decide(db, 'pieter', id, 'goes-on')).toMatchObject({ ok: true, value: { change: 'unchanged' } })
  expect(read()).toMatchObject({ decision: 'goes-on', cancelled: false, sequence: 0 })
  expect(events(db)).toEqual(['session.confirm decision'])
})

test('a session that does not go on is cancelled, stays where it is, and counts whom it concerns', () => {
  const { db, read } = setUp({ ...LATER, waiting: 1 })
  const id = read().id
  expect(decide(db, 'pieter', id, 'does-not-go-on')).toEqual({ ok: true, value: { change: 'decided', people: 3 } })
  expect(read()).toMatchObject({ id, cancelled: true, decision: null, sequence: 1, changedAt: Number(NOW), taken: 2 })
  expect(decide(db, 'pieter', id, 'does-not-go-on')).toMatchObject({ ok: true, value: { change: 'unchanged' } })
  expect(decide(db, 'pieter', id, 'goes-on')).toEqual({ ok: false, problem: 'cancelled' })
  expect(events(db)).toEqual(['session.cancel decision'])
})

test('what has begun, is gone, or belongs to another unit is refused, and nothing is written', () => {
  const past = setUp(PAST)
  expect(decide(past.db, 'fatima', past.read().id, 'does-not-go-on')).toEqual({ ok: false, problem: 'begun' })
  expect(decide(past.db, 'fatima', 'nothing', 'goes-on')).toEqual({ ok: false, problem: 'gone' })
  const { db, read } = setUp(LATER)
  db.$client.exec("UPDATE offers SET owner_unit_id = 'law'; UPDATE offer_units SET unit_id = 'law'")
  expect(decide(db, 'pieter', read().id, 'does-not-go-on')).toEqual({ ok: false, problem: 'gone' })
  expect(read().cancelled).toBe(false)
  expect([...events(past.db), ...events(db)]).toEqual([])
})
