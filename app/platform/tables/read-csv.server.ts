import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { type BrokenRow, type RawRecord, type Reading, unreadable } from './reading.ts'

const SEPARATORS = [';', ',', '\t'] as const
/** Excel may name the separator itself in a first line `sep=;`. */
const NAMED_SEPARATOR = /^sep=(.)\n/i
/** What our own exports put before a cell that a spreadsheet would take for a formula. */
const GUARD = /^'(?=[=+\-@\t])/
/** How programs make Excel keep a number as it is written: `="000123"`. */
const AS_TEXT = /^="([^"]*)"$/

export type CsvTable = { records: Array<RawRecord | BrokenRow> }

type Row = { cells: string[]; line: number }

function newlines(text: string): number {
  return text.split('\n').length - 1
}

function rowsOf(text: string, separator: string, firstLine: number, most?: number): Row[] {
  const options = {
    delimiter: separator,
    raw: true,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
  }
  // With `raw`, csv-parse gives each record beside its own text; its types do not know that.
  const rows = parse(text, most ? { ...options, to: most } : options) as unknown as Array<{
    record: string[]
    raw: string
  }>
  let line = firstLine
  return rows.map(({ record, raw }) => {
    const row = { cells: record, line }
    line += Math.max(1, newlines(raw))
    return row
  })
}

/** The separator that gives most columns we know; with none, most columns. */
function separatorOf(text: string, knows: (header: string) => boolean): string {
  const first = text.slice(0, 20_000)
  const scored = SEPARATORS.map((separator) => {
    try {
      const headers = rowsOf(first, separator, 1, 1)[0]?.cells ?? []
      return { separator, score: headers.filter(knows).length * 1_000 + headers.length }
    } catch {
      return { separator, score: 0 }
    }
  })
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).separator
}

function cellText(cell: string): string {
  return cell.replace(AS_TEXT, '$1').replace(GUARD, '')
}

function recordOf(headers: ReadonlyArray<string>, { cells, line }: Row): RawRecord | BrokenRow {
  const extra = cells.slice(headers.length).find((cell) => cell.trim() !== '')
  if (extra !== undefined) return { line, problem: { field: '', code: 'too-many-cells', value: extra } }
  return { line, entries: headers.map((header, place) => [header, cellText(cells[place] ?? '')] as const) }
}

/** Reads CSV as a Dutch Excel writes it. A record carries the number of the line it starts on. */
export function readCsv(text: string, knows: (header: string) => boolean): Reading<CsvTable> {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const named = NAMED_SEPARATOR.exec(plain)
  const body = named ? plain.slice(named[0].length) : plain
  try {
    const separator = named?.[1] ?? separatorOf(body, knows)
    const [head, ...rows] = rowsOf(body, separator, named ? 2 : 1).filter(({ cells }) =>
      cells.some((cell) => cell.trim() !== ''),
    )
    if (!head || rows.length === 0) return unreadable('empty')
    return { ok: true, value: { records: rows.map((row) => recordOf(head.cells, row)) } }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return unreadable('broken-csv', { line: Number(error.lines ?? 1) })
  }
}
