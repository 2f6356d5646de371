import { desc, eq, sql } from 'drizzle-orm'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { isShortenedNumber, scalarText } from '#app/platform/tables/parse-values.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import type { Db } from '#db/open.server.ts'
import { offers } from '#db/schema/catalogue.ts'
import { readNames } from '../catalogue-names.server.ts'
import type { KindId } from '../kinds.ts'
import { compareOffer } from '../offer/compare-offer.server.ts'
import type { Withdrawn } from '../offer/plan-sessions.server.ts'
import type { CheckedOffer } from '../offer-schema.ts'
import { isInScope, type OfferScope } from '../offer-scope.server.ts'
import { idOfSource, readOffer } from '../offer-store.server.ts'
import { sortIntoColumns } from './cells.server.ts'
import { lookupNames } from './choices.server.ts'
import { type ImportColumn, indexColumns } from './columns.ts'
import { changesBetween, type FieldChange } from './diff.ts'
import {
  type Cells,
  type Filled,
  type ImportSource,
  isLineProblem,
  type LineNotice,
  type LineProblem,
  type SourceReading,
} from './import-record.ts'
import { type Defaults, type MapContext, mapRecord } from './map-record.server.ts'
import { isEmpty } from './read-value.server.ts'

export type ImportOptions = Defaults & {
  kind: KindId
  language: Language
  source?: string
  /** Whose offers may be brought in: a line about any other, or a key that belongs to one, is refused. */
  scope?: OfferScope
}
export type ImportProgress = (done: number, total: number) => void

export type PlannedOffer = {
  line: number
  /** All its lines: the first is the offer, each may carry a session. */
  lines: number[]
  key: string
  offer: CheckedOffer
  change: 'new' | 'changed' | 'unchanged'
  changes: FieldChange[]
  /** Dates to come that would be no more, where somebody has to say that this is meant. */
  withdrawn: Withdrawn[]
  /** Whether new dates come beside those that go: without a session id a date that moved looks so. */
  hasNewDates: boolean
}
export type RefusedLine = { line: number; lines: number[]; key: string; problems: LineProblem[] }
export type OfferImportPlan = {
  planned: PlannedOffer[]
  refused: RefusedLine[]
  /** What was left out of lines, or read in one of two ways. */
  notices: LineNotice[]
  ignored: string[]
  lines: number
}

const LONGEST_KEY = 120

type Group = { line: number; key: string; rows: Filled[] }

function linesOf({ rows }: Group): number[] {
  return rows.map(({ line }) => line)
}

function keyOf({ cells }: Filled): string {
  return visibleText(scalarText(cells.get('key')?.any) ?? '').trim()
}

function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** A second line with the same key may add a session; what else it says must be empty or the same. */
function whyNotASession(first: Group, cells: Cells): LineProblem | undefined {
  const date = cells.get('session.date')
  if (!date || isEmpty(date.any) || !first.rows[0]?.cells.has('session.date'))
    return { field: cells.get('key')?.header ?? '', code: 'double-key', value: first.key, line: first.line }
  for (const [id, cell] of cells) {
    if (id.startsWith('session.')) continue
    const other = first.rows[0]?.cells.get(id)
    for (const part of ['any', 'nl', 'en'] as const) {
      if (isEmpty(cell[part]) || sameValue(cell[part], other?.[part])) continue
      return { field: cell.header, code: 'double-cells', value: scalarText(cell[part]) ?? '', line: first.line }
    }
  }
  return undefined
}

/** The lines by key, and those that cannot have one. A line that is refused never becomes part of another line's offer. */
function groupByKey(filled: ReadonlyArray<Filled>, keyColumn: string): { groups: Group[]; refused: RefusedLine[] } {
  const groups = new Map<string, Group>()
  const refused: RefusedLine[] = []
  for (const record of filled) {
    const key = keyOf(record)
    const field = record.cells.get('key')?.header ?? keyColumn
    const first = groups.get(key)
    const problem: LineProblem | undefined =
      key === ''
        ? (record.problems?.[0] ?? { field, code: 'no-key' })
        : isShortenedNumber(key)
          ? { field, code: 'shortened-key', value: key }
          : key.length > LONGEST_KEY
            ? { field, code: 'long-key', value: key }
            : first && whyNotASession(first, record.cells)
    if (problem) refused.push({ line: record.line, lines: [record.line], key, problems: [problem] })
    else if (first) first.rows.push(record)
    else groups.set(key, { line: record.line, key, rows: [record] })
  }
  return { groups: [...groups.values()], refused }
}

