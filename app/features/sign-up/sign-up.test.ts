import { expect, test } from 'vitest'
import { type Actor, allow } from '#app/access/actor.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { demoDatabase, NOW } from '#tests/support/database.ts'
import { demoPerson } from '#tests/support/demo-person.ts'
import { byChance, oneOf, tries } from '#tests/support/random.ts'
import { countsOf, employeeNumber, sessionWith } from '#tests/support/sign-ups.ts'
import { endAllLapsed, giveToList, serveLists } from './change-sign-up.server.ts'
import { findOwnSignUps } from './own-sign-ups.queries.server.ts'
import { CUT_OFF } from './place-rules.ts'
import { findSessionList } from './session-list.queries.server.ts'
import { cancelSignUp, signUp, takeOffered } from './sign-up.server.ts'
import { findSignUpPage } from './sign-up-page.queries.server.ts'
import { findSignUp, placeInList, readSession, type StoredSignUp, sessionPlaces } from './sign-up-store.server.ts'

const db = demoDatabase()
const later = (ms: number, from = NOW) => new Date(Number(from) + ms)
const DAY = 86_400_000

function ask(number: number, sessionId: string, now = NOW, slotId = '') {
  return signUp(db, employeeNumber(db, number), { sessionId, slotId, answers: {}, language: 'nl' }, now)
}
const cancel = (number: number, sessionId: string, now = NOW) =>
  cancelSignUp(db, employeeNumber(db, number), sessionId, now)
const take = (number: number, sessionId: string, now = NOW) =>
  takeOffered(db, employeeNumber(db, number), sessionId, now)
const of = (number: number, sessionId: string) => findSignUp(db, [employeeNumber(db, number).id], sessionId)
const stateOf = (number: number, sessionId: string) => of(number, sessionId)?.state

function allOf(sessionId: string): StoredSignUp[] {
  const numbers = prepared(db, 'SELECT person_id FROM sign_ups WHERE session_id = ? ORDER BY number').pluck()
  const people = [...new Set(numbers.all(sessionId) as string[])]
  return people.flatMap((id) => findSignUp(db, [id], sessionId) ?? [])
}

test('two places, three people: the third waits, is offered the place of who cancels, and takes it', () => {
  const id = sessionWith(db, { seats: 2 })
  expect([1, 2, 3].map((n) => ask(n, id))).toMatchObject([
    { ok: true, value: { state: 'confirmed', isNew: true } },
    { ok: true, value: { state: 'confirmed' } },
    { ok: true, value: { state: 'waiting' } },
  ])
  expect(countsOf(db, id)).toEqual({ signed_up: 2, listed: 1 })
  expect(cancel(1, id)).toEqual({ ok: true, value: { late: false } })
  expect(stateOf(3, id)).toBe('offered')
  expect(countsOf(db, id)).toEqual({ signed_up: 2, listed: 0 })
  expect(take(3, id)).toMatchObject({ ok: true, value: { state: 'confirmed', isNew: true } })
  expect(take(3, id)).toMatchObject({ ok: true, value: { isNew: false } })
})

test('the same click twice is one sign-up', () => {
  const id = sessionWith(db, { seats: 5 })
  const first = ask(1, id)
  expect(ask(1, id)).toEqual(first.ok && { ok: true, value: { ...first.value, isNew: false } })
  expect(allOf(id)).toHaveLength(1)
})

test('a passer-by does not overtake the list, also not when a place is free', () => {
  const id = sessionWith(db, { seats: 1 })
  for (const n of [1, 2, 3]) ask(n, id)
  cancel(1, id)
  expect(ask(4, id)).toMatchObject({ value: { state: 'waiting' } })
  expect([2, 3, 4].map((n) => stateOf(n, id))).toEqual(['offered', 'waiting', 'waiting'])
  const third = of(3, id)
  expect(third && placeInList(db, third)).toBe(1)
})

test('an offered place that is not taken in two working days goes to who is next, once', () => {
  const id = sessionWith(db, { seats: 1 })
  for (const n of [1, 2, 3]) ask(n, id)
  cancel(1, id)
  const until = of(2, id)?.offeredUntil ?? 0
  // Monday morning: until the end of Wednesday.
  expect(new Date(until).toISOString()).toBe('2027-02-03T22:59:00.000Z')
  inTransaction(db, (tx) => endAllLapsed(tx, until - 1))
  expect(stateOf(2, id)).toBe('offered')
  inTransaction(db, (tx) => endAllLapsed(tx, until))
  expect([stateOf(2, id), of(2, id)?.ended, stateOf(3, id)]).toEqual(['cancelled', 'lapsed', 'offered'])
  expect(take(2, id, new Date(until))).toEqual({ ok: false, problem: 'lapsed' })
})

