import { sessionSpan } from '#app/features/catalogue/offer-rules.ts'
import { UNDECIDED, UNSAID } from '#app/features/catalogue/offer-schema.ts'
import type { Offer, Session } from '#app/features/catalogue/offer-store.server.ts'
import { checkedOffer } from '../offers.ts'

/** A session as the store gives it, on 3 March unless the changes say otherwise. */
export function calendarSession(id: string, changes: Partial<Session> = {}): Session {
  const days = changes.days ?? [{ date: '2027-03-03', from: '13:00', until: '17:00' }]
  return {
    ...UNDECIDED,
    id,
    sourceKey: null,
    days,
    place: { nl: 'Zaal 2', en: 'Room 2' },
    online: false,
    seats: 12,
    taken: 0,
    waiting: 0,
    cancelled: false,
    sequence: 0,
    changedAt: null,
    ...sessionSpan(days, changes.zone),
    ...changes,
  }
}

/** A published offer with these sessions, as the store gives it. */
export function calendarOffer(id: string, sessions: Session[], changes: Partial<Offer> = {}): Offer {
  const offer = checkedOffer()
  return {
    ...UNSAID,
    ...offer,
    kind: 'training',
    asked: false,
    id,
    slug: { nl: `${id}-nl`, en: `${id}-en` },
    textAt: { nl: 0, en: 0 },
    createdAt: Date.parse('2027-01-01T00:00:00Z'),
    updatedAt: Date.parse('2027-01-02T00:00:00Z'),
    sessions,
    ...changes,
  }
}
