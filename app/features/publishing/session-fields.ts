import type { z } from 'zod'
import { fromDateParts, toDateParts } from '#app/i18n/date-parts.ts'
import { isZone, timesAt, ZONE } from '#app/i18n/zoned-time.ts'
import { parseNumber, parseTime } from '#app/platform/tables/parse-values.ts'
import { type OfferInput, type SessionDay, type SessionInput, sessionSchema } from '../catalogue/offer-schema.ts'
import type { Session } from '../catalogue/offer-store.server.ts'
import { slotProblems } from '../catalogue/slot-rules.ts'
import { thingsIn } from './list-of-things.ts'
import { SESSION_AMOUNTS, SESSION_CHECKS, SESSION_COUNTS, SESSION_DAYS, SESSION_TEXTS } from './session-field-names.ts'

type Values = ReadonlyArray<string>
type SessionFields = ReadonlyMap<string, Values>
type SessionInputs = NonNullable<OfferInput['sessions']>
/** What can be wrong with a field of a session. `doubled-hour`: clocks show the time twice, and nobody said yet which of the two. */
export const SESSION_PROBLEMS = [
  'not-a-number',
  'not-a-day',
  'not-a-time',
  'no-day',
  'skipped-hour',
  'doubled-hour',
  'ends-before',
  'no-zone',
  'no-link',
  'too-long',
  'too-many',
  'slot-outside',
  'slot-overlap',
  'no-label',
  'few-choices',
  'wrong-value',
] as const
export type SessionProblem = (typeof SESSION_PROBLEMS)[number]
/** One field of a session that cannot be read or saved, by its own name: `day.0.from`, `questions.2.label`, `slots.4`. */
export type SessionFieldProblem = { readonly field: string; readonly problem: SessionProblem }

const FIELD_OF: Readonly<Record<string, string>> = { costCents: 'cost', lateCostCents: 'lateCost' }

function dayBoxes(day: string | null): string[] {
  const { day: date, month, year } = toDateParts(day ?? '')
  return year ? [date, month, year] : []
}

/** In the fields, `from-first` says that somebody was asked and meant the first of two; a stored session that says nothing of it means that too. */
function answeredLater(zone: string, { date, from, until, later = [] }: SessionDay): string[] {
  return Object.entries({ from, until }).flatMap(([name, time]) => {
    if (timesAt(zone, date, time) < 2) return []
    return [later.some((one) => one === name) ? name : `${name}-first`]
  })
}

/** A session as the fields of its page, by their own names; the rows of its days are `day.0.date`, `day.0.from` and on. What holds nothing is left out. */
export function sessionFieldsOf(
  session: Omit<Session, 'id' | 'startsAt' | 'endsAt' | 'sequence' | 'changedAt'>,
): Map<string, string[]> {
  const money = (cents: number | null) => (cents === null ? [] : [String(cents / 100).replace('.', ',')])
  const entries: Array<[string, string[]]> = [
    ...session.days.flatMap(
      ({ date, from, until, later = [] }, row): Array<[string, string[]]> => [
        [`day.${row}.date`, dayBoxes(date)],
        [`day.${row}.from`, [from]],
        [`day.${row}.until`, [until]],
        [`day.${row}.later`, answeredLater(session.zone, { date, from, until, later })],
      ],
    ),
    ['place.nl', [session.place.nl]],
    ['place.en', [session.place.en]],
    ...SESSION_TEXTS.map((name): [string, string[]] => [name, [session[name] ?? '']]),
    ...SESSION_CHECKS.map((name): [string, string[]] => [name, session[name] ? ['on'] : []]),
    ...SESSION_COUNTS.map((name): [string, string[]] => [name, session[name] === null ? [] : [String(session[name])]]),
    ...SESSION_DAYS.map((name): [string, string[]] => [name, dayBoxes(session[name])]),
    ...Object.entries(SESSION_AMOUNTS).map(([name, of]): [string, string[]] => [name, money(session[of])]),
    ['questions', session.questions.length > 0 ? [JSON.stringify(session.questions)] : []],
    ['slots', session.slots.length > 0 ? [JSON.stringify(session.slots)] : []],
  ]
  return new Map(entries.filter(([, values]) => values.some((value) => value !== '')))
}

/** The rows of days in the fields of a session, in their order. */
export function dayRowsOf(fields: SessionFields): number[] {
  const rows = [...fields.keys()].flatMap((name) => {
    const [, row] = /^day\.(\d{1,3})\./.exec(name) ?? []
    return row === undefined ? [] : [Number(row)]
  })
  return [...new Set(rows)].sort((a, b) => a - b)
}

type Read = { fields: SessionFields; problems: SessionFieldProblem[] }

function text({ fields }: Read, name: string): string {
  return (fields.get(name)?.[0] ?? '').trim()
}

