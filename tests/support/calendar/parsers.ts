import ICAL from 'ical.js'
import nodeIcal from 'node-ical'

/** What a calendar program makes of an event; moments in UTC milliseconds, a whole day as its dates. */
export type ReadEvent = {
  uid: string
  sequence: number
  status: string
  summary: string
  location: string
  start: number | string
  end: number | string
}

function inOrder(events: ReadEvent[]): ReadEvent[] {
  return events.sort((a, b) => (a.uid < b.uid ? -1 : 1))
}

/** The events of a file as Thunderbird's parser reads them, with the rules of zones that stand in the file and no others. */
export function readByIcalJs(text: string): ReadEvent[] {
  const calendar = new ICAL.Component(ICAL.parse(text))
  ICAL.TimezoneService.reset()
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  const read = calendar.getAllSubcomponents('vevent').map((component): ReadEvent => {
    const event = new ICAL.Event(component)
    const at = (time: ICAL.Time) => (time.isDate ? time.toString() : time.toUnixTime() * 1_000)
    return {
      uid: event.uid,
      sequence: Number(event.sequence),
      status: String(component.getFirstPropertyValue('status')),
      summary: event.summary,
      location: event.location ?? '',
      start: at(event.startDate),
      end: at(event.endDate),
    }
  })
  return inOrder(read)
}

/** The events of a file as node-ical reads them, with the zones of this machine. */
export function readByNodeIcal(text: string): ReadEvent[] {
  const found = Object.values(nodeIcal.sync.parseICS(text)).filter((one) => one?.type === 'VEVENT')
  const read = found.map((event): ReadEvent => {
    const at = (date: Date & { dateOnly?: true }) => {
      if (!date.dateOnly) return Number(date)
      return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, '0')).join('-')
    }
    const words = (value: unknown) =>
      typeof value === 'object' && value !== null && 'val' in value ? String(value.val) : String(value ?? '')
    return {
      uid: event.uid,
      sequence: Number(event.sequence),
      status: String(event.status),
      summary: words(event.summary),
      location: words(event.location),
      start: at(event.start as Date & { dateOnly?: true }),
      end: at(event.end as Date & { dateOnly?: true }),
    }
  })
  return inOrder(read)
}
