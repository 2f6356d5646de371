import { expect, test } from 'vitest'
import type { Offer, Session } from '#app/features/catalogue/offer-store.server.ts'
import { calendarOffer, calendarSession } from '#tests/support/calendar/offers.ts'
import { readByIcalJs } from '#tests/support/calendar/parsers.ts'
import { calendarEntriesOf } from '../calendar-entries.ts'
import { calendarEvent, neutralEvent } from './calendar-events.server.ts'
import { type CalendarEvent, writeIcal, zoneBlock } from './write-ical.server.ts'

const ALL = { from: '1900-01-01', until: '2199-12-31' }

function eventsOf(offer: Offer, language: 'nl' | 'en' = 'nl'): CalendarEvent[] {
  return calendarEntriesOf(offer, ALL).map((entry) => calendarEvent(entry, { language, today: '2027-02-01' }))
}
function write(events: ReadonlyArray<CalendarEvent>, name = 'Agenda Koers'): string {
  return writeIcal({ name, portal: 'Koers', language: 'nl', zone: 'Europe/Amsterdam' }, events)
}
function fileWith(session: Partial<Session> = {}, offer: Partial<Offer> = {}): string {
  return write(eventsOf(calendarOffer('o', [calendarSession('s', session)], offer)))
}
/** Lines as a program sees them: folded ones joined. */
function linesOf(text: string): string[] {
  return text.replace(/\r\n[ \t]/g, '').split('\r\n')
}
/** The last one: zones have a DTSTART too, and stand before the event. */
const lineOf = (text: string, name: string) => linesOf(text).findLast((line) => line.startsWith(name))
const vacancy = (closesOn: string): Partial<Offer> => ({ kind: 'mentoring', details: { closesOn }, sessions: [] })