/** The address that a unit's offers have most often; without any, the unit's name at the domain most used in the portal. */
function emailFinder(db: Db): (unit: string) => string | undefined {
  const most = sql`count(*)`
  const found = new Map<string, string | undefined>()
  const domain = sql<string>`substr(${offers.ownerEmail}, instr(${offers.ownerEmail}, '@') + 1)`
  return (unit) => {
    if (!found.has(unit)) {
      const own = db
        .select({ email: offers.ownerEmail })
        .from(offers)
        .where(eq(offers.ownerUnitId, unit))
        .groupBy(offers.ownerEmail)
        .orderBy(desc(most), offers.ownerEmail)
        .limit(1)
        .get()
      const used = db.select({ domain }).from(offers).groupBy(domain).orderBy(desc(most), domain).limit(1).get()
      found.set(unit, own?.email ?? (used ? `${unit}@${used.domain}` : undefined))
    }
    return found.get(unit)
  }
}

/** The column that says of which unit a line is. */
function unitField({ rows }: Group, context: MapContext): string {
  const column = context.index.columns.find(({ id }) => id === 'units')
  return rows[0]?.cells.get('units')?.header ?? (column ? context.fieldName(column) : '')
}

function planLine(
  db: Db,
  group: Group,
  options: ImportOptions,
  context: MapContext,
): { planned?: PlannedOffer; problems: LineProblem[]; notices: LineNotice[] } {
  const spoilt = group.rows.flatMap(({ line, problems = [] }) => problems.map((problem) => ({ ...problem, at: line })))
  if (spoilt.length > 0) return { problems: spoilt, notices: [] }
  const { scope = 'all' } = options
  const sourceKey = ['import', ...(options.source ? [options.source] : []), group.key].join(':')
  const id = idOfSource(db, sourceKey)
  const stored = id ? readOffer(db, id) : undefined
  const field = group.rows[0]?.cells.get('key')?.header ?? ''
  const notYours: LineProblem = { field, code: 'not-yours', value: group.key }
  if (stored && !isInScope(scope, stored)) return { problems: [notYours], notices: [] }
  if (stored && stored.kind !== options.kind) {
    const known = textsFor(options.language)(`offer:kind.${stored.kind}`)
    return { problems: [{ field, code: 'key-of-other-kind', value: group.key, known }], notices: [] }
  }
  if (!stored && context.addsSessions)
    return { problems: [{ field, code: 'offering-without-course', value: group.key }], notices: [] }
  const { offer, problems, notices } = mapRecord({ key: group.key, sourceKey, rows: group.rows }, stored, context)
  if (!offer) return { problems, notices }
  if (!isInScope(scope, offer)) return { problems: [{ ...notYours, field: unitField(group, context) }], notices }
  const compared = compareOffer(db, offer, context.now, { names: context.names, ...(id ? { id } : {}) })
  if (!compared.ok)
    return {
      problems: compared.problems.map(({ field, problem }) => ({
        field,
        code: isLineProblem(problem) ? problem : 'unknown-value',
        value: '',
        known: '',
      })),
      notices,
    }
  const { before, offer: after, change, sessions } = compared.value
  const hasNewDates = sessions.added.length > 0
  return {
    planned: {
      line: group.line,
      lines: linesOf(group),
      key: group.key,
      offer,
      change,
      changes: before && change === 'changed' ? changesBetween(before, after) : [],
      withdrawn: sessions.withdrawn.filter(({ people }) => people > 0 || hasNewDates),
      hasNewDates,
    },
    problems,
    notices,
  }
}

/** What an import would do, line by line, by the same comparison that saving makes. Writes nothing. */
export function planImport(
  db: Db,
  source: ImportSource,
  options: ImportOptions,
  now: Date,
  progress: ImportProgress,
): SourceReading<OfferImportPlan> {
  const index = indexColumns(options.kind)
  const sorted = sortIntoColumns(source, index)
  if (!sorted.ok) return sorted
  const names = readNames(db)
  const fieldName = (column: ImportColumn) => column[options.language][0] ?? column.id
  const context: MapContext = {
    kind: options.kind,
    index,
    names,
    lookup: lookupNames(names),
    defaults: options,
    now,
    emailOf: emailFinder(db),
    fieldName,
    addsSessions: source.addsSessions ?? false,
  }
  const key = index.columns.find(({ id }) => id === 'key')
  const { groups, refused } = groupByKey(sorted.value.filled, key ? fieldName(key) : '')
  refused.push(
    ...sorted.value.broken.map(({ line, problem }) => ({ line, lines: [line], key: '', problems: [problem] })),
  )
  const planned: PlannedOffer[] = []
  const notices: LineNotice[] = [...(source.notices ?? [])]
  for (const [place, group] of groups.entries()) {
    progress(place, groups.length)
    const line = planLine(db, group, options, context)
    notices.push(...line.notices)
    if (line.planned) planned.push(line.planned)
    else refused.push({ line: group.line, lines: linesOf(group), key: group.key, problems: line.problems })
  }
  refused.sort((a, b) => a.line - b.line)
  notices.sort((a, b) => a.line - b.line)
  const { ignored } = sorted.value
  return { ok: true, value: { planned, refused, notices, ignored, lines: source.records.length } }
}
