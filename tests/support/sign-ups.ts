import { randomUUID } from 'node:crypto'
import { type Actor, allow } from '#app/access/actor.ts'
import { sessionSpan } from '#app/features/catalogue/offer-rules.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'

/** An employee of so many who are made up, who may sign up. */
export function employeeNumber(db: Db, number: number) {
  const id = `employee-${number}`
  prepared(
    db,
    "INSERT OR IGNORE INTO people (id, name, language, created_at, updated_at) VALUES (?, ?, 'nl', 0, 0)",
  ).run(id, `Medewerker ${number}`)
  const actor: Actor = { id, grants: [{ role: 'employee', unitId: null, providerId: null }], system: null }
  return allow(actor, 'sign-up.make')
}

type Wanted = {
  seats: number | null
  date?: string
  slots?: ReadonlyArray<{ id: string; seats: number }>
  waitingList?: boolean
  questions?: unknown[]
}

/** A session of an offer that keeps its sign-ups here, on a day that is still to come; answers its id. */
export function sessionWith(
  db: Db,
  { seats, date = '2027-03-10', slots = [], waitingList = true, questions = [] }: Wanted,
): string {
  const offer = prepared(
    db,
    "SELECT id FROM offers WHERE state = 'published' AND kind = 'training' AND discreet = 0 AND link IS NULL ORDER BY id LIMIT 1",
  )
    .pluck()
    .get()
  const [id, days] = [randomUUID(), [{ date, from: '09:30', until: '12:30' }]]
  const { startsAt, endsAt } = sessionSpan(days, 'Europe/Amsterdam')
  const parts = slots.map((slot) => ({ ...slot, date, from: '09:30', until: '10:00', label: { nl: '', en: '' } }))
  prepared(
    db,
    `INSERT INTO sessions (id, offer_id, starts_at, ends_at, days, zone, place_nl, place_en, online, seats, seats_taken, waiting, waiting_list, approval, slots, questions)
     VALUES (?, ?, ?, ?, ?, 'Europe/Amsterdam', 'Zaal 1', 'Room 1', 0, ?, 0, 0, ?, 'none', ?, ?)`,
  ).run(
    id,
    offer,
    startsAt,
    endsAt,
    JSON.stringify(days),
    seats,
    Number(waitingList),
    JSON.stringify(parts),
    JSON.stringify(questions),
  )
  return id
}

/** How a session counts its sign-ups. */
export function countsOf(db: Db, sessionId: string): { signed_up: number; listed: number } {
  return prepared(db, 'SELECT signed_up, listed FROM sessions WHERE id = ?').get(sessionId) as {
    signed_up: number
    listed: number
  }
}
