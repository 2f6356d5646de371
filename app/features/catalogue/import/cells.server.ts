import { LANGUAGES } from '#app/i18n/languages.ts'
import { isSheetError, saysNothing } from '#app/platform/tables/parse-values.ts'
import { unreadable } from '#app/platform/tables/reading.ts'
import type { ColumnIndex, Match } from './columns.ts'
import {
  type BrokenRecord,
  type Cell,
  type Cells,
  type Filled,
  type ImportSource,
  isObject,
  type LineProblem,
  languageOfCode,
  type SourceReading,
} from './import-record.ts'

export type Sorted = { filled: Filled[]; broken: BrokenRecord[]; ignored: string[] }

/** `{nl, en}` or `[{language, value}]` as texts by language; any other value has no named language. */
function textsOf(value: unknown): Pick<Cell, 'any' | 'nl' | 'en'> {
  if (Array.isArray(value) && value.length > 0 && value.every((part) => isObject(part) && 'language' in part)) {
    const texts: Pick<Cell, 'nl' | 'en'> = {}
    for (const part of value) {
      const language = languageOfCode(part.language)
      if (language && texts[language] === undefined) texts[language] = part.value
    }
    return texts
  }
  if (isObject(value))
    return Object.fromEntries(LANGUAGES.flatMap((language) => (language in value ? [[language, value[language]]] : [])))
  return { any: value }
}

function put(cells: Cells, header: string, { column, language }: Match, value: unknown): void {
  const isText = column.reads === 'pair' || column.reads === 'paragraphs'
  const texts = language ? { [language]: value } : isText ? textsOf(value) : { any: value }
  cells.set(column.id, { ...cells.get(column.id), header: cells.get(column.id)?.header ?? header, ...texts })
}

/** What stands in for the key where a file has no other column for it, such as the number of a vacancy. */
const OTHER_KEY = 'details.reference'

function addOtherKey(cells: Cells): void {
  const other = cells.get(OTHER_KEY)
  if (other && !cells.has('key')) cells.set('key', { header: other.header, any: other.any })
}

/** Puts the values of every record under our columns. What no column means is named once, so that a misspelt header is seen. */
export function sortIntoColumns(source: ImportSource, index: ColumnIndex): SourceReading<Sorted> {
  const matches = new Map<string, Match | undefined>()
  const ignored = new Set<string>()
  const sorted: Sorted = { filled: [], broken: [], ignored: [] }
  const matchOf = (header: string) => {
    if (!matches.has(header)) matches.set(header, index.find(header))
    return matches.get(header)
  }
  for (const record of source.records) {
    if ('problem' in record) {
      sorted.broken.push(record)
      continue
    }
    const taken = new Map<string, { header: string; rank: number }>()
    const cells: Cells = new Map()
    const problems: LineProblem[] = []
    for (const [header, value] of record.entries) {
      const match = matchOf(header)
      if (!match) {
        if (header.trim() !== '') ignored.add(header)
        continue
      }
      const place = `${match.column.id} ${match.language ?? ''}`
      const other = taken.get(place)
      if (other && match.column.reads !== 'key')
        return unreadable('same-columns', { first: other.header, second: header })
      // Sources often have an id and a code; the name that stands first in our list is the key.
      if (other && other.rank <= match.rank) continue
      if (other) cells.delete(match.column.id)
      taken.set(place, { header, rank: match.rank })
      const text = typeof value === 'string' ? value.trim() : ''
      if (isSheetError(text)) problems.push({ field: header, code: 'sheet-error', value: text })
      else put(cells, header, match, saysNothing(text) ? '' : value)
    }
    addOtherKey(cells)
    sorted.filled.push({ line: record.line, cells, ...(problems.length > 0 ? { problems } : {}) })
  }
  sorted.ignored = [...ignored]
  const hasKey = sorted.filled.length === 0 || sorted.filled.some(({ cells, problems }) => cells.has('key') || problems)
  return hasKey ? { ok: true, value: sorted } : unreadable('no-key-column')
}
