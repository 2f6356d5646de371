export const ZONE = 'Europe/Amsterdam'

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** What clocks in Amsterdam show at this moment. */
export function wallClock(moment: number): { date: string; time: string; asUtc: number } {
  const get = Object.fromEntries(parts.formatToParts(moment).map((part) => [part.type, part.value]))
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

/** The moment (UTC milliseconds) at which clocks in Amsterdam show this date and time. In the hour that summer time skips, the hour after it. */
export function momentOf(date: string, time: string): number {
  const wanted = Date.parse(`${date}T${time}:00Z`)
  let moment = wanted
  for (let round = 0; round < 2; round++) moment += wanted - wallClock(moment).asUtc
  return moment
}

/** The last moment of a day in Amsterdam: what closes "on 3 February" is open that whole day. */
export function endOfDay(date: string): number {
  return momentOf(addDays(date, 1), '00:00') - 1
}

/** The date so many days later, as `2027-02-03`. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Calendar days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / 86_400_000)
}

/** 0 is Sunday. */
export function weekday(date: string): number {
  return new Date(`${date}T12:00:00Z`).getUTCDay()
}
