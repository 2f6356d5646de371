import { expect, test } from 'vitest'
import { daySpan } from '#app/features/catalogue/offer-rules.ts'
import { sessionSchema } from '#app/features/catalogue/offer-schema.ts'
import type { Offer, Session } from '#app/features/catalogue/offer-store.server.ts'
import { addDays } from '#app/i18n/zoned-time.ts'
import { calendarOffer, calendarSession } from '#tests/support/calendar/offers.ts'
import { type ReadEvent, readByIcalJs, readByNodeIcal } from '#tests/support/calendar/parsers.ts'
import { oneOf, seeded, tries } from '#tests/support/random.ts'
import { calendarEntriesOf, closingDay } from '../calendar-entries.ts'
import { calendarEvent } from './calendar-events.server.ts'
import { writeIcal } from './write-ical.server.ts'

const ALL = { from: '1900-01-01', until: '2199-12-31' }
const READER = { language: 'nl', today: '2027-02-01' } as const
const ZONES = ['Europe/Amsterdam', 'Europe/Amsterdam', 'Europe/Brussels', 'Europe/London', 'America/New_York', 'UTC']
/** Ordinary days, the days on which clocks are moved in Europe and America and those around them, the turn of a year, a leap day. */
const DATES = ['2027-03-03', '2027-03-27', '2027-03-28', '2027-10-30', '2027-10-31', '2027-11-07', '2027-03-14'].concat(
  ['2027-12-31', '2028-02-29', '2027-06-15'],
)
// Midnight itself, but no minutes around it: node-ical 0.22 reads 23:41 to 00:59 wrongly (quirks.test.ts has them, with ical.js alone).
const TIMES = ['00:00', '01:15', '01:59', '02:00', '02:30', '03:00', '09:30', '12:00', '17:45', '23:30']
const TITLES = [
  'Feedback geven',
  'Één; twee, drie\\vier',
  '“Cijfers” & <letters>',
  'Ægir Þór 𝄞 🎓',
  'a'.repeat(200),
  'x:y;z="q"',
]

type Random = () => number

/** The changes of a session that the schema takes; one in a skipped hour or that ends before it begins is drawn anew. */
function drawSession(random: Random, id: string): Session {
  for (;;) {
    const zone = oneOf(random, ZONES)
    const first = oneOf(random, DATES)
    const days = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, place) => ({
      date: addDays(first, place * oneOf(random, [1, 7])),
      from: oneOf(random, TIMES),
      until: oneOf(random, [...TIMES, '24:00', '24:00']),
      ...(random() < 0.3 ? { later: [oneOf(random, ['from', 'until'] as const)] } : {}),
    }))
    const place = { nl: oneOf(random, TITLES).slice(0, 120), en: '' }
    if (!sessionSchema.safeParse({ days, zone, place }).success) continue
    const moved = Math.floor(random() * 3)
    return calendarSession(id, {
      days,
      zone,
      place,
      cancelled: random() < 0.2,
      sequence: moved,
      changedAt: moved > 0 ? Date.parse('2027-01-20T08:00:00Z') : null,
      signUpUntil: random() < 0.3 ? addDays(first, -7) : null,
    })
  }
}

function drawCalendar(random: Random, number: number): Offer[] {
  return Array.from({ length: 1 + Math.floor(random() * 3) }, (_, place) => {
    const id = `o${number}-${place}`
    const sessions = Array.from({ length: Math.floor(random() * 4) }, (__, n) => drawSession(random, `${id}-s${n}`))
    return calendarOffer(id, sessions, { title: { nl: oneOf(random, TITLES), en: '' } })
  })
}

/** What any program must make of it, from the stored sessions and not from the file. */
function wanted(offers: ReadonlyArray<Offer>): ReadEvent[] {
  const events = offers.flatMap((offer) =>
    offer.sessions.flatMap((session): ReadEvent[] => {
      const days = session.days.map((day, place): ReadEvent => {
        const title =
          session.days.length > 1 ? `${offer.title.nl} (${place + 1}/${session.days.length})` : offer.title.nl
        const { startsAt, endsAt } = daySpan(day, session.zone)
        return {
          uid: `${session.id}-${place + 1}@koers`,
          sequence: session.sequence,
          status: session.cancelled ? 'CANCELLED' : 'CONFIRMED',
          summary: session.cancelled ? `Gaat niet door: ${title}` : title,
          location: session.place.nl,
          start: startsAt,
          end: endsAt,
        }
      })
      const closes = session.signUpUntil
      if (!closes || session.cancelled) return days
      const closing = {
        uid: `${session.id}-closes@koers`,
        sequence: Math.floor((offer.updatedAt - Date.parse('2020-01-01T00:00:00Z')) / 1_000),
        status: 'CONFIRMED',
        summary: `Aanmelden sluit: ${offer.title.nl}`,
        location: '',
        start: closes,
        end: addDays(closes, 1),
      }
      return [...days, closing]
    }),
  )
  return events.sort((a, b) => (a.uid < b.uid ? -1 : 1))
}

test('two parsers agree with what is stored, over 1,000 random calendars: several days, moved, cancelled, midnight, summer time both ways', () => {
  const random = seeded(12)
  for (let number = 0; number < tries(1_000); number++) {
    const offers = drawCalendar(random, number)
    expect(offers.map(closingDay)).toEqual(offers.map(() => null))
    const entries = offers.flatMap((offer) => calendarEntriesOf(offer, ALL))
    const text = writeIcal(
      { name: 'Agenda', portal: 'Koers', language: 'nl', zone: 'Europe/Amsterdam' },
      entries.map((entry) => calendarEvent(entry, READER)),
    )
    const right = wanted(offers)
    expect(readByIcalJs(text), `ical.js, calendar ${number}`).toEqual(right)
    expect(readByNodeIcal(text), `node-ical, calendar ${number}`).toEqual(right)
  }
})