test('whoever takes a place too late is told so, also when nobody looked meanwhile', () => {
  const id = sessionWith(db, { seats: 1 })
  for (const n of [1, 2]) ask(n, id)
  cancel(1, id)
  expect(take(2, id, later(5 * DAY))).toEqual({ ok: false, problem: 'lapsed' })
})

test('near the start a free place is open to all, and nobody is kept waiting for one', () => {
  const id = sessionWith(db, { seats: 1 })
  for (const n of [1, 2]) ask(n, id)
  const session = readSession(db, id)?.session
  const near = new Date((session?.startsAt ?? 0) - CUT_OFF)
  cancel(1, id, near)
  expect(stateOf(2, id)).toBe('waiting')
  expect(ask(3, id, near)).toMatchObject({ value: { state: 'confirmed' } })
})

test('a full session without a list takes nobody more, and says so', () => {
  const id = sessionWith(db, { seats: 1, waitingList: false })
  ask(1, id)
  expect(ask(2, id)).toEqual({ ok: false, problem: 'full' })
})

test('places that become free by more seats, or with somebody who is erased, go to the list', () => {
  const id = sessionWith(db, { seats: 1 })
  for (const n of [51, 52, 53]) ask(n, id)
  prepared(db, 'UPDATE sessions SET seats = 2 WHERE id = ?').run(id)
  expect(ask(54, id)).toMatchObject({ value: { state: 'waiting' } })
  inTransaction(db, (tx) => serveLists(tx, Number(NOW)))
  expect([52, 53].map((n) => stateOf(n, id))).toEqual(['offered', 'waiting'])
  prepared(db, "DELETE FROM people WHERE id = 'employee-51'").run()
  expect(countsOf(db, id)).toEqual({ signed_up: 1, listed: 2 })
  inTransaction(db, (tx) => serveLists(tx, Number(NOW)))
  expect([53, 54].map((n) => stateOf(n, id))).toEqual(['offered', 'waiting'])
})

test('who is signed up for a session that does not go on reads so, and has nothing to give up', () => {
  const id = sessionWith(db, { seats: 2 })
  ask(1, id)
  prepared(db, 'UPDATE sessions SET cancelled_at = 1 WHERE id = ?').run(id)
  expect(findSignUpPage(db, employeeNumber(db, 1), id, 'nl', NOW)?.own).toMatchObject({
    text: 'De bijeenkomst gaat niet door.',
    cancel: null,
    canTake: false,
  })
  expect(findOwnSignUps(db, employeeNumber(db, 1), 'nl', NOW).map(({ state }) => state)).toContain(
    'De bijeenkomst gaat niet door.',
  )
})

test('the link to take part online is for who has a place, not for who waits, and the list for who organises or trains', () => {
  const id = sessionWith(db, { seats: 1 })
  prepared(db, "UPDATE sessions SET online_link = 'https://meet.example/x' WHERE id = ?").run(id)
  for (const n of [1, 2]) ask(n, id)
  const link = (n: number) => findSignUpPage(db, employeeNumber(db, n), id, 'nl', NOW)?.own?.onlineLink
  expect([link(1), link(2)]).toEqual(['https://meet.example/x', null])
  const list = (actor: Actor) => findSessionList(db, allow(actor, 'sign-up.list'), id, 'nl', NOW)
  expect(list(employeeNumber(db, 1))).toBeNull()
  expect(list(demoPerson(db, 'fatima'))?.rows.map(({ name, state }) => [name, state])).toEqual([
    ['Medewerker 1', 'confirmed'],
    ['Medewerker 2', 'waiting'],
  ])
  expect(list(demoPerson(db, 'willem'))).toBeNull()
  prepared(
    db,
    `INSERT INTO relations (id, person_id, relation, record_type, record_id, starts_at, created_at)
     VALUES ('t', 'employee-1', 'session-trainer', 'session', ?, 0, 0)`,
  ).run(id)
  expect(list(employeeNumber(db, 1))?.placed).toBe(1)
  // Each goes on where they came from: the publisher to the sessions in the editor, the trainer to their own.
  expect(list(demoPerson(db, 'fatima'))?.above.href).toMatch(/^\/nl\/hr\/offers\/.+\/sessions$/)
  expect(list(employeeNumber(db, 1))?.above.href).toBe('/nl/my/calendar')
})

