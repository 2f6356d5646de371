import type { Language } from '#app/i18n/languages.ts'
import { daysBetween, isZone } from '#app/i18n/zoned-time.ts'
import { matchSessions } from '../offer/session-rules.ts'
import { type SessionInput, sessionSchema, UNDECIDED } from '../offer-schema.ts'
import type { Offer, Session } from '../offer-store.server.ts'
import type { NameLookup } from './choices.server.ts'
import { type Cells, type Filled, isObject, type LineNotice, type LineProblem } from './import-record.ts'
import { cleanLine, NO_TEXT, pairFrom } from './map-texts.server.ts'
import { isEmpty, readValue, shownValue } from './read-value.server.ts'
import { SESSION_COLUMNS } from './session-columns.ts'
import { daysOfSession, daysWithin, type Moments, unchosenTimes, withLater } from './session-days.ts'

type Context = {
  language: Language
  lookup: NameLookup
  before: Offer | undefined
  fieldName: (id: string) => string
  /** Whether stored sessions that are not named stay. */
  addsSessions: boolean
}
export type MappedSessions = {
  sessions: SessionInput[] | undefined
  problems: LineProblem[]
  notices: LineNotice[]
}

const IDS = SESSION_COLUMNS.map((column) => column.id).filter((id) => id.startsWith('session.'))
const NEEDED = ['session.date', 'session.from', 'session.until']

/** What one row, or one entry in JSON, says of a session, before it is known which stored one it is. */
type ReadSession = {
  days: SessionInput['days']
  sourceKey: string | null
  values: Map<string, unknown>
  cells: Cells
  /** Where the source gives moments: the days follow from the zone of the session. */
  moments?: Moments
}
/** Columns of what is decided in the portal, by the name of their field: a file that has no column for it keeps it, an empty cell clears it. */
const KEPT_FIELDS = [
  'least',
  'decideOn',
  'waitingList',
  'signUpFrom',
  'signUpUntil',
  'cancelUntil',
  'approval',
  'costCents',
  'payer',
  'lateCostCents',
  'latePayer',
  'onlineLink',
  'trainer',
] as const

function keyFrom(value: unknown): string | null {
  return cleanLine(typeof value === 'string' || typeof value === 'number' ? String(value) : '') || null
}

function readSession(cells: Cells, context: Context, problems: LineProblem[]): ReadSession | undefined {
  const filled = IDS.filter(
    (id) => !isEmpty(cells.get(id)?.any) || !isEmpty(cells.get(id)?.nl) || !isEmpty(cells.get(id)?.en),
  )
  if (!filled.includes('session.date') && filled.every((id) => !NEEDED.includes(id))) return undefined
  const values = new Map<string, unknown>()
  const lacking = problems.length
  for (const column of SESSION_COLUMNS) {
    const cell = cells.get(column.id)
    if (!cell || column.reads === 'pair' || column.reads === 'sessions' || isEmpty(cell.any)) continue
    const read = readValue(column, cell.any, context.lookup)
    if (read.ok) values.set(column.id, read.value)
    else problems.push({ field: cell.header, ...read })
  }
  const zone = values.get('session.zone')
  if (typeof zone === 'string' && !isZone(zone))
    problems.push({ field: context.fieldName('session.zone'), code: 'no-zone', value: zone })
  for (const id of NEEDED) if (!filled.includes(id)) problems.push({ field: context.fieldName(id), code: 'missing' })
  if (problems.length > lacking) return undefined
  const days = daysOfSession({
    from: String(values.get('session.from')),
    until: String(values.get('session.until')),
    dates: values.get('session.date') as string[],
    last: values.get('session.endDate') as string | undefined,
  })
  if (!days.ok) {
    const field = days.code === 'end-before-start' ? 'session.endDate' : 'session.until'
    problems.push({ field: context.fieldName(field), code: days.code, value: days.value })
    return undefined
  }
  return { days: days.value, sourceKey: keyFrom(values.get('session.sourceKey')), values, cells }
}

function keptFields({ values, cells }: ReadSession): Partial<SessionInput> {
  const said = KEPT_FIELDS.filter((name) => cells.has(`session.${name}`))
  return Object.fromEntries(said.map((name) => [name, values.get(`session.${name}`) ?? UNDECIDED[name]]))
}

