import { homeOrganisationOf } from '#app/platform/oidc/home-organisation.ts'
import { parseDay } from '#app/platform/tables/parse-day.ts'
import { isEmail, saysNothing, scalarText } from '#app/platform/tables/parse-values.ts'
import type { CsvTable } from '#app/platform/tables/read-csv.server.ts'
import { type RawRecord, type Reading, type TableProblemCode, unreadable } from '#app/platform/tables/reading.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import type { Db } from '#db/open.server.ts'
import { categoryOf, stageOf, unitFinder } from './choices.server.ts'
import { COLUMN_IDS, COLUMNS, type ColumnId, columnOf, NAME_PARTS } from './columns.ts'
import type { PeopleFileProblemCode, PersonRow, RowKey, RowProblem, RowProblemCode } from './import-row.ts'

export type UnknownStage = RowKey & { line: number; value: string }
export type ReadRows = {
  rows: PersonRow[]
  problems: RowProblem[]
  /** Functions that tell us no career stage: the row goes in without one. */
  unknownStages: UnknownStage[]
  ignored: string[]
  count: number
  columns: Set<ColumnId>
  /** Of whom a file that is everybody speaks, where it has no column for it. */
  organisations: ReadonlyArray<string | null>
}
export type ImportReading<T> = Reading<T, TableProblemCode | PeopleFileProblemCode>

const MOST_ROWS = 200_000
/** Letters, digits and a few signs, with a digit somewhere: what is not so may be a name in the wrong column, and is never shown. */
const STAFF_NUMBER = /^(?=.*\d)[A-Za-z0-9][A-Za-z0-9._/-]{0,31}$/
/** What a spreadsheet takes for a formula. No name, number or unit begins so. */
const FORMULA = /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/
const LONGEST: Readonly<Record<ColumnId, number>> = {
  staffNumber: 32,
  homeOrganisation: 255,
  name: 200,
  firstName: 100,
  initials: 30,
  prefix: 40,
  surname: 120,
  email: 320,
  unit: 200,
  staffCategory: 100,
  careerStage: 100,
  startsOn: 40,
  endsOn: 40,
  manager: 32,
}
const FIRST_YEAR = 1940
const LAST_YEAR = 2100
/** HR systems write the end of a contract without an end so. */
const NO_END_YEAR = 2999

/** How some systems write that there is no day. */
const NO_DAY = /^0{1,4}[-/.]0{1,2}[-/.]0{1,4}$/

type Cells = ReadonlyMap<ColumnId, string>
type Tell = (column: ColumnId, code: RowProblemCode, value?: string) => undefined

function textOf(value: unknown): string {
  const text = visibleText(scalarText(value) ?? '')
    .replace(/\s+/g, ' ')
    .trim()
  return saysNothing(text) || NO_DAY.test(text) ? '' : text
}

/** The name of a row: the whole of it, else its parts; initials only where there is no first name. */
function nameOf(cells: Cells): string {
  const whole = cells.get('name')
  if (whole) return whole
  const part = (id: (typeof NAME_PARTS)[number]) => cells.get(id) || (id === 'firstName' ? cells.get('initials') : '')
  return cells.get('surname') ? NAME_PARTS.map(part).filter(Boolean).join(' ') : ''
}

/** The value of a cell; nothing when the file has no such column. */
function filled(cells: Cells, column: ColumnId): string | null | undefined {
  const text = cells.get(column)
  return text === '' ? null : text
}

function needed(cells: Cells, column: ColumnId, tell: Tell): string | undefined {
  return cells.get(column) || tell(column, 'missing')
}

function readDay(text: string, column: ColumnId, tell: Tell): string | undefined {
  const day = parseDay(text)
  if (day === undefined) return tell(column, 'not-a-date', text)
  const year = Number(day.slice(0, 4))
  return year < FIRST_YEAR || year > LAST_YEAR ? tell(column, 'far-date', text) : day
}

function readEnd(text: string, tell: Tell): string | null | undefined {
  return Number(parseDay(text)?.slice(0, 4) ?? 0) >= NO_END_YEAR ? null : readDay(text, 'endsOn', tell)
}

function readUnit(word: string, find: (word: string) => ReadonlyArray<string>, tell: Tell): string | undefined {
  const [unit, second] = find(word)
  if (!unit) return tell('unit', 'unknown-unit', word)
  return second ? tell('unit', 'unclear-unit', word) : unit
}

/** The value of a cell that may be empty or absent, read by `read`. */
function perhaps<T>(
  text: string | null | undefined,
  read: (text: string) => T | null | undefined,
): T | null | undefined {
  return text === undefined || text === null ? text : read(text)
}

function readNumber(text: string, column: ColumnId, tell: Tell): string | undefined {
  return STAFF_NUMBER.test(text) ? text : tell(column, 'wrong-number')
}

/** What a row is read with: the units by their words, and the organisations of the portal (none: any). */
type Known = { find: (word: string) => ReadonlyArray<string>; organisations: ReadonlyArray<string> }

/** Whose row it is: the organisation of the cell, or the only one there is; undefined where that cannot be read. */
function organisationOf(cells: Cells, { organisations }: Known): string | null | undefined {
  const cell = cells.get('homeOrganisation') ?? ''
  if (cell === '') return organisations.length > 1 ? undefined : (organisations[0] ?? null)
  const organisation = homeOrganisationOf(cell) ?? undefined
  const isOurs = organisation === undefined || organisations.length === 0 || organisations.includes(organisation)
  return isOurs ? organisation : undefined
}

