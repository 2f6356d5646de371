import { expect, test } from 'vitest'
import { type Actor, allow, asSystem } from '#app/access/actor.ts'
import { readOffer } from '#app/features/catalogue/offer-store.server.ts'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { demoDatabase, NOW } from '#tests/support/database.ts'
import { demoPerson } from '#tests/support/demo-person.ts'
import { countsOf, employeeNumber, sessionWith } from '#tests/support/sign-ups.ts'
import { endAllLapsed, serveLists } from './change-sign-up.server.ts'
import { clashOf } from './clashes.server.ts'
import { findOwnSignUps, offeredTodos } from './own-sign-ups.queries.server.ts'
import { CUT_OFF } from './place-rules.ts'
import { sessionListFile } from './session-list.queries.server.ts'
import { cancelSignUp, signUp, takeOffered } from './sign-up.server.ts'
import { findSignUpPage } from './sign-up-page.queries.server.ts'
import { findSignUp, readSession } from './sign-up-store.server.ts'

const db = demoDatabase()
const DAY = 86_400_000
const later = (ms: number) => new Date(Number(NOW) + ms)
const who = (number: number) => employeeNumber(db, number)
const ask = (number: number, sessionId: string, now = NOW, answers = {}) =>
  signUp(db, who(number), { sessionId, slotId: '', answers, language: 'nl' }, now)
const cancel = (number: number, sessionId: string, now = NOW) => cancelSignUp(db, who(number), sessionId, now)
const take = (number: number, sessionId: string, now = NOW) => takeOffered(db, who(number), sessionId, now)
const stateOf = (number: number, sessionId: string) => findSignUp(db, [who(number).id], sessionId)?.state
const lookAtLists = (now: Date) =>
  inTransaction(db, (tx) => {
    endAllLapsed(tx, Number(now))
    serveLists(tx, Number(now))
  })
const callOff = (id: string) => prepared(db, 'UPDATE sessions SET cancelled_at = 1 WHERE id = ?').run(id)

test('in a session that does not go on nobody is offered a place, takes or loses one: everybody reads that it does not', () => {
  const id = sessionWith(db, { seats: 1 })
  for (const n of [1, 2, 3]) ask(n, id)
  cancel(1, id)
  callOff(id)
  expect(take(2, id)).toEqual({ ok: false, problem: 'called-off' })
  expect(cancel(2, id)).toEqual({ ok: false, problem: 'called-off' })
  lookAtLists(later(9 * DAY))
  expect([2, 3].map((n) => stateOf(n, id))).toEqual(['offered', 'waiting'])
  for (const n of [2, 3]) {
    const own = findOwnSignUps(db, who(n), 'nl', later(9 * DAY)).find(({ href }) => href.includes(id))
    expect(own?.state).toBe('De bijeenkomst gaat niet door.')
  }
})

test('a session that is moved to an earlier day takes the days for an offered place along', () => {
  const id = sessionWith(db, { seats: 1 })
  for (const n of [1, 2]) ask(n, id)
  cancel(1, id)
  prepared(db, 'UPDATE sessions SET starts_at = ?, ends_at = ? WHERE id = ?').run(
    Number(NOW) + 1_000,
    Number(NOW) + 9_000,
    id,
  )
  expect(offeredTodos(db, who(2), 'nl', later(2_000)).filter(({ href }) => href.includes(id))).toEqual([])
  expect(findSignUpPage(db, who(2), id, 'nl', later(2_000))?.own?.canTake).toBe(false)
  expect(take(2, id, later(2_000))).toEqual({ ok: false, problem: 'over' })
})

test('near the start who waits can take a free place too, as anybody can', () => {
  const id = sessionWith(db, { seats: 1 })
  for (const n of [1, 2, 3]) ask(n, id)
  expect(take(2, id)).toEqual({ ok: false, problem: 'no-sign-up' })
  const near = new Date((readSession(db, id)?.session.startsAt ?? 0) - CUT_OFF)
  expect(findSignUpPage(db, who(2), id, 'nl', near)?.own?.canTake).toBe(false)
  cancel(1, id, near)
  expect(findSignUpPage(db, who(3), id, 'nl', near)?.own?.canTake).toBe(true)
  expect(take(3, id, near)).toMatchObject({ ok: true, value: { state: 'confirmed' } })
  expect(take(2, id, near)).toEqual({ ok: false, problem: 'no-sign-up' })
  expect(countsOf(db, id)).toEqual({ signed_up: 1, listed: 1 })
})

