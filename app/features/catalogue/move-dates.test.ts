import { expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { addDays } from '#app/i18n/zoned-time.ts'
import type { Db } from '#db/open.server.ts'
import { offers } from '#db/schema/catalogue.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { demoDatabase, NOW } from '#tests/support/database.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { kindOf } from './kinds.ts'
import { moveDates } from './move-dates.server.ts'
import { type Offer, readOffers } from './offer-store.server.ts'
import { saveOffer } from './save-offer.server.ts'

const DAYS = 21
const DAY = 86_400_000

function allOffers(db: Db): Offer[] {
  return readOffers(
    db,
    db
      .select({ id: offers.id })
      .from(offers)
      .orderBy(offers.id)
      .all()
      .map(({ id }) => id),
  )
}

function move(db: Db, days: number) {
  return inTransaction(db, (tx) => moveDates(tx, asSystem('seed', 'offer.save'), 'demo:', days, NOW))
}

/** Every day and moment of an offer that somebody reads. */
function datesOf(offer: Offer, days: number) {
  return {
    sessions: offer.sessions.map((session) =>
      session.days.map((day) => [addDays(day.date, days), day.from, day.until]),
    ),
    details: kindOf(offer.kind).dates.map((name) =>
      typeof offer.details[name] === 'string' ? addDays(offer.details[name], days) : undefined,
    ),
    review: addDays(offer.reviewOn, days),
    publishFrom: offer.publishFrom === null ? null : offer.publishFrom + days * DAY,
    textAt: [offer.textAt.nl + days * DAY, offer.textAt.en + days * DAY],
  }
}

test('every date of the demo moves by the same days, and wall times stay when the clock changes', () => {
  const db = demoDatabase()
  const before = allOffers(db)
  const moved = move(db, DAYS)
  expect([moved.count, moved.anchor('2027-02-01')]).toEqual([before.length, '2027-02-22'])
  const after = allOffers(db)
  expect(after.map((offer) => datesOf(offer, 0))).toEqual(before.map((offer) => datesOf(offer, DAYS)))
  expect(after.map(({ id, slug, title, body }) => ({ id, slug, title, body }))).toEqual(
    before.map(({ id, slug, title, body }) => ({ id, slug, title, body })),
  )
})

test('moving there and back leaves every offer as it was', () => {
  const db = demoDatabase()
  // Calendars have to hear of both moves.
  const told = { sequence: 0, changedAt: null }
  const facts = (offer: Offer) => ({
    ...offer,
    updatedAt: 0,
    sessions: offer.sessions.map((session) => ({ ...session, ...told })),
  })
  const before = allOffers(db).map(facts)
  move(db, DAYS)
  move(db, -DAYS)
  expect(allOffers(db).map(facts)).toEqual(before)
})

test('an offer from elsewhere keeps its dates', () => {
  const db = demoDatabase()
  const saved = inTransaction(db, (tx) =>
    saveOffer(tx, asSystem('seed', 'offer.save'), checkedOffer({ sourceKey: 'import:demo:1' }), NOW),
  )
  if (!saved.ok) throw new Error('the university has these names')
  const [before] = readOffers(db, [saved.value.id])
  move(db, DAYS)
  expect(readOffers(db, [saved.value.id])).toEqual([before])
})
