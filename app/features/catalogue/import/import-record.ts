import type { Language } from '#app/i18n/languages.ts'
import {
  type Problem,
  type RawRecord,
  TABLE_PROBLEMS,
  type Reading as TableReading,
} from '#app/platform/tables/reading.ts'

/** What can be wrong with one line; each has a sentence in locales/{nl,en}/server/import.json. */
export const LINE_PROBLEMS = [
  'broken-json',
  'not-an-object',
  'too-many-cells',
  'no-key',
  'long-key',
  'double-key',
  'double-cells',
  'double-session',
  'no-offering',
  'offering-without-course',
  'other-kind',
  'key-of-other-kind',
  'missing',
  'too-long',
  'wrong-value',
  'unknown-value',
  'contradiction',
  'not-a-date',
  'not-a-time',
  'not-a-number',
  'not-an-amount',
  'not-yes-or-no',
  'not-a-duration',
  'not-a-link',
  'not-an-email',
  'until-before-from',
  'skipped-hour',
  'discreet-fixed',
  'owner-only',
  'discreet-payer',
  'discreet-approval',
  'discreet-question',
  'not-yours',
  'no-unit',
  'no-owner-email',
  'sheet-error',
  'shortened-key',
  'end-before-start',
  'only-a-day',
  'no-zone',
  'not-https',
] as const
export type LineProblemCode = (typeof LINE_PROBLEMS)[number]

/** Whether this is something that can be wrong with a line. */
export function isLineProblem(code: string): code is LineProblemCode {
  return (LINE_PROBLEMS as ReadonlyArray<string>).includes(code)
}

/**
 * One thing wrong with a line: the column as the file names it, what is wrong, and what stood there. `line` is another line it
 * clashes with; `at` is the line itself where that is not the first of its offer.
 */
export type LineProblem = {
  field: string
  code: LineProblemCode
  value?: string
  known?: string
  line?: number
  at?: number
}

/** What can be told of a line that goes in all the same; each has a sentence in locales/{nl,en}/server/import.json. */
export const LINE_NOTICES = [
  'no-duration',
  'no-link',
  'doubled-hour',
  'days-between',
  'not-open',
  'more-periods',
] as const
/** What was left out or read in one of two ways, and what stood there. */
export type LineNotice = { line: number; field: string; code: (typeof LINE_NOTICES)[number]; value: string }

/** What can make a whole file, address or call unusable; each has a sentence in locales/{nl,en}/server/import.json. */
export const FILE_PROBLEMS = [
  ...TABLE_PROBLEMS,
  'broken-json',
  'not-a-page',
  'no-key-column',
  'same-columns',
  'address-not-allowed',
  'address-with-format',
  'address-failed',
  'address-slow',
  'address-answered',
  'redirected-elsewhere',
  'too-many-pages',
  'same-page-again',
] as const
export type FileProblemCode = (typeof FILE_PROBLEMS)[number]

export type FileProblem = Problem<FileProblemCode>
export type SourceReading<T> = TableReading<T, FileProblemCode>

export type BrokenRecord = { line: number; problem: LineProblem }
/** `addsSessions`: the records name sessions of offers that are there already, and no offer has to have all of its own named. */
export type ImportSource = {
  records: Array<RawRecord | BrokenRecord>
  morePages?: boolean
  addsSessions?: boolean
  notices?: LineNotice[]
}

/** What a record says for one column; a text whose language is not named stands under `any`. */
export type Cell = { header: string; any?: unknown; nl?: unknown; en?: unknown }
export type Cells = Map<string, Cell>
/** A record with its values under our columns, and what in it no column can hold. */
export type Filled = { line: number; cells: Cells; problems?: LineProblem[] }

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `nl-NL`, `nld`, `dut`, `en-GB`, `eng`: the language of the portal that a code stands for. */
export function languageOfCode(code: unknown): Language | undefined {
  const start = typeof code === 'string' ? code.toLowerCase().split(/[-_]/)[0] : ''
  if (start === 'nl' || start === 'nld' || start === 'dut') return 'nl'
  if (start === 'en' || start === 'eng') return 'en'
  return undefined
}
