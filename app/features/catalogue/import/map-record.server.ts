import { addDays, dayOf } from '#app/i18n/zoned-time.ts'
import { parseNumber } from '#app/platform/tables/parse-values.ts'
import type { Names } from '../catalogue-names.server.ts'
import { checkOffer } from '../check-offer.ts'
import { type KindId, kindOf } from '../kinds.ts'
import type { CheckedOffer, OfferInput } from '../offer-schema.ts'
import type { Offer } from '../offer-store.server.ts'
import type { OfferState } from '../vocabulary.ts'
import { kindFor, type NameLookup } from './choices.server.ts'
import type { ColumnIndex, ImportColumn } from './columns.ts'
import type { Cell, Cells, Filled, LineNotice, LineProblem } from './import-record.ts'
import { type MappedLink, mapLink } from './map-link.server.ts'
import { mapSessions } from './map-sessions.server.ts'
import { bodyFrom, cleanLine, languageOfTexts, NO_TEXT, pairFrom, summaryAfter } from './map-texts.server.ts'
import { isEmpty, readValue, shownValue } from './read-value.server.ts'

/** What the call says of all lines; a column of the file goes before it. */
export type Defaults = {
  state?: OfferState
  unit?: string
  ownerEmail?: string
  /** The unit of a new offer whose line names none. Unlike `unit` it takes no offer from its owner. */
  usualUnit?: string
}

export type MapContext = {
  kind: KindId
  index: ColumnIndex
  names: Names
  lookup: NameLookup
  defaults: Defaults
  now: Date
  /** The address that the offers of a unit have most often. */
  emailOf: (unit: string) => string | undefined
  fieldName: (column: ImportColumn) => string
  /** The records name sessions of offers that are there already. */
  addsSessions: boolean
}

/** Rows of one key: the first is the offer, all of them may carry a session. */
export type KeyedRows = { key: string; sourceKey: string; rows: ReadonlyArray<Filled> }

/** What an empty cell means for a column that may be empty; in any other column it says nothing. */
const CLEARED: Readonly<Record<string, unknown>> = {
  themes: [],
  targetGroups: ['everyone'],
  languages: [],
  duration: null,
  costCents: null,
  payer: null,
  competences: [],
  aimDomains: [],
  provider: null,
  publishFrom: null,
  publishUntil: null,
}
/** The same of what is kept as stored when the file has no column for it. */
const CLEARED_KEPT: Readonly<Record<string, unknown>> = { aimGoals: [], discreetOffReason: null }
const KEPT = ['aimGoals', 'discreet', 'discreetOffReason']

/** These are read apart: they need more than their own cell. */
const APART = new Set(['key', 'kind', 'title', 'summary', 'body', 'link', 'textLanguage'])
const REVIEW_AFTER_DAYS = 365

function rawValue(cell: Cell | undefined): unknown {
  return cell && (cell.any ?? cell.nl ?? cell.en)
}

function institutionOf(names: Names): string | undefined {
  const found = [...names.units].filter(([, unit]) => unit.kind === 'institution').map(([id]) => id)
  return found.length === 1 ? found[0] : undefined
}

/** Values by place in the offer, as the record's own columns give them. */
function readCells(
  cells: Cells,
  language: 'nl' | 'en',
  before: Offer | undefined,
  context: MapContext,
  problems: LineProblem[],
  notices: Told[],
) {
  const values = new Map<string, unknown>()
  for (const column of context.index.columns) {
    const cell = cells.get(column.id)
    if (!cell || APART.has(column.id) || column.id.startsWith('session')) continue
    if (column.reads === 'pair') {
      const kept = before?.details[column.id.slice('details.'.length)] as { nl: string; en: string } | undefined
      const pair = pairFrom(cell, kept ?? NO_TEXT, language, cleanLine)
      values.set(column.id, pair.nl === '' && pair.en === '' ? undefined : pair)
    } else if (isEmpty(cell.any)) {
      const cleared = { ...CLEARED, ...CLEARED_KEPT }
      if (column.id in cleared) values.set(column.id, cleared[column.id])
      else if (column.id.startsWith('details.')) values.set(column.id, undefined)
    } else {
      const read = readValue(column, cell.any, context.lookup)
      const hours =
        column.id === 'details.hoursMax' && !cells.has('details.hoursMin')
          ? hoursRange(shownValue(cell.any))
          : undefined
      if (hours) for (const [id, amount] of Object.entries(hours)) values.set(id, amount)
      else if (read.ok) values.set(column.id, read.value)
      // How long it takes is no reason to refuse a course.
      else if (read.code === 'not-a-duration')
        notices.push({ field: cell.header, code: 'no-duration', value: shownValue(cell.any) })
      else problems.push({ field: cell.header, ...read })
    }
  }
  return values
}

