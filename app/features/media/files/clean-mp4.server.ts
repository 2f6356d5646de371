import { type OpenFile, readAt, zeroAt } from './read-at.server.ts'

/** Brands of films; those of pictures (AVIF, HEIC) and of QuickTime are others. */
const BRANDS = /^(?:iso[m2-9]|mp4[12]|avc1|M4V |M4VH|M4VP|dash|msdh|cmfc|MSNV)$/
const NOT_FILMS = /^(?:avif|avis|heic|heix|mif1|msf1|qt {2}|M4A |M4B |crx )$/
/** What stands at the top of a film; anything else makes it one of something too. */
const TOP = new Set([
  'ftyp',
  'moov',
  'mdat',
  'free',
  'skip',
  'wide',
  'moof',
  'mfra',
  'sidx',
  'ssix',
  'styp',
  'emsg',
  'pdin',
  'prft',
  'uuid',
  'meta',
  'udta',
])
const INSIDE = new Set(['moov', 'trak', 'mdia', 'minf', 'dinf'])
/** What is told of a film: where it was made, with which telephone, by whom. */
const TOLD = new Set(['udta', 'meta', 'uuid', 'skip', 'free'])
const MOST_BOXES = 20_000

type Box = { readonly type: string; readonly at: number; readonly body: number; readonly until: number }
type Walk = { readonly file: OpenFile; boxes: number }

async function boxAt({ file }: Walk, at: number, end: number): Promise<Box | null> {
  const head = await readAt(file, at, 16)
  if (head.length < 8) return null
  const type = head.toString('latin1', 4, 8)
  const short = head.readUInt32BE(0)
  if (short === 1 && head.length < 16) return null
  const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? end - at : short
  const body = at + (short === 1 ? 16 : 8)
  return size >= body - at && at + size <= end ? { type, at, body, until: at + size } : null
}

/** Whether what the film is made of stands in the file itself: a reference may name an address. */
async function isWhole({ file }: Walk, { body, until }: Box): Promise<boolean> {
  const count = (await readAt(file, body, 8)).readUInt32BE(4)
  let at = body + 8
  for (let entry = 0; entry < Math.min(count, 100); entry++) {
    const head = await readAt(file, at, 12)
    if (head.length < 12 || (head.readUInt32BE(8) & 1) === 0) return false
    at += Math.max(head.readUInt32BE(0), 12)
  }
  return count <= 100 && at <= until
}

async function blank({ file }: Walk, { at, body, until }: Box): Promise<void> {
  await file.handle.write('free', at + 4, 'latin1')
  await zeroAt(file, body, until)
}

async function isClean(walk: Walk, box: Box, isTop: boolean): Promise<boolean> {
  if (++walk.boxes > MOST_BOXES || box.type === 'cmov') return false
  if (isTop && !TOP.has(box.type)) return false
  if (TOLD.has(box.type)) await blank(walk, box)
  else if (box.type === 'dref') return isWhole(walk, box)
  else if (INSIDE.has(box.type)) return (await cleanBoxes(walk, box.body, box.until, false)) !== null
  return true
}

/** The types of the boxes in a stretch, cleaned; null when it is not made of boxes to its very end. */
async function cleanBoxes(walk: Walk, from: number, end: number, isTop: boolean): Promise<string[] | null> {
  const types: string[] = []
  let at = from
  // Some writers close `udta` and others with four zeros.
  while (at < end && !(end - at === 4 && !isTop)) {
    const box = await boxAt(walk, at, end)
    if (!box || !(await isClean(walk, box, isTop))) return null
    types.push(box.type)
    at = box.until
  }
  return types
}

/** Whether a file begins as an MP4 film. */
export function beginsAsMp4(head: Buffer): boolean {
  if (head.toString('latin1', 4, 8) !== 'ftyp') return false
  const size = Math.min(head.readUInt32BE(0), head.length)
  const brands = [head.toString('latin1', 8, 12)]
  for (let at = 16; at + 4 <= size; at += 4) brands.push(head.toString('latin1', at, at + 4))
  return !NOT_FILMS.test(brands[0] ?? '') && brands.some((brand) => BRANDS.test(brand))
}

/**
 * Checks that an MP4 is made of its boxes to the very end, with a film in it and all of that in the file itself; what is told of it (place, device,
 * names, pictures of it) is overwritten with zeros in place. False for any other file, which may then be half cleaned.
 */
export async function cleanMp4(file: OpenFile): Promise<boolean> {
  const types = await cleanBoxes({ file, boxes: 0 }, 0, file.size, true)
  const has = (type: string) => types?.filter((one) => one === type).length ?? 0
  return types?.[0] === 'ftyp' && has('ftyp') === 1 && has('moov') === 1 && has('mdat') >= 1
}
