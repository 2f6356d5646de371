import type { Largest } from './define-form.server.ts'
import type { StoredUpload } from './stored-upload.ts'

/** One field as it was sent: text, the bytes of a file, or a file that was written to the disk as it arrived. */
export type Entry = readonly [name: string, value: string | Uint8Array | StoredUpload]

const AMPERSAND = '&'.charCodeAt(0)
const BOUNDARY = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))\s*(?:;|$)/i
const HEADERS_END = '\r\n\r\n'

async function bytesOf(request: Request, most: number): Promise<Buffer | 'too-large'> {
  const pieces: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > most) {
      await reader.cancel()
      return 'too-large'
    }
    pieces.push(value)
  }
  return Buffer.concat(pieces)
}

function isWithinUrlEncoded(bytes: Buffer, { fields }: Largest): boolean {
  let found = 1
  for (const byte of bytes) if (byte === AMPERSAND) found++
  return found <= fields
}

/** Counts the parts of a multipart body by their separators, and those that say they are a file by their head; stops at the first too many. */
function isWithinMultipart(bytes: Buffer, boundary: string, { fields, parts }: Largest): boolean {
  const separator = `--${boundary}`
  let [all, files, at] = [0, 0, bytes.indexOf(separator)]
  while (at >= 0) {
    const next = bytes.indexOf(separator, at + separator.length)
    // What follows the last separator is the end and no part.
    if (next < 0) break
    all++
    const head = bytes.indexOf(HEADERS_END, at)
    if (head >= 0 && head < next && /filename\*?\s*=/i.test(bytes.toString('latin1', at, head))) files++
    if (files > parts || all > fields + parts) return false
    at = next
  }
  return true
}

function isWithin(bytes: Buffer, type: string, largest: Largest): boolean {
  const [, quoted, plain] = BOUNDARY.exec(type) ?? []
  const boundary = quoted ?? plain
  return boundary ? isWithinMultipart(bytes, boundary, largest) : isWithinUrlEncoded(bytes, largest)
}

/** The fields of a form that has been parsed, with the bytes of its files. */
export async function entriesOf(form: FormData): Promise<Entry[]> {
  const entries: Entry[] = []
  for (const [name, value] of form)
    entries.push([name, typeof value === 'string' ? value : new Uint8Array(await value.arrayBuffer())])
  return entries
}

/**
 * Reads what a request sends as a form: `bad-form` when it is none or did not arrive whole, `too-large` when it has more bytes, fields or files
 * than its form may have. All three are counted before anything is parsed, so no work grows faster than the request.
 */
export async function readBody(request: Request, largest: Largest): Promise<Entry[] | 'bad-form' | 'too-large'> {
  try {
    const bytes = await bytesOf(request, largest.body)
    if (bytes === 'too-large') return bytes
    const type = request.headers.get('Content-Type') ?? ''
    if (!isWithin(bytes, type, largest)) return 'too-large'
    const form = await new Response(new Uint8Array(bytes), { headers: { 'Content-Type': type } }).formData()
    const entries = await entriesOf(form)
    const files = entries.filter(([, value]) => typeof value !== 'string').length
    return files > largest.parts || entries.length - files > largest.fields ? 'too-large' : entries
  } catch {
    return 'bad-form'
  }
}
