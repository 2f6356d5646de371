import type { Language } from '#app/i18n/languages.ts'
import { type SessionInput, sessionSchema } from '../offer-schema.ts'
import type { Offer } from '../offer-store.server.ts'
import type { NameLookup } from './choices.server.ts'
import { SESSION_COLUMNS } from './columns.ts'
import { type Cells, type Filled, isObject, type LineProblem } from './import-record.ts'
import { cleanLine, NO_TEXT, pairFrom } from './map-texts.server.ts'
import { isEmpty, readValue, shownValue } from './read-value.server.ts'

type Context = { language: Language; lookup: NameLookup; before: Offer | undefined; fieldName: (id: string) => string }
export type MappedSessions = { sessions: SessionInput[] | undefined; problems: LineProblem[] }

const IDS = SESSION_COLUMNS.map((column) => column.id).filter((id) => id.startsWith('session.'))
const NEEDED = ['session.date', 'session.from', 'session.until']

/** What the sign-ups of the portal have made of a session stays when the file says nothing of it. */
function known(before: Offer | undefined, date: unknown, from: unknown) {
  return before?.sessions.find(({ days }) => days[0]?.date === date && days[0]?.from === from)
}

function sessionFrom(cells: Cells, context: Context, problems: LineProblem[]): SessionInput | undefined {
  const filled = IDS.filter(
    (id) => !isEmpty(cells.get(id)?.any) || !isEmpty(cells.get(id)?.nl) || !isEmpty(cells.get(id)?.en),
  )
  if (!filled.includes('session.date') && filled.every((id) => !NEEDED.includes(id))) return undefined
  const values: Record<string, unknown> = {}
  const lacking = problems.length
  for (const column of SESSION_COLUMNS) {
    const cell = cells.get(column.id)
    if (!cell || column.reads === 'pair' || column.reads === 'sessions' || isEmpty(cell.any)) continue
    const read = readValue(column, cell.any, context.lookup)
    if (read.ok) values[column.id] = read.value
    else problems.push({ field: cell.header, ...read })
  }
  for (const id of NEEDED) if (!filled.includes(id)) problems.push({ field: context.fieldName(id), code: 'missing' })
  if (problems.length > lacking) return undefined
  const from = String(values['session.from'])
  const until = String(values['session.until'])
  if (from >= until) {
    problems.push({ field: context.fieldName('session.until'), code: 'until-before-from', value: `${from} – ${until}` })
    return undefined
  }
  const dates = values['session.date'] as string[]
  const days = [...dates].sort().map((date) => ({ date, from, until }))
  const was = known(context.before, days[0]?.date, from)
  const session: SessionInput = {
    days,
    place: pairFrom(cells.get('session.place'), was?.place ?? NO_TEXT, context.language, cleanLine),
    online: (values['session.online'] as boolean | undefined) ?? was?.online ?? false,
    seats: cells.has('session.seats')
      ? ((values['session.seats'] as number | undefined) ?? null)
      : (was?.seats ?? null),
    taken: (values['session.taken'] as number | undefined) ?? was?.taken ?? 0,
    waiting: (values['session.waiting'] as number | undefined) ?? was?.waiting ?? 0,
    cancelled: (values['session.cancelled'] as boolean | undefined) ?? was?.cancelled ?? false,
  }
  const checked = sessionSchema.safeParse(session)
  for (const { path } of checked.error?.issues ?? []) {
    const id = path[0] === 'days' ? 'session.date' : `session.${String(path[0])}`
    const cell = cells.get(id)
    problems.push({
      field: cell?.header ?? context.fieldName(id),
      code: 'wrong-value',
      value: shownValue(cell?.any ?? cell?.nl ?? cell?.en),
    })
  }
  return session
}

const MEMBERS = new Set(['date', 'from', 'until', 'place', 'online', 'seats', 'taken', 'waiting', 'cancelled', 'days'])

/** One entry of `sessions` in JSON: flat, with `date`, `from` and `until`, or with `days` that each have their own times. */
function fromJson(entry: unknown, context: Context, problems: LineProblem[]): SessionInput[] {
  const field = context.fieldName('sessions')
  if (!isObject(entry) || Object.keys(entry).some((name) => !MEMBERS.has(name))) {
    problems.push({ field, code: 'wrong-value', value: shownValue(entry) })
    return []
  }
  const days = Array.isArray(entry.days) ? entry.days : [entry]
  const parts = days.flatMap((day) => {
    const values = isObject(day) ? { ...entry, ...day } : entry
    const { place } = values
    const cells: Cells = new Map(
      Object.entries(values).map(([name, any]) => [`session.${name}`, { header: `${field}.${name}`, any }]),
    )
    if (isObject(place)) cells.set('session.place', { header: field, nl: place.nl ?? '', en: place.en ?? '' })
    const session = sessionFrom(cells, context, problems)
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
    return { sessions: listed.any.flatMap((entry) => fromJson(entry, context, problems)), problems }
  }
  if (!listed && !rows.some(({ cells }) => IDS.some((id) => cells.has(id)))) return { sessions: undefined, problems }
  const sessions = rows.flatMap(({ line, cells }) => {
    const ofRow: LineProblem[] = []
    const session = sessionFrom(cells, context, ofRow)
    problems.push(...ofRow.map((problem) => ({ ...problem, at: line })))
    return session ? [session] : []
  })
  return { sessions, problems }
}
