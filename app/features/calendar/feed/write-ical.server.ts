import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  type ICalDateTimeValue,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator'
import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library'
import type { Language } from '#app/i18n/languages.ts'

/** When an event is: whole days, wall time in a zone that the file explains, or moments in UTC where wall time would be ambiguous. */
export type EventTime =
  | { readonly in: 'days'; readonly first: string; readonly after: string }
  | { readonly in: 'zone'; readonly zone: string; readonly start: WallTime; readonly end: WallTime }
  | { readonly in: 'utc'; readonly start: number; readonly end: number }
export type WallTime = { readonly date: string; readonly time: string }

export type CalendarEvent = {
  readonly uid: string
  readonly sequence: number
  readonly changedAt: number
  readonly status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  readonly title: string
  readonly time: EventTime
  readonly text?: string
  readonly place?: string
  readonly url?: string
  readonly categories?: ReadonlyArray<string>
  /** It takes no time: somebody is not busy because a vacancy closes. */
  readonly isFree?: true
  /** Of an entry that comes by mail: who sends it, to whom. Nobody has to answer it. */
  readonly invitation?: { readonly organizer: { name: string; email: string }; readonly attendee: string | null }
  /** All its days, when it is one event of several. */
  readonly alsoOn?: ReadonlyArray<EventTime>
  /** This is one of those days, with an end of its own. */
  readonly dayOf?: EventTime
}

/** How often programs should read it again, in seconds. */
const READ_AGAIN = 3_600

/**
 * A wall time for the library, which prints a `Date` in the zone of this process: it asks such an object for its two halves, as it asks
 * those of dayjs, and gets what clocks in the zone of the event show.
 */
class ShownTime {
  readonly #at: WallTime
  constructor(at: WallTime) {
    this.#at = at
  }
  isValid(): boolean {
    return true
  }
  tz(): this {
    return this
  }
  utc(): this {
    return this
  }
  format(part: string): string {
    return part === 'YYYYMMDD' ? this.#at.date.replaceAll('-', '') : `${this.#at.time.replace(':', '')}00`
  }
  toDate(): Date {
    return new Date(`${this.#at.date}T${this.#at.time}:00Z`)
  }
  toJSON(): string {
    return this.toDate().toJSON()
  }
}

function shown(date: string, time: string): ICalDateTimeValue {
  return new ShownTime({ date, time }) as unknown as ICalDateTimeValue
}

/**
 * The rules of a zone under its own name: the library has those of Amsterdam under Brussels, and a program that finds no block of the name in
 * TZID shows another time (Outlook shows UTC). Null for a zone it does not know, and for UTC, which needs none.
 */
export function zoneBlock(zone: string): string | null {
  const known = blocks.get(zone)
  if (known !== undefined) return known
  const block = readBlock(zone)
  blocks.set(zone, block)
  return block
}

const blocks = new Map<string, string | null>()

function readBlock(zone: string): string | null {
  // Asked about one it does not know, the library writes to the console.
  if (zone === 'UTC' || ![tzlib_get_timezones()].flat().includes(zone)) return null
  const [block] = [tzlib_get_ical_block(zone)].flat()
  if (!block?.startsWith('BEGIN:VTIMEZONE')) return null
  return block.replace(/^(TZID|X-LIC-LOCATION):.*$/gm, (_, name: string) => `${name}:${zone}`).replace(/\r?\n/g, '\r\n')
}

/** Text as a feed can hold it: no signs that cannot be seen, which some programs stop at. */
function plain(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what goes
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f\u2028\u2029\ufeff]/g, ' ')
  )
}

/** The library escapes what events say and not the name of the calendar. */
function escapedName(name: string): string {
  return plain(name)
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', ' ')
}

function timesOf(time: EventTime) {
  switch (time.in) {
    case 'days':
      return { start: shown(time.first, '00:00'), end: shown(time.after, '00:00'), allDay: true }
    case 'zone':
      return {
        start: shown(time.start.date, time.start.time),
        end: shown(time.end.date, time.end.time),
        timezone: time.zone,
      }
    case 'utc':
      return { start: new Date(time.start), end: new Date(time.end) }
  }
}

/** When something begins, as a value of the file with its zone. */
function stampOf(time: EventTime): string {
  const plainTime = ({ date, time: at }: WallTime) => `${date.replaceAll('-', '')}T${at.replace(':', '')}00`
  if (time.in === 'utc') return `:${new Date(time.start).toISOString().replace(/[-:]|\.\d+/g, '')}`
  if (time.in === 'days') return `;VALUE=DATE:${time.first.replaceAll('-', '')}`
  return `;TZID=${time.zone}:${plainTime(time.start)}`
}

