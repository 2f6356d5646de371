import { decodeText, type Encoding } from '#app/platform/tables/detect-text.server.ts'
import { readBytes } from '#app/platform/tables/read-bytes.server.ts'
import { readCsv } from '#app/platform/tables/read-csv.server.ts'
import { unreadable } from '#app/platform/tables/reading.ts'
import type { KindId } from '../kinds.ts'
import { indexColumns } from './columns.ts'
import { fetchCourses } from './fetch-courses.server.ts'
import type { ImportSource, SourceReading } from './import-record.ts'
import { readJsonLines } from './read-jsonl.ts'
import { readCourses } from './read-oeapi.server.ts'

export const SOURCE_FORMATS = ['csv', 'jsonl', 'oeapi'] as const
export type SourceFormat = (typeof SOURCE_FORMATS)[number]
export type ReadSource = ImportSource & { format: SourceFormat; encoding: Encoding }

const MOST_MEGABYTES = 200
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\//i

/** The format that the end of a file name stands for; an address is always read as Open Education API. */
export function formatOfName(name: string): SourceFormat | undefined {
  if (ADDRESS.test(name)) return 'oeapi'
  if (/\.(csv|tsv|txt)$/i.test(name)) return 'csv'
  if (/\.(jsonl|ndjson)$/i.test(name)) return 'jsonl'
  return /\.json$/i.test(name) ? 'oeapi' : undefined
}

function readAs(format: SourceFormat, text: string, kind: KindId): SourceReading<ImportSource> {
  switch (format) {
    case 'csv': {
      const index = indexColumns(kind)
      return readCsv(text, (header) => index.find(header) !== undefined)
    }
    case 'jsonl':
      return readJsonLines(text)
    case 'oeapi':
      return readCourses(text)
    default:
      return format satisfies never
  }
}

/** The records of a file, or of an Open Education API address. */
export async function readSource(
  name: string,
  format: SourceFormat,
  kind: KindId,
  progress: (records: number) => void,
): Promise<SourceReading<ReadSource>> {
  if (ADDRESS.test(name)) {
    if (format !== 'oeapi') return unreadable('address-with-format')
    const fetched = await fetchCourses(name, progress)
    return fetched.ok ? { ok: true, value: { ...fetched.value, format, encoding: 'UTF-8' } } : fetched
  }
  const bytes = await readBytes(name, MOST_MEGABYTES)
  return bytes.ok ? readSourceBytes(bytes.value, format, kind) : bytes
}

/** The records of a file that is here already. */
export function readSourceBytes(bytes: Uint8Array, format: SourceFormat, kind: KindId): SourceReading<ReadSource> {
  if (bytes.length === 0) return unreadable('empty')
  const decoded = decodeText(Buffer.from(bytes))
  if (!decoded.ok) return decoded
  const source = readAs(format, decoded.value.text, kind)
  return source.ok ? { ok: true, value: { ...source.value, format, encoding: decoded.value.encoding } } : source
}
