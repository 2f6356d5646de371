import { momentOf } from '#app/i18n/zoned-time.ts'
import { parseDay } from '#app/platform/tables/parse-day.ts'
import { type RawRecord, unreadable } from '#app/platform/tables/reading.ts'
import type { Format } from '../vocabulary.ts'
import { lineFrom, paragraphsFrom } from './html-text.server.ts'
import { type BrokenRecord, type ImportSource, isObject, languageOfCode, type SourceReading } from './import-record.ts'
import { HOURS_OF_CREDIT } from './parse-duration.ts'
import { isOffering, recordsOfOfferings } from './read-offerings.server.ts'
import { plainLine, shortened } from './summary.ts'

export type CoursePage = { items: unknown[]; hasNextPage: boolean; pageNumber: number | undefined }

const LONGEST_TITLE = 200
const LONGEST_PREREQUISITES = 400
const HOURS_OF = new Map<unknown, number>([
  ['ects', HOURS_OF_CREDIT],
  ['hour', 1],
  ['sbu', 1],
  ['contact_time', 1],
])

/** Where a course is given, by the words of v5 (`on campus`) and v6 (`presential`). Ways of working, such as `coil`, say nothing of it. */
const FORMAT_OF = new Map<string, Format>([
  ['distance-learning', 'online'],
  ['online', 'online'],
  ['on campus', 'on-campus'],
  ['presential', 'on-campus'],
  ['situated', 'on-campus'],
  ['research_lab_based', 'on-campus'],
  ['work_based', 'on-campus'],
  ['hybrid', 'blended'],
  ['blended', 'blended'],
])

function listFrom(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}

/** Whether more pages follow: as the page says itself, in a text too; else by its number and how many there are. */
function saysMore({ hasNextPage, totalPages, pageNumber }: Record<string, unknown>): boolean {
  if (hasNextPage !== undefined && hasNextPage !== null) return String(hasNextPage).toLowerCase() === 'true'
  const [total, number] = [Number(totalPages ?? 0), Number(pageNumber ?? 1)]
  return total > number
}

/** One page, a bare list of courses as older servers give, or one course. */
export function readPage(text: string): SourceReading<CoursePage> {
  let page: unknown
  try {
    page = JSON.parse(text)
  } catch {
    return unreadable('broken-json')
  }
  if (Array.isArray(page)) return { ok: true, value: { items: page, hasNextPage: false, pageNumber: undefined } }
  if (!isObject(page)) return unreadable('not-a-page')
  if (Array.isArray(page.items)) {
    const pageNumber = typeof page.pageNumber === 'number' ? page.pageNumber : undefined
    return { ok: true, value: { items: page.items, hasNextPage: saysMore(page), pageNumber } }
  }
  if ('courseId' in page || isOffering(page))
    return { ok: true, value: { items: [page], hasNextPage: false, pageNumber: undefined } }
  return unreadable('not-a-page')
}

function formatFrom(modes: unknown): Format | undefined {
  const formats = new Set(listFrom(modes).flatMap((mode) => FORMAT_OF.get(String(mode).toLowerCase()) ?? []))
  if (formats.size > 1) return 'blended'
  return [...formats][0]
}

function hoursFrom(loads: unknown): string | undefined {
  for (const load of listFrom(loads)) {
    if (!isObject(load) || typeof load.value !== 'number' || load.value <= 0) continue
    const hours = HOURS_OF.get(load.studyLoadUnit)
    if (hours) return `PT${Math.round(load.value * hours)}H`
  }
  return undefined
}

/** Each text of a localised list cut at `most`, on one line. */
function cut(value: unknown, most: number): unknown {
  const one = (text: unknown) =>
    typeof text === 'string' ? shortened(plainLine(lineFrom(paragraphsFrom(text))), most) : text
  return Array.isArray(value)
    ? value.map((part) => (isObject(part) ? { ...part, value: one(part.value) } : one(part)))
    : one(value)
}

/** A day, or a moment with its offset, as the moment it is; a text that is neither stays as it is, to be refused. */
function momentFrom(value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (value.trim() === '') return undefined
  const moment = Date.parse(value)
  if (/T.*(?:Z|[+-]\d{2}:?\d{2})$/i.test(value) && !Number.isNaN(moment)) return { moment }
  const day = parseDay(value)
  return day === undefined ? value : { moment: momentOf(day, '00:00') }
}

/** A course of v5 or v6 as values under our column names; what the course does not say is left out. */
function entriesOf(course: Record<string, unknown>): RawRecord['entries'] {
  const languages = listFrom(course.teachingLanguages ?? course.teachingLanguage).flatMap(
    (code) => languageOfCode(code) ?? [],
  )
  const duration = course.duration ?? hoursFrom(course.studyLoad)
  const values: Record<string, unknown> = {
    id: course.courseId,
    title: cut(course.name, LONGEST_TITLE),
    description: course.description,
    languages: languages.length > 0 ? languages : undefined,
    format: formatFrom(course.modesOfDelivery ?? course.modeOfDelivery),
    duration,
    prerequisites: cut(course.admissionRequirements ?? course.qualificationRequirements, LONGEST_PREREQUISITES),
    link: course.link,
    publishFrom: momentFrom(course.validFrom),
    // `validTo` is the first moment at which it no longer holds.
    publishUntil: momentFrom(course.validTo),
  }
  return Object.entries(values).filter(([, value]) => value !== undefined && value !== null)
}

/** The courses of one or more pages as records; a record is numbered by its place, from 1. */
export function recordsOfCourses(items: ReadonlyArray<unknown>): Array<RawRecord | BrokenRecord> {
  return items.map((item, place) =>
    isObject(item)
      ? { line: place + 1, entries: entriesOf(item) }
      : { line: place + 1, problem: { field: '', code: 'not-an-object' } },
  )
}

/** Courses, or offerings of courses: an address and a file hold one or the other. */
export function sourceOf(items: ReadonlyArray<unknown>): ImportSource {
  return items.some(isOffering)
    ? { ...recordsOfOfferings(items), addsSessions: true }
    : { records: recordsOfCourses(items) }
}

/** Reads a page of courses or offerings from a file. That the page says more follow is passed on: a file cannot be asked for them. */
export function readCourses(text: string): SourceReading<ImportSource> {
  const page = readPage(text)
  if (!page.ok) return page
  if (page.value.items.length === 0) return unreadable('empty')
  return { ok: true, value: { ...sourceOf(page.value.items), morePages: page.value.hasNextPage } }
}