/** What the library does not write: the days of an event, and which of them this is. */
function withDays(block: string, { alsoOn = [], dayOf }: CalendarEvent): string {
  const lines = [
    ...(dayOf ? [`RECURRENCE-ID${stampOf(dayOf)}\r\n`] : []),
    ...alsoOn.map((time) => `RDATE${stampOf(time)}\r\n`),
  ]
  return block.replace(/^DTEND.*\r\n/m, (end) => end + lines.join(''))
}

function invitationOf({ organizer, attendee }: NonNullable<CalendarEvent['invitation']>) {
  const accepted = { rsvp: false, status: ICalAttendeeStatus.ACCEPTED, role: ICalAttendeeRole.REQ }
  return {
    organizer: { name: plain(organizer.name), email: organizer.email },
    ...(attendee ? { attendees: [{ email: attendee, ...accepted }] } : {}),
  }
}

/** Written events by what they say: the library takes a third of a millisecond for each, and most stay as they are. */
const written = new Map<string, string>()
const MOST_WRITTEN = 10_000

/** One event as it stands in a file, with its last line feed. */
function writeEvent(event: CalendarEvent): string {
  const key = JSON.stringify(event)
  const known = written.get(key)
  if (known !== undefined) return known
  const calendar = ical()
  calendar.createEvent({
    id: event.uid,
    sequence: event.sequence,
    // Made from what is stored, and not from the clock: the same calendar is the same bytes.
    stamp: new Date(event.changedAt),
    lastModified: new Date(event.changedAt),
    status: ICalEventStatus[event.status],
    summary: plain(event.title),
    ...timesOf(event.time),
    ...(event.text ? { description: plain(event.text) } : {}),
    ...(event.place ? { location: plain(event.place) } : {}),
    ...(event.url ? { url: event.url } : {}),
    ...(event.categories ? { categories: event.categories.map((name) => ({ name: plain(name) })) } : {}),
    ...(event.isFree ? { transparency: ICalEventTransparency.TRANSPARENT } : {}),
    ...(event.invitation ? invitationOf(event.invitation) : {}),
  })
  const text = calendar.toString()
  const block = withDays(text.slice(text.indexOf('BEGIN:VEVENT\r\n'), text.lastIndexOf(END)), event)
  if (written.size >= MOST_WRITTEN) written.clear()
  written.set(key, block)
  return block
}

const END = 'END:VCALENDAR'

/** The zones of these events, each once. */
function zonesOf(events: ReadonlyArray<CalendarEvent>): string[] {
  return [...new Set(events.flatMap(({ time }) => (time.in === 'zone' ? [time.zone] : [])))]
}

/** Writes events ahead, some at a time, so that a large file is put together at once later on. */
export async function writeAhead(events: ReadonlyArray<CalendarEvent>, breathe: () => Promise<unknown>): Promise<void> {
  for (const [place, event] of events.entries()) {
    if (place % WRITTEN_AT_ONCE === WRITTEN_AT_ONCE - 1) await breathe()
    writeEvent(event)
  }
}
const WRITTEN_AT_ONCE = 50

/** One entry as it travels with a mail: all its days under one UID. */
export function writeInvitation(method: 'REQUEST' | 'CANCEL', events: ReadonlyArray<CalendarEvent>): string {
  const prodId = { company: 'Koers', product: 'Koers', language: 'EN' }
  const empty = ical({ method: ICalCalendarMethod[method], scale: 'GREGORIAN', prodId }).toString()
  const zones = zonesOf(events).map((one) => `${zoneBlock(one)}\r\n`)
  return [empty.slice(0, empty.lastIndexOf(END)), ...zones, ...events.map(writeEvent), END, '\r\n'].join('')
}

/**
 * An iCalendar file (RFC 5545, 7986), as calendar programs read it: CRLF, lines of at most 75 octets. First what is said of the calendar, then
 * zones, then events: the library mixes them, and RFC 5545 has this order.
 */
export function writeIcal(
  { name, portal, language, zone }: { name: string; portal: string; language: Language; zone: string },
  events: ReadonlyArray<CalendarEvent>,
): string {
  const calendar = ical({
    name: escapedName(name),
    method: ICalCalendarMethod.PUBLISH,
    scale: 'GREGORIAN',
    prodId: { company: escapedName(portal), product: 'Koers', language: language.toUpperCase() },
    ttl: READ_AGAIN,
  })
  calendar.x('X-WR-TIMEZONE', zone)
  const empty = calendar.toString()
  const zones = zonesOf(events).map((one) => `${zoneBlock(one)}\r\n`)
  return [empty.slice(0, empty.lastIndexOf(END)), ...zones, ...events.map(writeEvent), END, '\r\n'].join('')
}