test('a session of which somebody gave up a place can be taken away: it is called off, as one with people', () => {
  const [free, used] = [
    sessionWith(db, { seats: 5, date: '2027-03-12' }),
    sessionWith(db, { seats: 5, date: '2027-03-11' }),
  ]
  ask(1, free)
  cancel(1, free)
  ask(2, used)
  const offer = readSession(db, free)?.offer
  if (!offer) throw new Error('no offer')
  const less = { ...offer, sessions: offer.sessions.filter(({ id }) => id !== free && id !== used) }
  const saved = inTransaction(db, (tx) => saveOffer(tx, asSystem('seed', 'offer.save'), less, NOW, { id: offer.id }))
  expect(saved.ok).toBe(true)
  const after = readOffer(db, offer.id)?.sessions ?? []
  expect(after.find(({ id }) => id === used)).toMatchObject({ cancelled: true })
  expect(stateOf(2, used)).toBe('confirmed')
  // What was given up goes on to say so, as long as lists are kept.
  expect(after.find(({ id }) => id === free)).toMatchObject({ cancelled: true })
})

test('one person under two records gives up both places at once', () => {
  const id = sessionWith(db, { seats: 2 })
  for (const n of [1, 2, 3]) ask(n, id)
  const merged = allow({ ...who(1), formerIds: [who(2).id] } as Actor, 'sign-up.make')
  expect(cancelSignUp(db, merged, id, NOW)).toMatchObject({ ok: true })
  expect([1, 2, 3].map((n) => stateOf(n, id))).toEqual(['cancelled', 'cancelled', 'offered'])
  expect(countsOf(db, id)).toEqual({ signed_up: 1, listed: 0 })
})

test('who gave up cannot sign up again for what is shown no more, and is not asked to', () => {
  const id = sessionWith(db, { seats: 2 })
  ask(1, id)
  ask(2, id)
  cancel(1, id)
  const offerId = readSession(db, id)?.offer.id
  prepared(db, "UPDATE offers SET state = 'archived' WHERE id = ?").run(offerId)
  try {
    expect(findSignUpPage(db, who(1), id, 'nl', NOW)).toMatchObject({ closed: 'no-session' })
    expect(findSignUpPage(db, who(2), id, 'nl', NOW)?.own?.state).toBe('confirmed')
    expect(ask(3, id)).toEqual({ ok: false, problem: 'no-session' })
  } finally {
    prepared(db, "UPDATE offers SET state = 'published' WHERE id = ?").run(offerId)
  }
})

test('what does not go on is in nobody’s way', () => {
  const [off, other] = [sessionWith(db, { seats: 2 }), sessionWith(db, { seats: 2 })]
  ask(31, off)
  const session = readSession(db, other)?.session
  if (!session) throw new Error('no session')
  expect(clashOf(db, [who(31).id], session, 'nl')).not.toBeNull()
  callOff(off)
  expect(clashOf(db, [who(31).id], session, 'nl')).toBeNull()
})

test('an answer that is a formula is none in the file of the list; one that is far too long is refused', () => {
  const question = { id: 'q', kind: 'text', label: { nl: '=Vraag', en: '=Q' }, required: false }
  const id = sessionWith(db, { seats: 9, questions: [question] })
  expect(ask(1, id, NOW, { q: 'x'.repeat(1_001) })).toEqual({ ok: false, problem: 'answer-too-long' })
  ask(1, id, NOW, { q: '=HYPERLINK("https://evil.example";"x")', __proto__: 'y', constructor: 'z' })
  const file = sessionListFile(db, allow(demoPerson(db, 'fatima'), 'sign-up.list'), id, 'nl', NOW) ?? ''
  expect(file).toContain(`"'=HYPERLINK(`)
  expect(file).toContain(`;'=Vraag`)
})
