import { type RawRecord, unreadable } from '#app/platform/tables/reading.ts'
import { type BrokenRecord, type ImportSource, isObject, type SourceReading } from './import-record.ts'

/** Objects inside a record whose members are columns of their own: `owner.email`, `details.closesOn`. */
const NESTED = new Set(['owner', 'details'])

export function recordEntries(record: Record<string, unknown>): Array<[string, unknown]> {
  return Object.entries(record).flatMap(
    ([name, value]): Array<[string, unknown]> =>
      NESTED.has(name) && isObject(value)
        ? Object.entries(value).map(([part, inner]) => [`${name}.${part}`, inner])
        : [[name, value]],
  )
}

function recordOf(text: string, line: number): RawRecord | BrokenRecord {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value)
      ? { line, entries: recordEntries(value) }
      : { line, problem: { field: '', code: 'not-an-object' } }
  } catch {
    return { line, problem: { field: '', code: 'broken-json' } }
  }
}

/** Reads JSON lines: one object a line; empty lines are passed over but counted. */
export function readJsonLines(text: string): SourceReading<ImportSource> {
  const records = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .flatMap((line, place) => (line.trim() === '' ? [] : [recordOf(line, place + 1)]))
  return records.length === 0 ? unreadable('empty') : { ok: true, value: { records } }
}
