import { addDays, isZone, wallClock } from '#app/i18n/zoned-time.ts'
import { parseDay } from '#app/platform/tables/parse-day.ts'
import type { RawRecord } from '#app/platform/tables/reading.ts'
import { type BrokenRecord, isObject, type LineNotice, type LineProblem } from './import-record.ts'

/** A run of a course: `courseOfferingId` in v6, `offeringId` in v5. */
export function isOffering(item: unknown): boolean {
  return isObject(item) && ('courseOfferingId' in item || 'offeringId' in item)
}

export function offeringId(item: unknown): unknown {
  return isObject(item) ? (item.courseOfferingId ?? item.offeringId) : undefined
}

/** The course it is a run of: its id in v6; in v5 the id or the course itself. */
function courseOf({ courseId, course }: Record<string, unknown>): string | undefined {
  const id = courseId ?? (isObject(course) ? course.courseId : course)
  return typeof id === 'string' && id !== '' ? id : undefined
}

/** v6 says `startDateTime`, v5 `startDate`. */
function startOf(offering: Record<string, unknown>): unknown {
  return offering.startDateTime ?? offering.startDate
}

function endOf(offering: Record<string, unknown>): unknown {
  return offering.endDateTime ?? offering.endDate
}

function momentOf(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

/** The zone that a server names beside its moments; an offset tells the moment and no zone. */
function zoneOf({ timeZone, timezone, ext }: Record<string, unknown>): string | undefined {
  const named = timeZone ?? timezone ?? (isObject(ext) ? (ext.timeZone ?? ext.timezone) : undefined)
  return typeof named === 'string' && isZone(named) ? named : undefined
}

function isOnline(offering: Record<string, unknown>): boolean | undefined {
  const modes = [offering.modesOfDelivery ?? offering.modeOfDelivery ?? []].flat().map(String)
  return modes.length === 0 ? undefined : modes.every((mode) => mode === 'online' || mode === 'distance-learning')
}

/** The day on which a moment lies; `isEnd`: one that ends at midnight ends on the day before. */
function dayIn(value: unknown, isEnd = false): string | undefined {
  const text = typeof value === 'string' ? value : ''
  if (!text.includes('T')) return parseDay(text)
  const moment = momentOf(text)
  if (moment === undefined) return undefined
  const { date, time } = wallClock(moment)
  return isEnd && time === '00:00' ? addDays(date, -1) : date
}

type Period = { from?: string | undefined; until?: string | undefined }

/** When one can sign up: the periods of v6 from the first to the last, or the two days of v5. */
function periodOf(offering: Record<string, unknown>): Period & { periods: number } {
  const listed = Array.isArray(offering.enrolmentPeriods) ? offering.enrolmentPeriods.filter(isObject) : []
  if (listed.length === 0) {
    const [start, end] = [
      offering.enrollStartDate ?? offering.enrolStartDate,
      offering.enrollEndDate ?? offering.enrolEndDate,
    ]
    return { from: dayIn(start), until: dayIn(end, true), periods: 1 }
  }
  const starts = listed.flatMap((period) => dayIn(period.startDateTime) ?? []).sort()
  const ends = listed.map((period) => dayIn(period.endDateTime, true))
  // A period without an end never closes.
  const until = ends.every((day) => day !== undefined) ? ends.sort().at(-1) : undefined
  return { from: starts[0], until, periods: listed.length }
}

/** What it costs, where the server names one amount in euros. */
function costOf({ priceInformation }: Record<string, unknown>): number | undefined {
  const prices = Array.isArray(priceInformation) ? priceInformation.filter(isObject) : []
  const [only] = prices
  if (!only || prices.length > 1 || (only.currency ?? 'EUR') !== 'EUR') return undefined
  const amount = Number(only.amount)
  return Number.isFinite(amount) && amount >= 0 ? amount : undefined
}

function sessionOf(offering: Record<string, unknown>): Record<string, unknown> {
  const { from, until } = periodOf(offering)
  const session = {
    id: offeringId(offering),
    moments: { start: momentOf(startOf(offering)), end: momentOf(endOf(offering)) },
    zone: zoneOf(offering),
    online: isOnline(offering),
    least: offering.minNumberStudents,
    seats: offering.maxNumberStudents,
    taken: offering.enrolledNumberStudents,
    waiting: offering.pendingNumberStudents,
    signUpFrom: from,
    signUpUntil: until,
    costCents: costOf(offering),
    // What is active again stays cancelled here until somebody says so: people were told that it does not go on.
    cancelled: offering.state === 'cancelled' ? true : undefined,
  }
  return Object.fromEntries(Object.entries(session).filter(([, value]) => value !== undefined && value !== null))
}

const ONLY_A_DAY = /^\d{4}-\d{2}-\d{2}$/

function momentProblem(field: string, value: unknown): LineProblem | undefined {
  const text = String(value ?? '')
  if (ONLY_A_DAY.test(text)) return { field, code: 'only-a-day', value: text }
  return momentOf(value) === undefined ? { field, code: 'not-a-date', value: text } : undefined
}

function problemOf(item: unknown): LineProblem | undefined {
  if (!isObject(item)) return { field: '', code: 'not-an-object' }
  if (!isOffering(item)) return { field: '', code: 'no-offering' }
  const { offeringType } = item
  const [start, end] = [startOf(item), endOf(item)]
  const [startField, endField] = 'startDate' in item ? ['startDate', 'endDate'] : ['startDateTime', 'endDateTime']
  if (offeringType !== undefined && offeringType !== 'course')
    return { field: 'offeringType', code: 'wrong-value', value: String(offeringType) }
  if (!courseOf(item)) return { field: 'courseId', code: 'missing' }
  const unread = momentProblem(startField, start) ?? momentProblem(endField, end)
  if (unread) return unread
  return Date.parse(String(start)) < Date.parse(String(end))
    ? undefined
    : { field: endField, code: 'until-before-from', value: `${start} – ${end}` }
}

/** States in which an offering is not meant for anybody yet, or any more. */
const NOT_OPEN: ReadonlyArray<unknown> = ['concept', 'inactive']

type Offerings = { records: Array<RawRecord | BrokenRecord>; notices: LineNotice[] }

/**
 * Course offerings as records of their courses, which say nothing but these sessions. A record is numbered by its first offering, from 1. One that is not
 * open is named and left as it is.
 */
export function recordsOfOfferings(items: ReadonlyArray<unknown>): Offerings {
  const records: Offerings['records'] = []
  const notices: LineNotice[] = []
  const byCourse = new Map<string, Array<Record<string, unknown>>>()
  for (const [place, item] of items.entries()) {
    const line = place + 1
    if (isObject(item) && isOffering(item) && NOT_OPEN.includes(item.state)) {
      notices.push({ line, field: 'state', code: 'not-open', value: String(item.state) })
      continue
    }
    const problem = problemOf(item)
    const course = isObject(item) ? courseOf(item) : undefined
    if (problem || !isObject(item) || course === undefined) {
      records.push({ line, problem: problem ?? { field: 'courseId', code: 'missing' } })
      continue
    }
    if (periodOf(item).periods > 1)
      notices.push({ line, field: 'enrolmentPeriods', code: 'more-periods', value: String(periodOf(item).periods) })
    const known = byCourse.get(course)
    if (known) known.push(sessionOf(item))
    else {
      const sessions = [sessionOf(item)]
      byCourse.set(course, sessions)
      records.push({
        line,
        entries: [
          ['id', course],
          ['sessions', sessions],
        ],
      })
    }
  }
  return { records, notices }
}
