import { asc, gt } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import type { Db } from '#db/open.server.ts'
import { auditEvents } from '#db/schema/audit.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { NOW } from '#tests/support/database.ts'
import { jsonl, run, smallDatabase } from '#tests/support/import.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { readNames } from './catalogue-names.server.ts'
import { moveDates } from './move-dates.server.ts'
import { saveCompetence, saveFramework, saveProvider } from './save-names.server.ts'
import { saveOffer } from './save-offer.server.ts'

const seed = asSystem('seed', 'offer.save')

/** What the log gained by this work, in the order it was written. */
function eventsOf(db: Db, work: (tx: Tx) => void) {
  const last = db.select({ seq: auditEvents.seq }).from(auditEvents).all().length
  inTransaction<void>(db, (tx) => work(tx))
  return since(db, last)
}

function since(db: Db, last: number) {
  return db.select().from(auditEvents).where(gt(auditEvents.seq, last)).orderBy(asc(auditEvents.seq)).all()
}

function saving(db: Db, changes: Record<string, unknown>) {
  return eventsOf(db, (tx) => {
    const saved = saveOffer(tx, seed, checkedOffer({ sourceKey: 'import:told', ...changes }), NOW)
    if (!saved.ok) throw new Error(JSON.stringify(saved.problems))
  })
}

test('an offer is told of when it is added, with the names of the fields that hold something', () => {
  const [event, ...more] = saving(smallDatabase(), { state: 'draft' })
  expect(more).toEqual([])
  expect(event).toMatchObject({ action: 'offer.add', actorId: 'system:seed', objectType: 'offer', ground: 'role' })
  expect(event?.fields.split(',')).toEqual(
    expect.arrayContaining(['body', 'details.trainer', 'sessions', 'state', 'title', 'units']),
  )
  expect(event?.fields).not.toMatch(/costCents|duration|publishFrom/)
})

test('changing, publishing and archiving have names of their own, and nothing is told when nothing changed', () => {
  const db = smallDatabase()
  saving(db, { state: 'draft' })
  const told = (changes: Record<string, unknown>) =>
    saving(db, changes).map(({ action, fields }) => `${action}: ${fields}`)
  expect(told({ state: 'draft' })).toEqual([])
  expect(told({ state: 'draft', themes: ['leadership'], sessions: [] })).toEqual(['offer.change: sessions,themes'])
  expect(told({ state: 'published', sessions: [] })).toEqual(['offer.publish: state,themes'])
  expect(told({ state: 'archived', sessions: [] })).toEqual(['offer.archive: state'])
  expect(told({ state: 'draft', sessions: [], details: { trainer: 'Omar' } })).toEqual([
    'offer.change: details.trainer,state',
  ])
})

test('what an offer says is never in the log', () => {
  const [event] = saving(smallDatabase(), { title: { nl: 'Zeldzaamwoord', en: '' }, details: { trainer: 'Omar' } })
  expect(JSON.stringify(event)).not.toMatch(/Zeldzaamwoord|Omar/)
})

test('providers, frameworks and competences are told of once, and not when nothing changed', () => {
  const db = smallDatabase()
  const name = { nl: 'Nieuw', en: 'New' }
  const work = (position: number) => (tx: Tx) => {
    saveProvider(tx, asSystem('seed', 'provider.save'), { id: 'new', external: true, name }, NOW)
    const actor = asSystem('seed', 'framework.save')
    saveFramework(tx, actor, { id: 'new', name }, NOW)
    saveCompetence(tx, actor, { id: 'new', frameworkId: 'new', area: 'a', name, uri: null, position }, NOW)
  }
  const told = (position: number) => eventsOf(db, work(position)).map(({ action, fields }) => `${action}: ${fields}`)
  expect(told(0)).toEqual([
    'provider.add: external,nameEn,nameNl',
    'framework.add: nameEn,nameNl',
    'competence.add: area,frameworkId,nameEn,nameNl,position,uri',
  ])
  expect(told(0)).toEqual([])
  expect(told(1)).toEqual(['competence.change: position'])
  expect(readNames(db).competences.get('new')).toEqual({ ...name, area: 'a' })
})

test('moving the dates of a whole demo is one act and one event', () => {
  const db = smallDatabase()
  const events = eventsOf(db, (tx) => void moveDates(tx, seed, 'demo:', 7, NOW))
  expect(events).toMatchObject([{ action: 'offer.move-dates', objectType: 'offers', objectId: 'demo:' }])
  expect(events[0]?.fields.split(',')).toEqual(expect.arrayContaining(['details.closesOn', 'reviewOn', 'sessions']))
  expect(eventsOf(db, (tx) => void moveDates(tx, seed, 'demo:', 0, NOW))).toEqual([])
})

test('an import tells of each offer, and all of it is one operation', async () => {
  const db = smallDatabase()
  const last = since(db, 0).length
  const records = ['a', 'b', 'c'].map((id) => ({ id, title_nl: `Cursus ${id}` }))
  expect((await run(db, [jsonl(...records), '--apply'])).code).toBe(0)
  const events = since(db, last)
  expect(events.map(({ action, actorId }) => [action, actorId])).toEqual(
    records.map(() => ['offer.add', 'system:operator']),
  )
  expect(new Set(events.map(({ operationId }) => operationId)).size).toBe(1)
  const other = await run(db, [jsonl({ ...records[0], title_nl: 'Anders' }), '--apply'])
  expect(other.code).toBe(0)
  expect(since(db, last + 3)).toMatchObject([{ action: 'offer.change', fields: 'title' }])
  expect(since(db, last + 3)[0]?.operationId).not.toBe(events[0]?.operationId)
})

test('seeding tells of every offer, in one operation', () => {
  const db = smallDatabase()
  const added = since(db, 0).filter(({ action }) => action === 'offer.add')
  expect(added).toHaveLength(db.$client.prepare('SELECT count(*) FROM offers').pluck().get() as number)
  expect(new Set(added.map(({ operationId }) => operationId)).size).toBe(1)
})