function number(read: Read, name: string): number | null {
  const typed = text(read, name).replace(/^€\s*/, '')
  if (typed === '') return null
  const value = parseNumber(typed)
  if (value === undefined) read.problems.push({ field: name, problem: 'not-a-number' })
  return value ?? null
}

function day(read: Read, name: string): string | null {
  const [date = '', month = '', year = ''] = read.fields.get(name) ?? []
  const typed = fromDateParts({ day: date, month, year })
  if (typed === '') return null
  const moment = new Date(`${typed}T12:00:00Z`)
  if (!Number.isNaN(Number(moment)) && moment.toISOString().startsWith(typed)) return typed
  read.problems.push({ field: name, problem: 'not-a-day' })
  return null
}

/** `24:00`, and midnight as the end of a day, are the end of that day. */
function time(read: Read, name: string, isEnd: boolean): string {
  const typed = text(read, name)
  const parsed = /^24[:.]?00$/.test(typed) ? '24:00' : parseTime(typed)
  if (parsed === undefined || (parsed === '24:00' && !isEnd)) {
    read.problems.push({ field: name, problem: 'not-a-time' })
    return ''
  }
  return isEnd && parsed === '00:00' ? '24:00' : parsed
}

/** Which of the times of a day are the second ones; a time that clocks show twice is a problem until somebody said which. */
function later(read: Read, row: number, zone: string, times: { date: string; from: string; until: string }) {
  const said = read.fields.get(`day.${row}.later`) ?? []
  return (['from', 'until'] as const).filter((name) => {
    if (times.date === '' || times[name] === '' || timesAt(zone, times.date, times[name]) < 2) return false
    if (said.includes(name)) return true
    if (!said.includes(`${name}-first`)) read.problems.push({ field: `day.${row}.${name}`, problem: 'doubled-hour' })
    return false
  })
}

function daysAndRows(read: Read, zone: string) {
  const rows = dayRowsOf(read.fields).filter((row) =>
    ['date', 'from', 'until'].some((part) => read.fields.get(`day.${row}.${part}`)?.some((one) => one.trim())),
  )
  const days = rows.map((row) => {
    const name = (part: string) => `day.${row}.${part}`
    const times = {
      date: day(read, name('date')) ?? '',
      from: time(read, name('from'), false),
      until: time(read, name('until'), true),
    }
    if (times.date === '' && !isNamed(read, name('date')))
      read.problems.push({ field: name('date'), problem: 'not-a-day' })
    const second = later(read, row, zone, times)
    return { ...times, ...(second.length > 0 ? { later: second } : {}) }
  })
  return { days, rows }
}

function isNamed({ problems }: Read, field: string): boolean {
  return problems.some((one) => one.field === field)
}

function problemWithPart(path: ReadonlyArray<PropertyKey>, input: SessionInput): SessionFieldProblem {
  const [list, place, part] = path.map(String)
  const at = [list, place, part].filter((one) => one !== undefined).join('.')
  if (list === 'questions') {
    const problem = part === 'label' ? 'no-label' : part === 'choices' ? 'few-choices' : 'wrong-value'
    return { field: place === undefined ? 'questions' : at, problem: place === undefined ? 'too-many' : problem }
  }
  if (place === undefined) return { field: 'slots', problem: 'too-many' }
  const found = slotProblems(input.days, input.slots ?? []).find((one) => String(one.place) === place)
  const problem = found && found.problem !== 'ends-before' ? (`slot-${found.problem}` as const) : 'ends-before'
  return { field: `slots.${place}`, problem: part === undefined ? problem : 'wrong-value' }
}

/** An issue of the schema of sessions as a problem of a field. */
function problemOf(issue: z.core.$ZodIssue, rows: ReadonlyArray<number>, input: SessionInput): SessionFieldProblem {
  const [name, place, part] = issue.path.map(String)
  if (name === 'questions' || name === 'slots') return problemWithPart(issue.path, input)
  if (name === 'days') {
    if (place === undefined) return { field: 'day.0.date', problem: rows.length === 0 ? 'no-day' : 'too-many' }
    const isSkipped = issue.code === 'custom' && issue.params?.skipped
    return {
      field: `day.${rows[Number(place)]}.${part ?? 'until'}`,
      problem: isSkipped ? 'skipped-hour' : part ? 'not-a-time' : 'ends-before',
    }
  }
  const field = FIELD_OF[name ?? ''] ?? issue.path.join('.')
  if (name === 'zone') return { field, problem: 'no-zone' }
  if (name === 'onlineLink') return { field, problem: 'no-link' }
  return { field, problem: issue.code === 'too_big' && issue.origin === 'string' ? 'too-long' : 'wrong-value' }
}

