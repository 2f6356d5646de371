import { fromDateParts, toDateParts } from '#app/i18n/date-parts.ts'
import { parseNumber, parseTime } from '#app/platform/tables/parse-values.ts'
import type { OfferInput } from '../catalogue/offer-schema.ts'
import type { Session } from '../catalogue/offer-store.server.ts'

type Values = ReadonlyArray<string>
type SessionFields = ReadonlyMap<string, Values>
type SessionInputs = NonNullable<OfferInput['sessions']>
/** One field of a session that cannot be read, by its own name. */
type SessionFieldProblem = { readonly field: string; readonly problem: 'not-a-number' | 'not-a-day' | 'not-a-time' }

/** Fields of a session whose day stands in three boxes. */
export const SESSION_DAYS = ['decideOn', 'signUpFrom', 'signUpUntil', 'cancelUntil'] as const
const SINGLE = ['onlineLink', 'approval', 'payer', 'latePayer', 'trainer', 'zone'] as const
const CHECKS = ['online', 'waitingList', 'cancelled'] as const
const AMOUNTS = { cost: 'costCents', lateCost: 'lateCostCents' } as const
const COUNTS = ['seats', 'least'] as const

function dayBoxes(day: string | null): string[] {
  const { day: date, month, year } = toDateParts(day ?? '')
  return year ? [date, month, year] : []
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
        [`day.${row}.later`, [...later]],
      ],
    ),
    ['place.nl', [session.place.nl]],
    ['place.en', [session.place.en]],
    ...SINGLE.map((name): [string, string[]] => [name, [session[name] ?? '']]),
    ...CHECKS.map((name): [string, string[]] => [name, session[name] ? ['on'] : []]),
    ...COUNTS.map((name): [string, string[]] => [name, session[name] === null ? [] : [String(session[name])]]),
    ...SESSION_DAYS.map((name): [string, string[]] => [name, dayBoxes(session[name])]),
    ...Object.entries(AMOUNTS).map(([name, of]): [string, string[]] => [name, money(session[of])]),
    ['decision', session.decision ? [session.decision] : []],
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

function days(read: Read) {
  return dayRowsOf(read.fields).flatMap((row) => {
    const name = (part: string) => `day.${row}.${part}`
    const isEmpty = ['date', 'from', 'until'].every((part) => !read.fields.get(name(part))?.some((one) => one.trim()))
    if (isEmpty) return []
    const date = day(read, name('date')) ?? ''
    const later = (read.fields.get(name('later')) ?? []).filter((one) => one === 'from' || one === 'until')
    const when = { date, from: time(read, name('from'), false), until: time(read, name('until'), true) }
    return [{ ...when, ...(later.length > 0 ? { later } : {}) }]
  })
}

function json(read: Read, name: string): unknown {
  try {
    return JSON.parse(text(read, name) || '[]')
  } catch {
    return []
  }
}

/** What stands in the fields of a session as input of the offer, and the fields that cannot be read. */
export function sessionOfFields(fields: SessionFields): {
  input: SessionInputs[number]
  problems: SessionFieldProblem[]
} {
  const read: Read = { fields, problems: [] }
  const cents = (name: string) => {
    const euros = number(read, name)
    return euros === null ? null : Math.round(euros * 100)
  }
  const input = {
    days: days(read),
    place: { nl: text(read, 'place.nl'), en: text(read, 'place.en') },
    ...Object.fromEntries(SINGLE.map((name) => [name, text(read, name) || null])),
    ...Object.fromEntries(CHECKS.map((name) => [name, (fields.get(name) ?? []).includes('on')])),
    ...Object.fromEntries(COUNTS.map((name) => [name, number(read, name)])),
    ...Object.fromEntries(SESSION_DAYS.map((name) => [name, day(read, name)])),
    ...Object.fromEntries(Object.entries(AMOUNTS).map(([name, of]) => [of, cents(name)])),
    trainer: text(read, 'trainer'),
    zone: text(read, 'zone') || undefined,
    decision: text(read, 'decision') || null,
    questions: json(read, 'questions'),
    slots: json(read, 'slots'),
  }
  return { input: input as unknown as SessionInputs[number], problems: read.problems }
}

const IN_SESSION = /^sessions\.([A-Za-z0-9-]{1,40})\.(.+)$/

/** The keys of the sessions in the fields of an offer that are not taken out: an id for one that is stored, else a key of its own. */
export function sessionKeysOf(fields: SessionFields): string[] {
  const keys = new Set([...fields.keys()].flatMap((name) => IN_SESSION.exec(name)?.[1] ?? []))
  return [...keys].filter((key) => !fields.get(`sessions.${key}.removed`)?.includes('on'))
}

/** The fields of one session out of those of its offer, by their own names. */
export function fieldsOfSession(fields: SessionFields, key: string): Map<string, Values> {
  const before = `sessions.${key}.`
  return new Map(
    [...fields].flatMap(([name, values]) => (name.startsWith(before) ? [[name.slice(before.length), values]] : [])),
  )
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
  const sessions = sessionKeysOf(fields).map((key) => {
    const read = sessionOfFields(fieldsOfSession(fields, key))
    problems.push(...read.problems.map(({ field, problem }) => ({ field: `sessions.${key}.${field}`, problem })))
    const known = byId.get(key)
    if (!known) return read.input
    const { id, sourceKey, taken, waiting } = known
    return { ...read.input, id, sourceKey, taken, waiting }
  })
  return { sessions, problems }
}
