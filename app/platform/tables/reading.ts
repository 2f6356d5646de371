/** What can make a whole file unusable; each has a sentence in locales/{nl,en}/server/import.json. */
export const TABLE_PROBLEMS = [
  'not-found',
  'not-a-file',
  'too-large',
  'empty',
  'binary',
  'workbook',
  'broken-csv',
  'mixed-letters',
  'garbled-letters',
  'lost-letters',
  'unclear-letters',
] as const
export type TableProblemCode = (typeof TABLE_PROBLEMS)[number]

export type Problem<Code extends string> = { code: Code; values?: Record<string, string | number> }
export type Reading<T, Code extends string = TableProblemCode> =
  | { ok: true; value: T }
  | { ok: false; problem: Problem<Code> }

export function unreadable<Code extends string>(
  code: Code,
  values?: Problem<Code>['values'],
): { ok: false; problem: Problem<Code> } {
  return { ok: false, problem: values ? { code, values } : { code } }
}

/** One record as a source gave it: its place there, and its values by the names the source uses. */
export type RawRecord = { line: number; entries: ReadonlyArray<readonly [name: string, value: unknown]> }
/** A record with values beyond the last column. */
export type BrokenRow = { line: number; problem: { field: string; code: 'too-many-cells'; value: string } }
