import { expect, test } from 'vitest'
import { addDays } from '#app/i18n/zoned-time.ts'
import { oneOf, seeded } from '#tests/support/random.ts'
import { sessionSpan } from '../offer-rules.ts'
import { departureOf, matchSessions, type StoredSession } from './session-rules.ts'

type Facts = { date?: string; sourceKey?: string | null; place?: string; id?: string }

function wanted({ date = '2027-03-03', sourceKey = null, place = '', id }: Facts = {}) {
  return {
    ...(id ? { id } : {}),
    sourceKey,
    days: [{ date, from: '13:00', until: '17:00' }],
    place: { nl: place, en: place },
  }
}

function stored(id: string, facts: Facts = {}): StoredSession {
  const session = wanted(facts)
  const rest = { online: false, seats: null, taken: 0, waiting: 0, cancelled: false }
  return { ...session, ...rest, id, ...sessionSpan(session.days) }
}

function idsOf(list: ReadonlyArray<StoredSession>, asked: ReadonlyArray<ReturnType<typeof wanted>>) {
  return matchSessions(list, asked).map((session) => session?.id)
}

const LATER = '2027-04-04'

test('its own id goes before the key at the source, and the key before the start', () => {
  const list = [stored('a', { sourceKey: 'x' }), stored('b', { sourceKey: 'y', date: LATER })]
  expect(idsOf(list, [wanted({ id: 'b', sourceKey: 'x' })])).toEqual(['b'])
  expect(idsOf(list, [wanted({ sourceKey: 'y' })])).toEqual(['b'])
  expect(idsOf(list, [wanted({ date: LATER })])).toEqual(['b'])
})

test('a session at another moment, without id or key, is a new one', () => {
  expect(idsOf([stored('a')], [wanted({ date: LATER })])).toEqual([undefined])
})

test('of sessions that start together the place decides, then the order', () => {
  const list = [stored('a', { place: 'Zaal 1' }), stored('b', { place: 'Zaal 2' }), stored('c', { place: 'Zaal 3' })]
  expect(idsOf(list, [wanted({ place: 'Zaal 3' }), wanted({ place: 'Zaal 9' }), wanted({ place: 'Zaal 1' })])).toEqual([
    'c',
    'b',
    'a',
  ])
  expect(idsOf(list, [wanted(), wanted()])).toEqual(['a', 'b'])
})

test('a place in one language is compared in that language', () => {
  const list = [stored('a', { place: 'Zaal 1' }), stored('b', { place: 'Zaal 2' })]
  expect(idsOf(list, [{ ...wanted(), place: { nl: 'Zaal 2', en: '' } }])).toEqual(['b'])
})

test('a source that begins to give keys keeps its sessions, and another key is another session', () => {
  expect(idsOf([stored('a')], [wanted({ sourceKey: 'x' })])).toEqual(['a'])
  expect(idsOf([stored('a', { sourceKey: 'y' })], [wanted({ sourceKey: 'x' })])).toEqual([undefined])
  expect(idsOf([stored('a', { sourceKey: 'y' })], [wanted()])).toEqual(['a'])
})

test('an id of another offer is no id here', () => {
  expect(idsOf([stored('a')], [wanted({ id: 'elsewhere', date: LATER })])).toEqual([undefined])
})

test.each([
  ['nobody is attached', { isAttached: false, cancelled: false, now: 0 }, 'deleted'],
  ['somebody is attached', { isAttached: true, cancelled: false, now: 0 }, 'cancelled'],
  ['somebody is attached and it was cancelled before', { isAttached: true, cancelled: true, now: 0 }, 'stays'],
  ['somebody is attached and it has begun', { isAttached: true, cancelled: false, now: Infinity }, 'stays'],
])('what is wanted no more, when %s', (_, { isAttached, cancelled, now }, departure) => {
  expect(departureOf({ ...stored('a'), cancelled }, isAttached, now)).toBe(departure)
})

test('whatever is asked in whatever order, no session is given twice and the order does not matter where starts differ', () => {
  const random = seeded(7)
  for (let round = 0; round < 200; round++) {
    const dates = Array.from({ length: 6 }, (_, place) => addDays('2027-03-01', place * 3))
    const list = dates.map((date, place) =>
      stored(`s${place}`, { date, sourceKey: random() < 0.5 ? `k${place}` : null }),
    )
    const asked = Array.from({ length: Math.floor(random() * 8) }, () => {
      const place = Math.floor(random() * 6)
      return wanted({
        date: oneOf(random, dates),
        sourceKey: random() < 0.3 ? `k${place}` : null,
        ...(random() < 0.3 ? { id: `s${place}` } : {}),
      })
    })
    const found = idsOf(list, asked).filter((id) => id !== undefined)
    expect(new Set(found).size).toBe(found.length)
    const plain = dates.map((date) => wanted({ date })).filter(() => random() < 0.7)
    const shuffled = plain.map((one) => ({ one, at: random() })).sort((a, b) => a.at - b.at)
    const expected = shuffled.map(({ one }) => `s${dates.indexOf(one.days[0]?.date ?? '')}`)
    expect(
      idsOf(
        list,
        shuffled.map(({ one }) => one),
      ),
    ).toEqual(expected)
  }
})
