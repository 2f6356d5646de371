import { expect, test } from 'vitest'
import { openAuthStore } from '#db/auth-store.server.ts'
import { NOW } from '#tests/support/database.ts'
import { oneOf, seeded } from '#tests/support/random.ts'
import { isOpening, OPENING_REASONS, type OpeningGround } from './opening-rules.ts'
import {
  closeRecord,
  closeRecordForAll,
  deleteEndedOpenings,
  extendOpening,
  type OpeningEvent,
  openRecord,
} from './record-openings.server.ts'

const MINUTE = 60_000
const after = (minutes: number) => new Date(Number(NOW) + minutes * MINUTE)
const [ADA, JAN] = [{ id: 'session-of-ada' }, { id: 'session-of-jan' }]
const record = (id: string) => ({ type: 'dossier', id })
const MINE: OpeningGround = { assignment: 'a-1' }

function store() {
  const authStore = openAuthStore(':memory:')
  const told: OpeningEvent[] = []
  const open = (session: { id: string }, id: string, minutes: number, ground: OpeningGround = MINE, isTold = true) =>
    openRecord(
      authStore,
      session,
      { record: record(id), ground, fields: ['goals', 'notes'] },
      (event) => {
        if (isTold) told.push(event)
        return isTold
      },
      after(minutes),
    )
  const use = (session: { id: string }, id: string, minutes: number) =>
    extendOpening(authStore, session, record(id), after(minutes))
  return { authStore, told, open, use }
}

test.each<[openedAgo: number, usedAgo: number, isOpen: boolean]>([
  [0, 0, true],
  [14.99, 14.99, true],
  [15, 15, false],
  [60, 0, true],
  [60, 14.99, true],
  [60, 15, false],
  [119.99, 0, true],
  [119.99, 14, true],
  [120, 0, false],
  [121, 1, false],
  [5, -1, false],
  [-1, -1, false],
])('opened %d minutes ago and used %d minutes ago: open is %s', (openedAgo, usedAgo, isOpen) => {
  const now = Number(NOW)
  expect(isOpening({ openedAt: now - openedAgo * MINUTE, usedAt: now - usedAgo * MINUTE }, now)).toBe(isOpen)
})

test('an opening lasts fifteen minutes from the last request, and two hours at most', () => {
  const { open, use } = store()
  open(ADA, 'd', 0)
  for (let minute = 14; minute < 120; minute += 14) expect(use(ADA, 'd', minute), String(minute)).toBe(true)
  expect(use(ADA, 'd', 120)).toBe(false)
  open(ADA, 'd', 121)
  expect(use(ADA, 'd', 136)).toBe(false)
})

test('it holds for one record in one auth session', () => {
  const { open, use } = store()
  open(ADA, 'd', 0)
  expect([use(ADA, 'd', 1), use(ADA, 'e', 1), use(JAN, 'd', 1)]).toEqual([true, false, false])
})

test('one event for each opening, with its ground, how somebody came and the names of what was opened', () => {
  const { open, use, told } = store()
  open(ADA, 'd', 0)
  for (let minute = 1; minute < 10; minute++) use(ADA, 'd', minute)
  for (const reason of OPENING_REASONS) open(JAN, 'd', 20, { reason })
  expect(told[0]).toEqual({
    record: record('d'),
    ground: 'assignment:a-1',
    cameBy: 'form',
    fields: ['goals', 'notes'],
  })
  expect(told.slice(1).map(({ ground }) => ground)).toEqual(OPENING_REASONS.map((reason) => `reason:${reason}`))
})

test('what cannot be told does not open, and without a ground nothing is told', () => {
  const { authStore, open, use, told } = store()
  expect(open(ADA, 'd', 0, MINE, false)).toBe(false)
  expect(use(ADA, 'd', 0)).toBe(false)
  const fails = () => {
    throw new Error('busy')
  }
  expect(() => openRecord(authStore, ADA, { record: record('d'), ground: MINE, fields: [] }, fails, NOW)).toThrow(
    'busy',
  )
  for (const ground of [{ assignment: '' }, { reason: 'curious' }, {}])
    expect(() => open(ADA, 'd', 0, ground as OpeningGround)).toThrow('assignment')
  expect([use(ADA, 'd', 0), told.length]).toEqual([false, 0])
})

test('random openings, uses and closings give what a model says (5,000 steps)', () => {
  const { authStore, open, use } = store()
  const random = seeded(21)
  const model = new Map<string, { openedAt: number; usedAt: number }>()
  let minutes = 0
  for (let step = 0; step < 5_000; step++) {
    minutes += random() < 0.1 ? random() * 30 : random() * 3
    const [session, id] = [oneOf(random, [ADA, JAN]), oneOf(random, ['d', 'e', 'f'])]
    const key = `${session.id} ${id}`
    const choice = random()
    if (choice < 0.1) {
      open(session, id, minutes)
      model.set(key, { openedAt: minutes, usedAt: minutes })
    } else if (choice < 0.13) {
      closeRecord(authStore, session, record(id))
      model.delete(key)
    } else if (choice < 0.14) {
      closeRecordForAll(authStore, record(id))
      for (const one of [ADA, JAN]) model.delete(`${one.id} ${id}`)
    } else if (choice < 0.16) deleteEndedOpenings(authStore, Number(after(minutes)))
    else {
      const known = model.get(key)
      const isOpen = known !== undefined && minutes - known.usedAt < 15 && minutes - known.openedAt < 120
      expect(use(session, id, minutes), `step ${step}`).toBe(isOpen)
      if (isOpen) known.usedAt = minutes
      else model.delete(key)
    }
  }
})