type Told = Omit<LineNotice, 'line'>
/** An offer as a record means it, or what is wrong with it; `notices` are told either way. */
export type MappedRecord = { offer?: CheckedOffer; problems: LineProblem[]; notices: LineNotice[] }

/** `32-38`, `32 tot 40 uur`, `38 uur`: the least and the most hours a week of a vacancy. */
function hoursRange(text: string): Record<string, number> | undefined {
  const number = '(\\d{1,2}(?:[.,]\\d{1,2})?)'
  const pattern = `^${number}\\s*(?:(?:-|–|/|tot|t/m|to)\\s*${number})?\\s*(?:u|uur|uren|h|hours?)?(?: per week| a week)?$`
  const [, least, most] = new RegExp(pattern, 'i').exec(text.trim()) ?? []
  const [min, max] = [parseNumber(least), parseNumber(most ?? least)]
  if (min === undefined || max === undefined || least === undefined) return undefined
  return { 'details.hoursMin': min, 'details.hoursMax': max }
}

function ownership(values: Map<string, unknown>, before: Offer | undefined, context: MapContext) {
  const { defaults, names } = context
  const ownUnit = defaults.unit ?? (before ? undefined : (defaults.usualUnit ?? institutionOf(names)))
  const units = (values.get('units') as string[] | undefined) ?? (ownUnit ? [ownUnit] : before?.units)
  const unit = (values.get('owner.unit') as string | undefined) ?? defaults.unit ?? before?.owner.unit ?? units?.[0]
  const sameOwner = before && before.owner.unit === unit ? before.owner.email : undefined
  const email =
    (values.get('owner.email') as string | undefined) ??
    defaults.ownerEmail ??
    sameOwner ??
    (unit && context.emailOf(unit))
  return { units, unit, email }
}

function detailsAfter(
  values: Map<string, unknown>,
  before: Offer | undefined,
  unit: string | undefined,
  context: MapContext,
): Record<string, unknown> {
  const details: Record<string, unknown> = { ...before?.details }
  for (const { id } of context.index.columns) {
    if (!id.startsWith('details.') || !values.has(id)) continue
    const field = id.slice('details.'.length)
    if (values.get(id) === undefined) delete details[field]
    else details[field] = values.get(id)
  }
  const asks = (field: string) =>
    details[field] === undefined && context.index.columns.some(({ id }) => id === `details.${field}`)
  const named = unit === undefined ? undefined : context.names.units.get(unit)
  return {
    ...details,
    ...(asks('unit') ? { unit } : {}),
    // The one who asks for somebody is the unit itself, unless the file names another.
    ...(asks('employer') && named ? { employer: { nl: named.nl, en: named.en } } : {}),
  }
}

/** The column a place in the offer belongs to: `title.nl` to `title`, `sessions.0.seats` to `session.seats`. */
function columnOf(path: string, { columns }: ColumnIndex): ImportColumn | undefined {
  const place =
    path === 'sourceKey'
      ? 'key'
      : path.replace(/^sessions\.\d+\./, 'session.').replace(/^session\.days.*/, 'session.date')
  return columns
    .filter(({ id }) => place === id || place.startsWith(`${id}.`))
    .sort((a, b) => b.id.length - a.id.length)[0]
}

