import { wallClock } from '#app/i18n/zoned-time.ts'
import type { RawRecord } from '#app/platform/tables/reading.ts'
import { type BrokenRecord, isObject, type LineProblem } from './import-record.ts'

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

function clockOf(moment: unknown): { date: string; time: string } | undefined {
  const at = typeof moment === 'string' ? Date.parse(moment) : Number.NaN
  return Number.isNaN(at) ? undefined : wallClock(at)
}

/** Its first and its last day; the API does not say what lies between them. */
function daysOf(offering: Record<string, unknown>) {
  const [start, end] = [clockOf(offering.startDateTime), clockOf(offering.endDateTime)]
  if (!start || !end) return undefined
  return [...new Set([start.date, end.date])].map((date) => ({ date, from: start.time, until: end.time }))
}

function isOnline(offering: Record<string, unknown>): boolean | undefined {
  const modes = [offering.modesOfDelivery ?? offering.modeOfDelivery ?? []].flat().map(String)
  return modes.length === 0 ? undefined : modes.every((mode) => mode === 'online' || mode === 'distance-learning')
}

function sessionOf(offering: Record<string, unknown>): Record<string, unknown> {
  const session = {
    id: offeringId(offering),
    days: daysOf(offering),
    online: isOnline(offering),
    seats: offering.maxNumberStudents,
    taken: offering.enrolledNumberStudents,
    waiting: offering.pendingNumberStudents,
  }
  return Object.fromEntries(Object.entries(session).filter(([, value]) => value !== undefined && value !== null))
}

function problemOf(item: unknown): LineProblem | undefined {
  if (!isObject(item)) return { field: '', code: 'not-an-object' }
  if (!isOffering(item)) return { field: '', code: 'no-offering' }
  const { offeringType, startDateTime, endDateTime } = item
  if (offeringType !== undefined && offeringType !== 'course')
    return { field: 'offeringType', code: 'wrong-value', value: String(offeringType) }
  if (!courseOf(item)) return { field: 'courseId', code: 'missing' }
  if (!clockOf(startDateTime)) return { field: 'startDateTime', code: 'not-a-date', value: String(startDateTime ?? '') }
  if (!clockOf(endDateTime)) return { field: 'endDateTime', code: 'not-a-date', value: String(endDateTime ?? '') }
  return Date.parse(String(startDateTime)) < Date.parse(String(endDateTime))
    ? undefined
    : { field: 'endDateTime', code: 'until-before-from', value: `${startDateTime} – ${endDateTime}` }
}

/** Course offerings as records of their courses, which say nothing but these sessions. A record is numbered by its first offering, from 1. */
export function recordsOfOfferings(items: ReadonlyArray<unknown>): Array<RawRecord | BrokenRecord> {
  const records: Array<RawRecord | BrokenRecord> = []
  const byCourse = new Map<string, Array<Record<string, unknown>>>()
  for (const [place, item] of items.entries()) {
    const problem = problemOf(item)
    const course = isObject(item) ? courseOf(item) : undefined
    if (problem || !isObject(item) || course === undefined) {
      records.push({ line: place + 1, problem: problem ?? { field: 'courseId', code: 'missing' } })
      continue
    }
    const known = byCourse.get(course)
    if (known) known.push(sessionOf(item))
    else {
      const sessions = [sessionOf(item)]
      byCourse.set(course, sessions)
      records.push({
        line: place + 1,
        entries: [
          ['id', course],
          ['sessions', sessions],
        ],
      })
    }
  }
  return records
}