/** Reads one row. Every problem of it is told; nothing when there is one. */
function readRow(
  line: number,
  cells: Cells,
  known: Known,
  { problems: told, unknownStages }: Pick<ReadRows, 'problems' | 'unknownStages'>,
): PersonRow | null {
  const before = told.length
  const number = cells.get('staffNumber') ?? ''
  const organisation = organisationOf(cells, known)
  const homeOrganisation = organisation ?? null
  // A number of nobody knows which organisation could be anybody's.
  const staffNumber = organisation !== undefined && STAFF_NUMBER.test(number) ? number : null
  const tell: Tell = (column, code, value) => {
    told.push({ line, staffNumber, homeOrganisation, column, code, ...(value === undefined ? {} : { value }) })
    return undefined
  }
  for (const [column, text] of cells) {
    if (text.length > LONGEST[column]) tell(column, 'too-long')
    else if (FORMULA.test(text)) tell(column, 'formula')
  }
  if (told.length > before) return null
  const own = needed(cells, 'staffNumber', tell)
  if (own) readNumber(own, 'staffNumber', tell)
  if (organisation === undefined)
    tell('homeOrganisation', cells.get('homeOrganisation') ? 'wrong-organisation' : 'missing')
  const name = nameOf(cells) || tell(cells.has('surname') ? 'surname' : 'name', 'missing')
  const unit = needed(cells, 'unit', tell)
  const category = needed(cells, 'staffCategory', tell)
  const start = needed(cells, 'startsOn', tell)
  const unitId = unit && readUnit(unit, known.find, tell)
  const staffCategory = category && (categoryOf(category) ?? tell('staffCategory', 'unknown-category', category))
  const startsOn = start && readDay(start, 'startsOn', tell)
  const endsOn = perhaps(filled(cells, 'endsOn'), (text) => readEnd(text, tell))
  const email = perhaps(filled(cells, 'email'), (text) => (isEmail(text) ? text : tell('email', 'not-an-email')))
  const careerStage = perhaps(filled(cells, 'careerStage'), (text) => stageOf(text) ?? null)
  const job = cells.get('careerStage')
  const managerNumber = perhaps(filled(cells, 'manager'), (text) => readNumber(text, 'manager', tell))
  if (startsOn && endsOn && endsOn < startsOn) tell('endsOn', 'end-before-start', endsOn)
  if (managerNumber && managerNumber === staffNumber) tell('manager', 'own-manager', managerNumber)
  if (told.length > before || !staffNumber || !name || !unitId || !staffCategory || !startsOn) return null
  if (job && careerStage === null) unknownStages.push({ line, homeOrganisation, staffNumber, value: job })
  return {
    line,
    homeOrganisation,
    staffNumber,
    name,
    unitId,
    staffCategory,
    startsOn,
    ...(email === undefined ? {} : { email }),
    ...(careerStage === undefined ? {} : { careerStage }),
    ...(endsOn === undefined ? {} : { endsOn }),
    ...(managerNumber === undefined ? {} : { managerNumber }),
  }
}

/** Which of our columns stands in which place of the file; those that mean nothing to us are named once. */
function placesOf(
  record: RawRecord,
  needsOrganisation: boolean,
): ImportReading<{ places: Array<ColumnId | undefined>; ignored: string[] }> {
  const places: Array<ColumnId | undefined> = []
  const ignored: string[] = []
  const taken = new Map<ColumnId, string>()
  for (const [header] of record.entries) {
    const column = columnOf(header)
    const other = column && taken.get(column)
    if (other !== undefined) return unreadable('same-columns', { first: other, second: header })
    if (column) taken.set(column, header)
    else if (header.trim() !== '') ignored.push(header)
    places.push(column)
  }
  const isNeeded = (id: ColumnId) => COLUMNS[id].isNeeded || (id === 'homeOrganisation' && needsOrganisation)
  const hasName = taken.has('surname')
  const missing = COLUMN_IDS.filter((id) => isNeeded(id) && !taken.has(id) && !(id === 'name' && hasName))
  if (missing.length > 0)
    return unreadable('no-columns', {
      nl: missing.map((id) => COLUMNS[id].nl[0]).join(', '),
      en: missing.map((id) => COLUMNS[id].en[0]).join(', '),
    })
  return { ok: true, value: { places, ignored } }
}

/**
 * Reads the rows of an HR file. A row with a problem is told and left out; a file without the columns we need is refused as a whole: with
 * several `organisations` of the portal, also without the column that says whose number it is.
 */
export function readRows(db: Db, table: CsvTable, organisations: ReadonlyArray<string>): ImportReading<ReadRows> {
  if (table.records.length > MOST_ROWS) return unreadable('too-many-rows', { most: MOST_ROWS })
  const first = table.records.find((record): record is RawRecord => 'entries' in record)
  const read = first
    ? placesOf(first, organisations.length > 1)
    : { ok: true as const, value: { places: [], ignored: [] } }
  if (!read.ok) return read
  const { places, ignored } = read.value
  const columns = new Set(places.filter((column) => column !== undefined))
  const known = { find: unitFinder(db), organisations }
  const only = columns.has('homeOrganisation') ? [] : [organisations[0] ?? null]
  const rows: PersonRow[] = []
  const problems: RowProblem[] = []
  const unknownStages: UnknownStage[] = []
  for (const record of table.records) {
    if ('problem' in record) {
      // What is beyond the last column may be anything, a name too.
      problems.push({ line: record.line, staffNumber: null, column: null, code: 'too-many-cells' })
      continue
    }
    const cells = new Map<ColumnId, string>()
    for (const [place, [, value]] of record.entries.entries()) {
      const column = places[place]
      if (column) cells.set(column, textOf(value))
    }
    const row = readRow(record.line, cells, known, { problems, unknownStages })
    if (row) rows.push(row)
  }
  return {
    ok: true,
    value: { rows, problems, unknownStages, ignored, count: table.records.length, columns, organisations: only },
  }
}