/** What programs are known to stumble over, and what the file does about it. */
const QUIRKS: ReadonlyArray<readonly [program: string, quirk: string, check: () => void]> = [
  [
    'Outlook',
    'shows UTC when the zone of a time has no block of exactly that name in the file',
    () => {
      for (const zone of ['Europe/Amsterdam', 'Europe/Brussels', 'Europe/London', 'America/New_York']) {
        const text = fileWith({ zone })
        expect(lineOf(text, 'DTSTART')).toBe(`DTSTART;TZID=${zone}:20270303T130000`)
        expect(linesOf(text).filter((line) => line === `TZID:${zone}`)).toHaveLength(1)
      }
    },
  ],
  [
    'Outlook',
    'takes times without zone or Z for those of the reader',
    () => {
      for (const zone of ['Europe/Amsterdam', 'UTC', 'Europe/London'])
        expect(fileWith({ zone }).split('BEGIN:VEVENT')[1]).not.toMatch(/^DT(?:START|END):\d{8}T\d{6}\r$/m)
    },
  ],
  [
    'Outlook',
    'ignores a change whose SEQUENCE does not rise, and adds the event again when its UID changes',
    () => {
      const before = fileWith({ sequence: 3 })
      const after = fileWith({ sequence: 4, days: [{ date: '2027-03-10', from: '09:00', until: '12:00' }] })
      expect([lineOf(before, 'UID'), lineOf(before, 'SEQUENCE')]).toEqual(['UID:s-1@koers', 'SEQUENCE:3'])
      expect([lineOf(after, 'UID'), lineOf(after, 'SEQUENCE')]).toEqual(['UID:s-1@koers', 'SEQUENCE:4'])
    },
  ],
  [
    'Outlook',
    'opens METHOD:REQUEST as an invitation to answer',
    () => {
      expect(lineOf(fileWith(), 'METHOD')).toBe('METHOD:PUBLISH')
      expect(fileWith()).not.toMatch(/ATTENDEE|ORGANIZER/)
    },
  ],
  [
    'Outlook',
    'wants a UID, DTSTAMP and PRODID, and refuses a file without them',
    () => {
      const text = fileWith()
      for (const name of ['PRODID:', 'VERSION:2.0', 'UID:', 'DTSTAMP:20270102T000000Z']) expect(text).toContain(name)
      expect(text).toContain('LAST-MODIFIED:20270102T000000Z')
    },
  ],
  [
    'Outlook and Apple',
    'read how often to come back from different properties',
    () => {
      expect(lineOf(fileWith(), 'REFRESH-INTERVAL')).toBe('REFRESH-INTERVAL;VALUE=DURATION:PT1H')
      expect(lineOf(fileWith(), 'X-PUBLISHED-TTL')).toBe('X-PUBLISHED-TTL:PT1H')
    },
  ],
  [
    'Google and Apple',
    'take the name of a calendar from X-WR-CALNAME, newer programs from NAME',
    () => {
      const text = write([], 'Agenda; Koers, „alles”')
      expect(lineOf(text, 'X-WR-CALNAME')).toBe('X-WR-CALNAME:Agenda\\; Koers\\, „alles”')
      expect(lineOf(text, 'NAME')).toBe('NAME:Agenda\\; Koers\\, „alles”')
    },
  ],
  [
    'Google',
    'shows a calendar in UTC unless X-WR-TIMEZONE names its zone',
    () => expect(lineOf(fileWith(), 'X-WR-TIMEZONE')).toBe('X-WR-TIMEZONE:Europe/Amsterdam'),
  ],
  [
    'Google',
    'keeps an event that is gone from a feed for a day, and forgets one that is cancelled: so it stays, as cancelled',
    () => {
      const text = fileWith({ cancelled: true, sequence: 1 })
      expect(lineOf(text, 'STATUS')).toBe('STATUS:CANCELLED')
      expect(lineOf(text, 'SUMMARY')).toMatch(/^SUMMARY:Gaat niet door: /)
      expect(lineOf(text, 'TRANSP')).toBe('TRANSP:TRANSPARENT')
    },
  ],
  [
    'Google',
    'makes the last day of a whole day one too few when DTEND is not the day after',
    () => {
      const text = write(eventsOf(calendarOffer('o', [], vacancy('2027-02-28'))))
      expect(lineOf(text, 'DTSTART')).toBe('DTSTART;VALUE=DATE:20270228')
      expect(lineOf(text, 'DTEND')).toBe('DTEND;VALUE=DATE:20270301')
    },
  ],
  [
    'Apple',
    'reminds of every event and shows somebody as busy all day when a vacancy closes',
    () => {
      const text = write(eventsOf(calendarOffer('o', [], vacancy('2027-02-28'))))
      expect(lineOf(text, 'TRANSP')).toBe('TRANSP:TRANSPARENT')
      expect(text).not.toContain('VALARM')
    },
  ],
  [
    'Apple',
    'stops at a line of more than 75 octets, and at a sign that was cut in two',
    () => {
      for (const title of ['é'.repeat(200), '𝄞'.repeat(190), 'a'.repeat(200), `${'a'.repeat(66)}🎓🎓🎓`]) {
        const text = fileWith({}, { title: { nl: title, en: '' } })
        const long = text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)
        expect(long).toEqual([])
        expect(text).not.toContain('\ufffd')
        expect(lineOf(text, 'SUMMARY')).toBe(`SUMMARY:${title}`)
      }
    },
  ],
  [
    'Outlook',
    'takes a bare line feed for the end of the file: every line ends in CRLF, also those of zones',
    () => expect(fileWith({}, { summary: { nl: 'Een.\nTwee.', en: '' } }).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/),
  ],
  [
    'all',
    'read a comma, semicolon, backslash or line feed in a text as the end of it',
    () => {
      const text = fileWith({ place: { nl: 'Zaal 2, links; naast\\bij', en: '' } })
      expect(lineOf(text, 'LOCATION')).toBe('LOCATION:Zaal 2\\, links\\; naast\\\\bij')
      const [event] = readByIcalJs(text)
      expect(event?.location).toBe('Zaal 2, links; naast\\bij')
    },
  ],
  [
    'all',
    'can be made to read an event of somebody else by a line feed in a title',
    () => {
      const title = 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil\u0000\u2028\ud800'
      const text = fileWith({}, { title: { nl: title, en: '' } })
      expect(readByIcalJs(text).map(({ uid }) => uid)).toEqual(['s-1@koers'])
      expect(linesOf(text).filter((line) => line.startsWith('UID:'))).toEqual(['UID:s-1@koers'])
    },
  ],
  [
    'node-ical, ical4j',
    'want what is said of a calendar before its zones and events',
    () => {
      const lines = linesOf(fileWith())
      const last = lines.findLastIndex((line) => /^(?:X-WR|X-PUB|REFRESH|NAME|METHOD)/.test(line))
      expect(last).toBeLessThan(lines.indexOf('BEGIN:VTIMEZONE'))
    },
  ],
  [
    'all',
    'disagree about wall times in the nights in which clocks are moved: there the file says UTC',
    () => {
      const days = [{ date: '2027-10-31', from: '02:15', until: '02:45', later: ['until' as const] }]
      const text = fileWith({ days })
      expect(lineOf(text, 'DTSTART')).toBe('DTSTART:20271031T001500Z')
      expect(lineOf(text, 'DTEND')).toBe('DTEND:20271031T014500Z')
      const morning = fileWith({ days: [{ date: '2027-10-31', from: '09:30', until: '12:00' }] })
      expect(lineOf(morning, 'DTSTART')).toBe('DTSTART;TZID=Europe/Amsterdam:20271031T093000')
    },
  ],
  [
    'all',
    'know no 24:00',
    () => {
      const text = fileWith({ days: [{ date: '2027-03-03', from: '23:45', until: '24:00' }] })
      expect(lineOf(text, 'DTEND')).toBe('DTEND;TZID=Europe/Amsterdam:20270304T000000')
      expect(readByIcalJs(text)[0]).toMatchObject({ end: Date.parse('2027-03-03T23:00:00Z') })
    },
  ],
]