/** Each field once, with the first thing that is wrong with it. */
function oncePerField(problems: ReadonlyArray<SessionFieldProblem>): SessionFieldProblem[] {
  return [...new Map([...problems].reverse().map((one) => [one.field, one])).values()].reverse()
}

/** What stands in the fields of a session as input of the offer, and the fields that cannot be read or saved, each with what is wrong. */
export function sessionOfFields(fields: SessionFields): {
  input: SessionInputs[number]
  problems: SessionFieldProblem[]
} {
  const read: Read = { fields, problems: [] }
  const cents = (name: string) => {
    const euros = number(read, name)
    return euros === null ? null : Math.round(euros * 100)
  }
  const zone = text(read, 'zone') || ZONE
  const { days, rows } = daysAndRows(read, isZone(zone) ? zone : ZONE)
  const input = {
    days,
    place: { nl: text(read, 'place.nl'), en: text(read, 'place.en') },
    ...Object.fromEntries(SESSION_TEXTS.map((name) => [name, text(read, name) || null])),
    ...Object.fromEntries(SESSION_CHECKS.map((name) => [name, (fields.get(name) ?? []).includes('on')])),
    ...Object.fromEntries(SESSION_COUNTS.map((name) => [name, number(read, name)])),
    ...Object.fromEntries(SESSION_DAYS.map((name) => [name, day(read, name)])),
    ...Object.fromEntries(Object.entries(SESSION_AMOUNTS).map(([name, of]) => [of, cents(name)])),
    trainer: text(read, 'trainer'),
    zone,
    // Whether it goes on is no draft: `decideSession` holds at once.
    decision: null,
    questions: thingsIn(text(read, 'questions')),
    slots: thingsIn(text(read, 'slots')),
  } as unknown as SessionInputs[number]
  const checked = sessionSchema.safeParse(input)
  const found = checked.error?.issues.map((issue) => problemOf(issue, rows, input as SessionInput)) ?? []
  return { input, problems: oncePerField([...read.problems, ...found]) }
}

const IN_SESSION = /^sessions\.([A-Za-z0-9-]{1,40})\.(.+)$/

/** The keys of all sessions in the fields of an offer: an id for one that is stored, else a key of its own. */
function allSessionKeys(fields: SessionFields): string[] {
  return [...new Set([...fields.keys()].flatMap((name) => IN_SESSION.exec(name)?.[1] ?? []))]
}

/** The keys of those that are not to be taken away. */
export function sessionKeysOf(fields: SessionFields): string[] {
  return allSessionKeys(fields).filter((key) => !fields.get(`sessions.${key}.removed`)?.includes('on'))
}

/** The fields of one session out of those of its offer, by their own names. */
export function fieldsOfSession(fields: SessionFields, key: string): Map<string, Values> {
  const before = `sessions.${key}.`
  return new Map(
    [...fields].flatMap(([name, values]) => (name.startsWith(before) ? [[name.slice(before.length), values]] : [])),
  )
}

/** The same of all sessions at once, by their keys, read in one go. */
export function fieldsBySession(fields: SessionFields): Map<string, Map<string, Values>> {
  const grouped = new Map<string, Map<string, Values>>()
  for (const [name, values] of fields) {
    const [, key, own] = IN_SESSION.exec(name) ?? []
    if (key === undefined || own === undefined) continue
    const session = grouped.get(key) ?? new Map<string, Values>()
    grouped.set(key, session.set(own, values))
  }
  return grouped
}

/** All sessions of an offer as its fields. */
export function sessionsToFields(sessions: ReadonlyArray<Session>): Array<[string, string[]]> {
  return sessions.flatMap((session) =>
    [...sessionFieldsOf(session)].map(([name, values]): [string, string[]] => [
      `sessions.${session.id}.${name}`,
      values,
    ]),
  )
}

/** The sessions in the fields of an offer, each under the id it is stored by; counts and the key at the source stay as they are stored. */
export function sessionsFromFields(
  fields: SessionFields,
  stored: ReadonlyArray<Session>,
): { sessions: SessionInputs; problems: SessionFieldProblem[] } {
  const byId = new Map(stored.map((session) => [session.id, session]))
  const problems: SessionFieldProblem[] = []
  const kept = [...fieldsBySession(fields)].filter(([, own]) => !own.get('removed')?.includes('on'))
  const sessions = kept.map(([key, own]) => {
    const read = sessionOfFields(own)
    problems.push(...read.problems.map(({ field, problem }) => ({ field: `sessions.${key}.${field}`, problem })))
    const known = byId.get(key)
    if (!known) return read.input
    const { id, sourceKey, taken, waiting, decision } = known
    return { ...read.input, id, sourceKey, taken, waiting, decision }
  })
  return { sessions, problems }
}
