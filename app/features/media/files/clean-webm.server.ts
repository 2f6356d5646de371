import { type OpenFile, readAt, zeroAt } from './read-at.server.ts'

const EBML = 0x1a45dfa3
const SEGMENT = 0x18538067
const DOC_TYPE = 0x4282
const INFO = 0x1549a966
const TRACKS = 0x1654ae6b
const CLUSTER = 0x1f43b675
/** SeekHead, Void, checksum, Info, Tracks, Cues, Cluster. */
const TOP = new Set([0x114d9b74, 0xec, 0xbf, INFO, TRACKS, 0x1c53bb6b, CLUSTER])
/** Chapters, Tags and Attachments: names, places, pictures and files that came along. */
const TOLD = new Set([0x1043a770, 0x1254c367, 0x1941a469])
/** What stands in a cluster of unknown size: time, blocks, position, size of the one before. */
const IN_CLUSTER = new Set([0xe7, 0xa3, 0xa0, 0xa7, 0xab])
/** Title, day, file names and ids in Info. */
const TOLD_IN_INFO = new Set([0x7ba9, 0x4461, 0x7384, 0x3c83ab, 0x3e83bb])
const MOST_ELEMENTS = 500_000

type Element = { readonly id: number; readonly at: number; readonly body: number; readonly until: number | null }

/** The element at a place; its end is null where the size is not known, as of a film that was sent while it was made. */
async function elementAt(file: OpenFile, at: number): Promise<Element | null> {
  const head = await readAt(file, at, 12)
  const idLength = Math.clz32(head[0] ?? 0) - 23
  if (idLength > 4 || head.length < idLength + 1) return null
  const sizeLength = Math.clz32(head[idLength] ?? 0) - 23
  if (sizeLength > 8 || head.length < idLength + sizeLength) return null
  const raw = head.subarray(idLength, idLength + sizeLength)
  const first = (raw[0] ?? 0) & (0xff >> sizeLength)
  const isUnknown = first === 0xff >> sizeLength && raw.subarray(1).every((byte) => byte === 0xff)
  const size = raw.subarray(1).reduce((sum, byte) => sum * 256 + byte, first)
  const body = at + idLength + sizeLength
  if (!isUnknown && body + size > file.size) return null
  return { id: head.readUIntBE(0, idLength), at, body, until: isUnknown ? null : body + size }
}

/** Makes an element one that says nothing, of the same length. */
async function makeVoid(file: OpenFile, at: number, until: number): Promise<void> {
  const length = until - at
  const head =
    length >= 9 ? Buffer.concat([Buffer.of(0xec, 0x01), Buffer.alloc(7)]) : Buffer.of(0xec, 0x80 | (length - 2))
  if (length >= 9) head.writeUIntBE(length - 9, 3, 6)
  await file.handle.write(head, 0, head.length, at)
  await zeroAt(file, at + head.length, until)
}

async function cleanInfo(file: OpenFile, { body, until }: Element): Promise<boolean> {
  let at = body
  while (until !== null && at < until) {
    const element = await elementAt(file, at)
    if (!element || element.until === null || element.until > until) return false
    if (TOLD_IN_INFO.has(element.id)) await makeVoid(file, at, element.until)
    at = element.until
  }
  return until !== null
}

/** Whether a file begins as WebM: the head says so by its type of document. */
export function beginsAsWebm(head: Buffer): boolean {
  if (head.length < 5 || head.readUInt32BE(0) !== EBML) return false
  const at = head.indexOf(Buffer.of(DOC_TYPE >> 8, DOC_TYPE & 0xff))
  const length = (head[at + 2] ?? 0) & 0x7f
  return at > 0 && head.toString('latin1', at + 3, at + 3 + length).replace(/\0+$/, '') === 'webm'
}

async function cleanSegment(file: OpenFile, segment: Element): Promise<boolean> {
  const end = segment.until ?? file.size
  const seen = new Set<number>()
  let at = segment.body
  let elements = 0
  let inCluster = false
  while (at < end) {
    const element = await elementAt(file, at)
    if (!element || ++elements > MOST_ELEMENTS) return false
    const { id, until } = element
    const isKnown = TOP.has(id) || TOLD.has(id) || (inCluster && IN_CLUSTER.has(id))
    if (!isKnown || (until ?? 0) > end || (until === null && id !== CLUSTER)) return false
    if (TOLD.has(id) && until !== null) await makeVoid(file, at, until)
    if (id === INFO && !(await cleanInfo(file, element))) return false
    if (id === CLUSTER) inCluster = until === null
    seen.add(id)
    at = until ?? element.body
  }
  return seen.has(TRACKS) && seen.has(CLUSTER)
}

/**
 * Checks that a WebM is one segment to the very end, with tracks and something in them; tags, chapters, attachments and its title are overwritten in
 * place. False for any other file, which may then be half cleaned.
 */
export async function cleanWebm(file: OpenFile): Promise<boolean> {
  const head = await elementAt(file, 0)
  if (head?.id !== EBML || head.until === null) return false
  const segment = await elementAt(file, head.until)
  if (segment?.id !== SEGMENT || (segment.until !== null && segment.until !== file.size)) return false
  return cleanSegment(file, segment)
}