test.each(QUIRKS)('%s: %s', (_, __, check) => check())

test('several days are an event each, with a name that stays', () => {
  const days = ['2027-03-03', '2027-03-10'].map((date) => ({ date, from: '09:00', until: '12:00' }))
  const titles = readByIcalJs(fileWith({ days })).map(({ uid, summary }) => [uid, summary])
  expect(titles).toEqual([
    ['s-1@koers', 'Feedback geven zonder omwegen (1/2)'],
    ['s-2@koers', 'Feedback geven zonder omwegen (2/2)'],
  ])
})

test('a session is tentative until it is decided, and never names the link for who takes part', () => {
  const undecided = { least: 6, decideOn: '2027-02-20', online: true, onlineLink: 'https://meet.example/secret' }
  expect(fileWith(undecided)).toContain('STATUS:TENTATIVE')
  expect(fileWith({ ...undecided, decision: 'goes-on' })).toContain('STATUS:CONFIRMED')
  expect(fileWith({ ...undecided, decideOn: '2027-01-31' })).toContain('STATUS:CONFIRMED')
  expect(fileWith(undecided)).not.toContain('meet.example')
  expect(lineOf(fileWith(undecided), 'LOCATION')).toBe('LOCATION:Online')
})

test('a neutral event says when, and nothing of what or where', () => {
  const [event] = eventsOf(calendarOffer('o', [calendarSession('s')]), 'en')
  const text = write(event ? [neutralEvent(event, 'en')] : [])
  expect(lineOf(text, 'SUMMARY')).toBe('SUMMARY:Appointment')
  expect(text).not.toMatch(/^DESCRIPTION|^LOCATION|^URL|^CATEGORIES|Feedback|detours/m)
})

test('a zone without rules here is written in UTC, and UTC needs none', () => {
  expect([zoneBlock('UTC'), zoneBlock('Mars/Olympus')]).toEqual([null, null])
  expect(lineOf(fileWith({ zone: 'UTC' }), 'DTSTART')).toBe('DTSTART:20270303T130000Z')
})
