import { open } from 'node:fs/promises'
import type { KindId } from '../kinds.ts'
import { indexColumns } from './columns.ts'
import { decodeText, type Encoding } from './detect-text.server.ts'
import { fetchCourses } from './fetch-courses.server.ts'
import { readCsv } from './read-csv.server.ts'
import { readJsonLines } from './read-jsonl.ts'
import { readCourses } from './read-oeapi.server.ts'
import { type Reading, type Source, unreadable } from './record.ts'

export const SOURCE_FORMATS = ['csv', 'jsonl', 'oeapi'] as const
export type SourceFormat = (typeof SOURCE_FORMATS)[number]
export type ReadSource = Source & { format: SourceFormat; encoding: Encoding }

const MOST_BYTES = 200 * 1024 * 1024
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\//i

/** The format that the end of a file name stands for; an address is always read as Open Education API. */
export function formatOfName(name: string): SourceFormat | undefined {
  if (ADDRESS.test(name)) return 'oeapi'
  if (/\.(csv|tsv|txt)$/i.test(name)) return 'csv'
  if (/\.(jsonl|ndjson)$/i.test(name)) return 'jsonl'
  return /\.json$/i.test(name) ? 'oeapi' : undefined
}

async function bytesOf(file: string): Promise<Reading<Buffer>> {
  let handle: Awaited<ReturnType<typeof open>>
  try {
    handle = await open(file, 'r')
  } catch {
    return unreadable('not-found')
  }
  try {
    const facts = await handle.stat()
    if (!facts.isFile()) return unreadable('not-a-file')
    if (facts.size > MOST_BYTES) return unreadable('too-large', { megabytes: MOST_BYTES / 1024 / 1024 })
    return { ok: true, value: await handle.readFile() }
  } finally {
    await handle.close()
  }
}

function readAs(format: SourceFormat, text: string, kind: KindId): Reading<Source> {
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
): Promise<Reading<ReadSource>> {
  if (ADDRESS.test(name)) {
    if (format !== 'oeapi') return unreadable('address-with-format')
    const fetched = await fetchCourses(name, progress)
    return fetched.ok ? { ok: true, value: { ...fetched.value, format, encoding: 'UTF-8' } } : fetched
  }
  const bytes = await bytesOf(name)
  if (!bytes.ok) return bytes
  if (bytes.value.length === 0) return unreadable('empty')
  const decoded = decodeText(bytes.value)
  if (!decoded.ok) return decoded
  const source = readAs(format, decoded.value.text, kind)
  return source.ok ? { ok: true, value: { ...source.value, format, encoding: decoded.value.encoding } } : source
}