test('parts of a session have places of their own, and one person books one', () => {
  const id = sessionWith(db, { seats: null, slots: [{ id: 'a', seats: 1 }, { id: 'b', seats: 1 }] }) // biome-ignore format: short
  expect(ask(1, id)).toEqual({ ok: false, problem: 'no-slot' })
  expect(ask(1, id, NOW, 'a')).toMatchObject({ value: { state: 'confirmed' } })
  expect(ask(1, id, NOW, 'b')).toMatchObject({ value: { isNew: false } })
  expect(ask(2, id, NOW, 'a')).toMatchObject({ value: { state: 'waiting' } })
  expect(ask(3, id, NOW, 'b')).toMatchObject({ value: { state: 'confirmed' } })
})

test('a question that has to be answered is; what was answered is kept', () => {
  const question = { id: 'q', kind: 'number', label: { nl: 'Hoeveel?', en: 'How many?' }, required: true }
  const id = sessionWith(db, { seats: 9, questions: [question] })
  expect(ask(1, id)).toEqual({ ok: false, problem: 'answer-missing' })
  signUp(db, employeeNumber(db, 1), { sessionId: id, slotId: '', answers: { q: '3,5', x: 'no' }, language: 'nl' }, NOW)
  expect(of(1, id)?.answers).toEqual({ q: '3.5' })
})

test('nobody signs up for what has begun, is cancelled, or is not shown; cancelling ends with the beginning', () => {
  const id = sessionWith(db, { seats: 2 })
  ask(1, id)
  const begun = new Date(readSession(db, id)?.session.startsAt ?? 0)
  expect(ask(2, id, begun)).toEqual({ ok: false, problem: 'begun' })
  expect(cancel(1, id, begun)).toEqual({ ok: false, problem: 'over' })
  prepared(db, 'UPDATE sessions SET cancelled_at = 1 WHERE id = ?').run(id)
  expect(ask(2, id)).toEqual({ ok: false, problem: 'cancelled' })
  expect(ask(2, 'no-such-session')).toEqual({ ok: false, problem: 'no-session' })
})

test('any sequence of signing up, cancelling, taking, letting lapse, raising and lowering keeps places and order', async () => {
  await byChance((random) => {
    const id = sessionWith(db, { seats: 3, date: '2027-06-01' })
    let now = NOW
    let mostHeld = 3
    for (let act = 0; act < tries(5_000); act++) {
      const number = 100 + Math.floor(random() * 14)
      const before = allOf(id)
      switch (oneOf(random, ['ask', 'ask', 'cancel', 'take', 'wait', 'seats'])) {
        case 'ask':
          ask(number, id, now)
          break
        case 'cancel':
          cancel(number, id, now)
          break
        case 'take':
          take(number, id, now)
          break
        case 'wait':
          now = later(random() * DAY * 0.02, now)
          inTransaction(db, (tx) => endAllLapsed(tx, Number(now)))
          break
        default: {
          const seats = 1 + Math.floor(random() * 5)
          inTransaction(db, (tx) => {
            prepared(tx, 'UPDATE sessions SET seats = ? WHERE id = ?').run(seats, id)
            const session = readSession(tx, id)?.session
            if (session) giveToList(tx, session, '', Number(now))
          })
        }
      }
      const session = readSession(db, id)?.session
      if (!session) throw new Error('the session is gone')
      const { seats, taken, listed } = sessionPlaces(db, session, '')
      const after = allOf(id)
      // What triggers count is what is there.
      expect(taken).toBe(after.filter(({ holds }) => holds === 'place').length)
      expect(listed).toBe(after.filter(({ holds }) => holds === 'number').length)
      // Never more places than there are, unless the seats were lowered below what was taken: then never more than before.
      mostHeld = Math.max(seats ?? 0, Math.min(mostHeld, taken))
      expect(taken).toBeLessThanOrEqual(mostHeld)
      // No place is free while somebody waits for one, and who waits was overtaken by nobody.
      if (taken < (seats ?? 0)) expect(listed).toBe(0)
      const waiting = after.filter(({ holds }) => holds === 'number').map(({ number: n }) => n)
      const newlyPlaced = after.filter(
        (one) => one.holds === 'place' && before.find(({ id: was }) => was === one.id)?.holds !== 'place',
      )
      for (const { number: n } of newlyPlaced) expect(waiting.every((other) => other > n)).toBe(true)
    }
  })
}, 120_000)
