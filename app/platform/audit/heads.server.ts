import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { z } from 'zod'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { appendLine } from './append-line.server.ts'

/** Where the log stood at a moment: the number of its last event, and that event's hash. Whoever has it can see later whether the log was written anew. */
export type Head = {
  n: number
  hash: string
  at: string
  /** The hash of the line before it in the file, empty for the first; heads of before December 2026 have none. */
  before?: string
  /** A salted digest of the log of confidential events: a new salt each time, so that it differs whether or not something happened. */
  confidential?: string
}
/** A line of the file; without a head when it cannot be read as one. `isLinked`: it names the line before it, or is of the time when none did. */
export type HeadLine = { line: number; head: Head | null; isLinked: boolean }

const headSchema = z.object({
  n: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime({ offset: true }),
  before: z
    .string()
    .regex(/^(?:[0-9a-f]{64})?$/)
    .optional(),
  confidential: z
    .string()
    .regex(/^[\w:-]{1,200}$/)
    .optional(),
})
const LONGEST_LINE = 1_000
const CHUNK = 65_536

/** Where the log stands now; nothing while it has no event. */
export function currentHead(db: Db, now: Date): Head | null {
  const last = prepared(db, 'SELECT seq, hash FROM audit_events ORDER BY seq DESC LIMIT 1').get() as
    | { seq: number; hash: string }
    | undefined
  return last ? { n: last.seq, hash: last.hash, at: now.toISOString() } : null
}

function hashOfLine(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The last line of the file that says something, as `readHeads` reads it; empty for a file without one. */
function lastLineOf(name: string): string {
  const file = openSync(name, 'a+', 0o600)
  try {
    const { size } = fstatSync(file)
    const length = Math.min(size, 2 * LONGEST_LINE + 2)
    const end = Buffer.alloc(length)
    readSync(file, end, 0, length, size - length)
    const line =
      end
        .toString('utf8')
        .split('\n')
        .findLast((text) => text.trim() !== '') ?? ''
    return line.length > LONGEST_LINE ? '?' : line
  } finally {
    closeSync(file)
  }
}

/**
 * Adds a head to the file as one line that names the line before it, and waits until it is on the disk. Throws the error of the file system. Two
 * processes must not do it at once: `writeHead` holds the database while it does.
 */
export function appendHead(file: string, head: Omit<Head, 'before'>): void {
  const last = lastLineOf(file)
  appendLine(file, JSON.stringify({ ...head, before: last === '' ? '' : hashOfLine(last) }))
}

function headOf(text: string): Head | null {
  try {
    return headSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** The lines of an open file; one that is longer than a head can be is given as a sign that is none, and is not kept in memory. */
function* linesOf(file: number): Generator<string> {
  const decoder = new StringDecoder('utf8')
  const chunk = Buffer.alloc(CHUNK)
  let rest = ''
  for (;;) {
    const length = readSync(file, chunk, 0, CHUNK, null)
    rest += length === 0 ? decoder.end() : decoder.write(chunk.subarray(0, length))
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield line.length > LONGEST_LINE ? '?' : line
    if (rest.length > LONGEST_LINE) rest = '?'.repeat(LONGEST_LINE + 1)
    if (length === 0) break
  }
  if (rest !== '') yield rest.length > LONGEST_LINE ? '?' : rest
}

/** Every line of the file that says something, in order. Throws the error of the file system at once when the file is not there or cannot be read. */
export function readHeads(name: string): Iterable<HeadLine> {
  const file = openSync(name, 'r')
  if (fstatSync(file).isFile()) return headsIn(file)
  closeSync(file)
  throw Object.assign(new Error('not a file'), { code: 'EISDIR' })
}

function* headsIn(file: number): Generator<HeadLine> {
  try {
    let [line, last, anyLinked] = [0, '', false]
    for (const text of linesOf(file)) {
      line++
      if (text.trim() === '') continue
      const head = headOf(text)
      const before = last === '' ? '' : hashOfLine(last)
      // Heads of the time when none named another are links of no chain; after the first that does, each has to.
      const isLinked = head?.before === undefined ? !anyLinked : head.before === before
      anyLinked ||= head?.before !== undefined
      last = text
      yield { line, head, isLinked }
    }
  } finally {
    closeSync(file)
  }
}