/** The session as it would be saved: what the file does not say stays as the stored one `was`. */
function sessionAfter(read: ReadSession, was: Session | undefined, language: Language): SessionInput {
  const { sourceKey, values, cells, moments } = read
  const said = <T>(id: string, otherwise: T) => (values.get(id) as T | undefined) ?? otherwise
  const zone = said('session.zone', was?.zone)
  return {
    ...(was ? { id: was.id } : {}),
    sourceKey,
    ...(zone === undefined ? {} : { zone }),
    days: withLater(moments ? daysWithin(zone, moments) : read.days, was?.days ?? []),
    place: pairFrom(cells.get('session.place'), was?.place ?? NO_TEXT, language, cleanLine),
    online: said('session.online', was?.online ?? false),
    seats: said('session.seats', cells.has('session.seats') ? null : (was?.seats ?? null)),
    taken: said('session.taken', was?.taken ?? 0),
    waiting: said('session.waiting', was?.waiting ?? 0),
    cancelled: said('session.cancelled', was?.cancelled ?? false),
    ...keptFields(read),
  }
}

function checkSession(session: SessionInput, cells: Cells, context: Context, problems: LineProblem[]): void {
  const issues = sessionSchema.safeParse(session).error?.issues ?? []
  for (const issue of issues) {
    const { path } = issue
    const id = path[0] === 'days' ? 'session.date' : `session.${String(path[0])}`
    const cell = cells.get(id)
    const field = cell?.header ?? context.fieldName(id)
    const day = path[0] === 'days' ? session.days[Number(path[1] ?? 0)] : undefined
    if (issue.code === 'custom' && issue.params?.skipped && day) {
      const time = path[2] === 'until' ? day.until : day.from
      problems.push({ field, code: 'skipped-hour', value: `${day.date} ${time}` })
      continue
    }
    const code = id === 'session.onlineLink' ? 'not-https' : 'wrong-value'
    problems.push({ field, code, value: shownValue(cell?.any ?? cell?.nl ?? cell?.en) })
  }
}

function noticesOf(
  session: SessionInput,
  { cells, values }: ReadSession,
  context: Context,
): Omit<LineNotice, 'line'>[] {
  const field = cells.get('session.date')?.header ?? context.fieldName('session.date')
  const last = values.get('session.endDate')
  const isUnclear =
    typeof last === 'string' && session.days.length === 2 && daysBetween(session.days[0]?.date ?? last, last) > 6
  return [
    ...unchosenTimes(session).map((value) => ({ field, code: 'doubled-hour' as const, value })),
    ...(isUnclear
      ? [{ field, code: 'days-between' as const, value: session.days.map(({ date }) => date).join(' – ') }]
      : []),
  ]
}

/** Ties what the file says to the stored sessions, by the same rules as saving does. Answers the problems by place in the list. */
function tieToStored(read: ReadonlyArray<ReadSession>, context: Context) {
  const stored = context.before?.sessions ?? []
  const places = read.map(({ cells }) => pairFrom(cells.get('session.place'), NO_TEXT, context.language, cleanLine))
  // Without a zone of its own a time is meant in the zone in which the same day and time are stored.
  const zoneOf = ({ values, days: [first], moments }: ReadSession) =>
    moments
      ? undefined
      : ((values.get('session.zone') as string | undefined) ??
        stored.find(({ days: [day] }) => day?.date === first?.date && day?.from === first?.from)?.zone)
  const found = matchSessions(
    stored,
    read.map((one, at) => {
      const zone = zoneOf(one)
      const { days, sourceKey } = one
      return { days, sourceKey, place: places[at] ?? NO_TEXT, ...(zone && isZone(zone) ? { zone } : {}) }
    }),
  )
  const keys = new Set<string>()
  const problems: LineProblem[][] = []
  const notices: Omit<LineNotice, 'line'>[][] = []
  const sessions = read.map((one, at) => {
    const session = sessionAfter(one, found[at], context.language)
    const own: LineProblem[] = []
    checkSession(session, one.cells, context, own)
    const field = one.cells.get('session.sourceKey')?.header ?? ''
    if (one.sourceKey !== null && keys.has(one.sourceKey))
      own.push({ field, code: 'double-session', value: one.sourceKey })
    if (one.sourceKey !== null) keys.add(one.sourceKey)
    problems.push(own)
    notices.push(noticesOf(session, one, context))
    return session
  })
  const staying = context.addsSessions ? stored.filter((session) => !found.includes(session)) : []
  return { sessions: [...sessions, ...staying], problems, notices }
}

