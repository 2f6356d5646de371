import { open, rm } from 'node:fs/promises'
import path from 'node:path'
import { PICTURE_WIDTHS, widthsOf } from '#app/features/catalogue/offer-media.ts'
import { errorCodeOf } from '#app/platform/jobs/job-error.ts'

const MOST_PIXELS = 40_000_000
const SECONDS = 20
const QUALITY = 78
/** Longer or wider than this is no picture of an offer, and would not fit what we write. */
const HIGHEST = 3
const WIDEST = 6

export type PictureProblem = 'not-a-picture' | 'picture-moves' | 'picture-too-large' | 'picture-shape'

/** What a file is by its first bytes; null for anything that is not one of the four kinds, so that no other reader ever sees it. */
async function kindOfPicture(given: string): Promise<'jpeg' | 'png' | 'webp' | 'avif' | 'moves' | null> {
  const handle = await open(given)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0)
    const head = buffer.subarray(0, bytesRead).toString('latin1')
    if (head.startsWith('\xff\xd8\xff')) return 'jpeg'
    if (head.startsWith('\x89PNG\r\n\x1a\n')) return head.includes('acTL') ? 'moves' : 'png'
    if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return head.includes('ANIM') ? 'moves' : 'webp'
    if (head.startsWith('ftypavis', 4)) return 'moves'
    return head.startsWith('ftypavif', 4) ? 'avif' : null
  } finally {
    await handle.close()
  }
}

/** The library, when it is first needed: only the worker thread ever loads it, and only the readers of the four kinds work in it. */
async function library() {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.block({ operation: ['VipsForeignLoad'] })
  for (const reader of ['Jpeg', 'Png', 'Webp', 'Heif']) sharp.unblock({ operation: [`VipsForeignLoad${reader}`] })
  return sharp
}

type Made = { ok: true; file: string } | { ok: false; problem: PictureProblem }
type Place = { readonly folder: string; readonly name: string }

async function write(given: string, { folder, name }: Place, written: string[]): Promise<Made> {
  const sharp = await library()
  const opened = () =>
    sharp(given, { limitInputPixels: MOST_PIXELS, failOn: 'warning', sequentialRead: true, pages: 1 }).timeout({
      seconds: SECONDS,
    })
  const { width, height, autoOrient, pages = 1 } = await opened().metadata()
  if (pages > 1) return { ok: false, problem: 'picture-moves' }
  if (width * height > MOST_PIXELS) return { ok: false, problem: 'picture-too-large' }
  const ratio = autoOrient.height / autoOrient.width
  if (ratio > HIGHEST || 1 / ratio > WIDEST) return { ok: false, problem: 'picture-shape' }
  let largest = { width: 0, height: 0 }
  for (const wanted of widthsOf(Math.min(autoOrient.width, Math.max(...PICTURE_WIDTHS)))) {
    const file = path.join(folder, `${name}-${wanted}.webp`)
    written.push(file)
    const made = opened().autoOrient().resize({ width: wanted }).toColourspace('srgb').webp({ quality: QUALITY })
    largest = await made.toFile(file)
  }
  return { ok: true, file: `${name}-${largest.width}x${largest.height}` }
}

/**
 * Makes our own pictures of what somebody gave, in a few widths: turned as the camera held it, without anything else it was told (place, device, names)
 * and never with a byte of what came in. Refuses what is no JPEG, PNG, WebP or AVIF by its bytes, cannot be read to its end, moves, has more than 40
 * million pixels, or is longer than three times its width.
 */
export async function makePicture(given: string, place: Place): Promise<Made> {
  const kind = await kindOfPicture(given)
  if (kind === null) return { ok: false, problem: 'not-a-picture' }
  if (kind === 'moves') return { ok: false, problem: 'picture-moves' }
  const written: string[] = []
  try {
    return await write(given, place, written)
  } catch (error) {
    for (const file of written) await rm(file, { force: true })
    // What the disk says is a failure of ours; what the library says is about the picture.
    if (/^E[A-Z]+$/.test(errorCodeOf(error))) throw error
    const isLarge = error instanceof Error && /pixel limit/i.test(error.message)
    return { ok: false, problem: isLarge ? 'picture-too-large' : 'not-a-picture' }
  }
}
