import { expect, test } from 'vitest'
import { momentOf } from '#app/i18n/zoned-time.ts'
import { NOW } from '#tests/support/database.ts'
import { costValue, isOlderText, isPastReview, isVisible, sessionSpan, sessionStatus } from './offer-rules.ts'
import { PAYERS, STATES } from './vocabulary.ts'

const now = Number(NOW)
const DAY = 86_400_000

test.each(STATES)('an offer that is %s is shown only if that is "published"', (state) => {
  expect(isVisible({ state, publishFrom: null, publishUntil: null }, now)).toBe(state === 'published')
})

test('a published offer is shown from its first moment until just before its last', () => {
  const seen = (publishFrom: number | null, publishUntil: number | null) =>
    isVisible({ state: 'published', publishFrom, publishUntil }, now)
  expect([seen(now, null), seen(now + 1, null), seen(null, now + 1), seen(null, now)]).toEqual([
    true,
    false,
    true,
    false,
  ])
})

test.each(PAYERS)(
  'an offer that %s pays for is free to you only when the university pays or it costs nothing',
  (payer) => {
    expect(costValue(45_000, payer)).toBe(payer === 'university' ? 'free' : payer)
    expect(costValue(null, payer)).toBe(payer === 'university' ? 'free' : payer)
    expect(costValue(0, payer)).toBe('free')
  },
)

test('an offer without costs says nothing of them; one with costs and no payer you pay yourself', () => {
  expect(costValue(null, null)).toBeNull()
  expect(costValue(0, null)).toBe('free')
  expect(costValue(100, null)).toBe('self')
})

test('a session lasts from its first day to its last, in whatever order the days are written', () => {
  const days = [
    { date: '2027-03-29', from: '09:00', until: '12:00' },
    { date: '2027-03-26', from: '13:00', until: '17:00' },
  ]
  expect(sessionSpan(days)).toEqual({
    startsAt: momentOf('2027-03-26', '13:00'),
    endsAt: momentOf('2027-03-29', '12:00'),
  })
})

test.each([
  [{ startsAt: now }, 'past'],
  [{ startsAt: now, cancelled: true }, 'past'],
  [{ cancelled: true, taken: 12 }, 'cancelled'],
  [{ seats: null, taken: 40 }, 'unlimited'],
  [{ taken: 12 }, 'full'],
  [{ taken: 13 }, 'full'],
  [{ taken: 11 }, 'last-seats'],
  [{ taken: 9 }, 'last-seats'],
  [{ taken: 8 }, 'free-seats'],
  [{ taken: 0 }, 'free-seats'],
])('a session with %o is %s', (facts, status) => {
  expect(sessionStatus({ startsAt: now + DAY, cancelled: false, seats: 12, taken: 0, ...facts }, now)).toBe(status)
})

test('an offer is past its review from the day after', () => {
  expect([isPastReview('2027-02-01', '2027-02-01'), isPastReview('2027-01-31', '2027-02-01')]).toEqual([false, true])
})

test('a text is old when the other language was rewritten more than 180 days after it', () => {
  expect([isOlderText(0, 180 * DAY), isOlderText(0, 180 * DAY + 1), isOlderText(180 * DAY + 1, 0)]).toEqual([
    false,
    true,
    false,
  ])
})