const MEMBERS = [
  ...SESSION_COLUMNS.map(({ id }) => id.replace(/^session\./, '')).filter((name) => name !== 'sessions'),
  'days',
  'moments',
]
/** A session names its key at the source `id`, as an offer does. */
const KEY_MEMBERS = ['id', 'sourceKey']

function memberColumn(name: string): string {
  return KEY_MEMBERS.includes(name) ? 'session.sourceKey' : `session.${name}`
}

function momentsOf(value: unknown): Moments | undefined {
  return isObject(value) && typeof value.start === 'number' && typeof value.end === 'number'
    ? { start: value.start, end: value.end }
    : undefined
}

/** One entry of `sessions` in JSON: flat, with `date`, `from` and `until`, or with `days` that each have their own times. */
function fromJson(entry: unknown, context: Context, problems: LineProblem[]): ReadSession[] {
  const field = context.fieldName('sessions')
  if (!isObject(entry) || Object.keys(entry).some((name) => ![...MEMBERS, ...KEY_MEMBERS].includes(name))) {
    problems.push({ field, code: 'wrong-value', value: shownValue(entry) })
    return []
  }
  const moments = momentsOf(entry.moments)
  const days = moments ? daysWithin(undefined, moments) : Array.isArray(entry.days) ? entry.days : [entry]
  const parts = days.flatMap((day) => {
    const values = isObject(day) ? { ...entry, ...day } : entry
    const { place } = values
    const cells: Cells = new Map(
      Object.entries(values).map(([name, any]) => [memberColumn(name), { header: `${field}.${name}`, any }]),
    )
    if (isObject(place)) cells.set('session.place', { header: field, nl: place.nl ?? '', en: place.en ?? '' })
    const session = readSession(cells, context, problems)
    if (!session && problems.length === 0) problems.push({ field, code: 'wrong-value', value: shownValue(day) })
    return session ? [session] : []
  })
  const [first] = parts
  if (!first) return []
  const all = parts.flatMap((part) => part.days).sort((a, b) => (a.date < b.date ? -1 : 1))
  return [{ ...first, days: all, ...(moments ? { moments } : {}) }]
}

/** The sessions that the rows of one key give; undefined when the file says nothing of sessions. */
export function mapSessions(rows: ReadonlyArray<Filled>, context: Context): MappedSessions {
  const problems: LineProblem[] = []
  const nothing = { sessions: undefined, problems, notices: [] }
  const listed = rows.find(({ cells }) => cells.has('sessions'))?.cells.get('sessions')
  if (listed && !isEmpty(listed.any)) {
    if (!Array.isArray(listed.any))
      return {
        ...nothing,
        problems: [{ field: listed.header, code: 'wrong-value', value: shownValue(listed.any) }],
      }
    const line = rows[0]?.line ?? 0
    const tied = tieToStored(
      listed.any.flatMap((entry) => fromJson(entry, context, problems)),
      context,
    )
    const notices = tied.notices.flat().map((one) => ({ ...one, line }))
    return { sessions: tied.sessions, problems: [...problems, ...tied.problems.flat()], notices }
  }
  if (!listed && !rows.some(({ cells }) => IDS.some((id) => cells.has(id)))) return nothing
  const lines: number[] = []
  const read = rows.flatMap(({ line, cells }) => {
    const ofRow: LineProblem[] = []
    const session = readSession(cells, context, ofRow)
    problems.push(...ofRow.map((problem) => ({ ...problem, at: line })))
    if (!session) return []
    lines.push(line)
    return [session]
  })
  const tied = tieToStored(read, context)
  problems.push(...tied.problems.flatMap((own, at) => own.map((problem) => ({ ...problem, at: lines[at] ?? 0 }))))
  const notices = tied.notices.flatMap((own, at) => own.map((one) => ({ ...one, line: lines[at] ?? 0 })))
  return { sessions: tied.sessions, problems, notices }
}