function checkProblems(
  input: OfferInput,
  cells: Cells,
  context: MapContext,
): { offer?: CheckedOffer; problems: LineProblem[] } {
  const checked = checkOffer(input)
  if (checked.ok) return { offer: checked.offer, problems: [] }
  const problems = checked.problems.map(({ field, problem }): LineProblem => {
    if (field === 'details') return { field: '', code: 'contradiction' }
    const column = columnOf(field, context.index)
    const cell = column && cells.get(column.id)
    const name = cell?.header ?? (column ? context.fieldName(column) : field)
    const value = rawValue(cell)
    if (problem === 'missing' && isEmpty(value)) return { field: name, code: 'missing' }
    const code = problem === 'too-long' || problem === 'skipped-hour' ? problem : 'wrong-value'
    return { field: name, code, value: shownValue(value) }
  })
  return { problems }
}

/**
 * One record as a checked offer. What the record says goes first; what it does not name stays as the offer `before` has it, and a
 * new offer gets the usual value. So running an import again changes nothing, and work done in the portal is kept.
 */
export function mapRecord(
  { sourceKey, rows }: KeyedRows,
  before: Offer | undefined,
  context: MapContext,
): MappedRecord {
  const cells: Cells = rows[0]?.cells ?? new Map()
  const line = rows[0]?.line ?? 0
  const problems: LineProblem[] = []
  const told: Told[] = []
  const kind = cells.get('kind')
  if (kind && !isEmpty(kind.any) && kindFor(shownValue(kind.any)) !== context.kind) {
    const value = shownValue(kind.any)
    return { problems: [{ field: kind.header, code: 'other-kind', value, known: context.kind }], notices: [] }
  }
  const language = languageOfTexts(cells)
  const values = readCells(cells, language, before, context, problems, told)
  const fieldName = (id: string) => {
    const column = context.index.columns.find((one) => one.id === id)
    return cells.get(id)?.header ?? (column ? context.fieldName(column) : id)
  }
  const mapped = kindOf(context.kind).sessions
    ? mapSessions(rows, { language, lookup: context.lookup, before, fieldName, addsSessions: context.addsSessions })
    : { sessions: undefined, problems: [], notices: [] }
  const { sessions } = mapped
  problems.push(...mapped.problems)

  const link: MappedLink = mapLink(cells.get('link'), told)
  const textBefore = {
    title: before?.title ?? NO_TEXT,
    summary: before?.summary ?? NO_TEXT,
    body: before?.body ?? NO_TEXT,
  }
  const body = bodyFrom(cells.get('body'), link, textBefore.body, language)
  const notices = [...told.map((one) => ({ ...one, line })), ...mapped.notices]

  const owner = ownership(values, before, context)
  if (!owner.units?.length || !owner.unit) problems.push({ field: fieldName('units'), code: 'no-unit' })
  else if (!owner.email) problems.push({ field: fieldName('owner.email'), code: 'no-owner-email', value: owner.unit })
  if (problems.length > 0) return { problems, notices }

  const after = <K extends keyof Offer & keyof typeof CLEARED>(name: K) =>
    values.has(name) ? values.get(name) : (before?.[name] ?? CLEARED[name])
  const { usual } = kindOf(context.kind)
  const input = {
    sourceKey,
    kind: context.kind,
    state: values.get('state') ?? context.defaults.state ?? before?.state ?? 'published',
    title: pairFrom(cells.get('title'), textBefore.title, language, cleanLine),
    summary: summaryAfter(cells.get('summary'), textBefore, body, language),
    body,
    format: values.get('format') ?? before?.format ?? usual.format,
    learningForm: values.get('learningForm') ?? before?.learningForm ?? usual.learningForm,
    participation: values.get('participation') ?? before?.participation ?? 'individual',
    ...Object.fromEntries(Object.keys(CLEARED).map((name) => [name, after(name as 'themes')])),
    ...Object.fromEntries(KEPT.filter((name) => values.has(name)).map((name) => [name, values.get(name)])),
    ...(link.saved === undefined ? {} : { link: link.saved }),
    units: owner.units,
    owner: { unit: owner.unit, email: owner.email },
    reviewOn: values.get('reviewOn') ?? before?.reviewOn ?? addDays(dayOf(context.now), REVIEW_AFTER_DAYS),
    sessions: sessions ?? before?.sessions ?? [],
    details: detailsAfter(values, before, owner.units?.[0], context),
  }
  // A file is data: what does not fit is refused by the same check as anything typed in.
  return { ...checkProblems(input as OfferInput, cells, context), notices }
}
