import type { Language } from '#app/i18n/languages.ts'
import { matchSessions } from '../offer/session-rules.ts'
import { type SessionInput, sessionSchema } from '../offer-schema.ts'
import type { Offer, Session } from '../offer-store.server.ts'
import type { NameLookup } from './choices.server.ts'
import { SESSION_COLUMNS } from './columns.ts'
import { type Cells, type Filled, isObject, type LineProblem } from './import-record.ts'
import { cleanLine, NO_TEXT, pairFrom } from './map-texts.server.ts'
import { isEmpty, readValue, shownValue } from './read-value.server.ts'

type Context = {
  language: Language
  lookup: NameLookup
  before: Offer | undefined
  fieldName: (id: string) => string
  /** Whether stored sessions that are not named stay. */
  addsSessions: boolean
}
export type MappedSessions = { sessions: SessionInput[] | undefined; problems: LineProblem[] }

const IDS = SESSION_COLUMNS.map((column) => column.id).filter((id) => id.startsWith('session.'))
const NEEDED = ['session.date', 'session.from', 'session.until']

/** What one row, or one entry in JSON, says of a session, before it is known which stored one it is. */
type ReadSession = { days: SessionInput['days']; sourceKey: string | null; values: Map<string, unknown>; cells: Cells }

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
  for (const id of NEEDED) if (!filled.includes(id)) problems.push({ field: context.fieldName(id), code: 'missing' })
  if (problems.length > lacking) return undefined
  const from = String(values.get('session.from'))
  const until = String(values.get('session.until'))
  if (from >= until) {
    problems.push({ field: context.fieldName('session.until'), code: 'until-before-from', value: `${from} – ${until}` })
    return undefined
  }
  const dates = values.get('session.date') as string[]
  const days = [...dates].sort().map((date) => ({ date, from, until }))
  return { days, sourceKey: keyFrom(values.get('session.sourceKey')), values, cells }
}

/** The session as it would be saved: what the file does not say stays as the stored one `was`. */
function sessionAfter(
  { days, sourceKey, values, cells }: ReadSession,
  was: Session | undefined,
  language: Language,
): SessionInput {
  const said = <T>(id: string, otherwise: T) => (values.get(id) as T | undefined) ?? otherwise
  return {
    ...(was ? { id: was.id } : {}),
    sourceKey,
    days,
    place: pairFrom(cells.get('session.place'), was?.place ?? NO_TEXT, language, cleanLine),
    online: said('session.online', was?.online ?? false),
    seats: said('session.seats', cells.has('session.seats') ? null : (was?.seats ?? null)),
    taken: said('session.taken', was?.taken ?? 0),
    waiting: said('session.waiting', was?.waiting ?? 0),
    cancelled: said('session.cancelled', was?.cancelled ?? false),
  }
}

function checkSession(session: SessionInput, cells: Cells, context: Context, problems: LineProblem[]): void {
  for (const { path } of sessionSchema.safeParse(session).error?.issues ?? []) {
    const id = path[0] === 'days' ? 'session.date' : `session.${String(path[0])}`
    const cell = cells.get(id)
    problems.push({
      field: cell?.header ?? context.fieldName(id),
      code: 'wrong-value',
      value: shownValue(cell?.any ?? cell?.nl ?? cell?.en),
    })
  }
}

/** Ties what the file says to the stored sessions, by the same rules as saving does. Answers the problems by place in the list. */
function tieToStored(read: ReadonlyArray<ReadSession>, context: Context) {
  const stored = context.before?.sessions ?? []
  const places = read.map(({ cells }) => pairFrom(cells.get('session.place'), NO_TEXT, context.language, cleanLine))
  const found = matchSessions(
    stored,
    read.map(({ days, sourceKey }, at) => ({ days, sourceKey, place: places[at] ?? NO_TEXT })),
  )
  const keys = new Set<string>()
  const problems: LineProblem[][] = []
  const sessions = read.map((one, at) => {
    const session = sessionAfter(one, found[at], context.language)
    const own: LineProblem[] = []
    checkSession(session, one.cells, context, own)
    const field = one.cells.get('session.sourceKey')?.header ?? ''
    if (one.sourceKey !== null && keys.has(one.sourceKey))
      own.push({ field, code: 'double-session', value: one.sourceKey })
    if (one.sourceKey !== null) keys.add(one.sourceKey)
    problems.push(own)
    return session
  })
  const staying = context.addsSessions ? stored.filter((session) => !found.includes(session)) : []
  return { sessions: [...sessions, ...staying], problems }
}

const MEMBERS = ['date', 'from', 'until', 'place', 'online', 'seats', 'taken', 'waiting', 'cancelled', 'days']
/** A session names its key at the source `id`, as an offer does. */
const KEY_MEMBERS = ['id', 'sourceKey']

function memberColumn(name: string): string {
  return KEY_MEMBERS.includes(name) ? 'session.sourceKey' : `session.${name}`
}

/** One entry of `sessions` in JSON: flat, with `date`, `from` and `until`, or with `days` that each have their own times. */
function fromJson(entry: unknown, context: Context, problems: LineProblem[]): ReadSession[] {
  const field = context.fieldName('sessions')
  if (!isObject(entry) || Object.keys(entry).some((name) => ![...MEMBERS, ...KEY_MEMBERS].includes(name))) {
    problems.push({ field, code: 'wrong-value', value: shownValue(entry) })
    return []
  }
  const days = Array.isArray(entry.days) ? entry.days : [entry]
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
  return [{ ...first, days: parts.flatMap((part) => part.days).sort((a, b) => (a.date < b.date ? -1 : 1)) }]
}

/** The sessions that the rows of one key give; undefined when the file says nothing of sessions. */
export function mapSessions(rows: ReadonlyArray<Filled>, context: Context): MappedSessions {
  const problems: LineProblem[] = []
  const listed = rows.find(({ cells }) => cells.has('sessions'))?.cells.get('sessions')
  if (listed && !isEmpty(listed.any)) {
    if (!Array.isArray(listed.any))
      return {
        sessions: undefined,
        problems: [{ field: listed.header, code: 'wrong-value', value: shownValue(listed.any) }],
      }
    const tied = tieToStored(
      listed.any.flatMap((entry) => fromJson(entry, context, problems)),
      context,
    )
    return { sessions: tied.sessions, problems: [...problems, ...tied.problems.flat()] }
  }
  if (!listed && !rows.some(({ cells }) => IDS.some((id) => cells.has(id)))) return { sessions: undefined, problems }
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
  return { sessions: tied.sessions, problems }
}
