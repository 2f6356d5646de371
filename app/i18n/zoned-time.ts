export const ZONE = 'Europe/Amsterdam'

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  clocks.set(zone, clock)
  return clock
}

/** Whether this is the name of a time zone, such as `Europe/Brussels`. */
export function isZone(name: string): boolean {
  if (!/^[A-Z][A-Za-z_]+\/[A-Z][A-Za-z_/-]+$/.test(name)) return name === 'UTC'
  try {
    clockOf(name)
    return true
  } catch {
    return false
  }
}

/** What clocks in a zone (Amsterdam, when none is named) show at this moment. */
export function wallClock(moment: number, zone: string = ZONE): { date: string; time: string; asUtc: number } {
  const get = Object.fromEntries(
    clockOf(zone)
      .formatToParts(moment)
      .map((part) => [part.type, part.value]),
  )
  const date = `${get.year}-${get.month}-${get.day}`
  const time = `${get.hour}:${get.minute}`
  return { date, time, asUtc: Date.parse(`${date}T${time}:${get.second}Z`) }
}

const QUARTER_MS = 900_000
/** The last answer: every request asks for today, and a formatter takes longer than reading who asks. */
let lastDay = { quarter: Number.NaN, date: '' }

/** The day in Amsterdam at this moment, as `2027-02-03`. */
export function dayOf(moment: Date | number): string {
  // Midnight, also where summer time begins or ends, is at a whole quarter of an hour in UTC.
  const quarter = Math.floor(Number(moment) / QUARTER_MS)
  if (quarter !== lastDay.quarter) lastDay = { quarter, date: wallClock(Number(moment)).date }
  return lastDay.date
}

const DAY_MS = 86_400_000

/** Offsets that were asked for: the times of a session are turned into moments many times over for one page, and a formatter is slow. */
const offsets = new Map<string, number>()
const MOST_OFFSETS = 4_000

/** How far clocks in a zone are ahead of UTC at this moment, in milliseconds. */
function offsetAt(zone: string, moment: number): number {
  const key = `${moment} ${zone}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  if (offsets.size >= MOST_OFFSETS) offsets.clear()
  const offset = wallClock(moment, zone).asUtc - moment
  offsets.set(key, offset)
  return offset
}

/** The same the day before and the day after: they differ only where the clocks are moved between. */
function offsetsAround(zone: string, asUtc: number): [before: number, after: number] {
  return [offsetAt(zone, asUtc - DAY_MS), offsetAt(zone, asUtc + DAY_MS)]
}

/** The moments (UTC milliseconds) at which clocks in a zone show this date and time (until `24:00`): one; none in the hour that summer time skips; two in the hour that autumn doubles. */
function momentsAt(zone: string, date: string, time: string): { moments: number[]; before: number } {
  const wanted = Date.parse(`${date}T${time}:00Z`)
  const [before, after] = offsetsAround(zone, wanted)
  if (before === after) return { moments: [wanted - before], before: wanted - before }
  const moments = [wanted - before, wanted - after].filter((moment) => wallClock(moment, zone).asUtc === wanted)
  return { moments: [...new Set(moments)].sort((a, b) => a - b), before: wanted - before }
}

/** How often clocks in a zone show this time on this date: once; never in the hour that summer time skips; twice in the one that autumn doubles. */
export function timesAt(zone: string, date: string, time: string): number {
  return momentsAt(zone, date, time).moments.length
}

/** The moment (UTC milliseconds) at which clocks in a zone show this date and time: of two the first unless the later one is asked for; of none an hour on. */
export function momentIn(zone: string, date: string, time: string, later = false): number {
  const { moments, before } = momentsAt(zone, date, time)
  return (later ? moments.at(-1) : moments[0]) ?? before
}

/** The same in Amsterdam, where the portal's own days begin and end. */
export function momentOf(date: string, time: string): number {
  return momentIn(ZONE, date, time)
}

/** The last moment of a day in Amsterdam: what closes "on 3 February" is open that whole day. */
export function endOfDay(date: string): number {
  return momentOf(addDays(date, 1), '00:00') - 1
}

/** The date so many days later, as `2027-02-03`. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Calendar days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / DAY_MS)
}

/** 0 is Sunday. */
export function weekday(date: string): number {
  return new Date(`${date}T12:00:00Z`).getUTCDay()
}
