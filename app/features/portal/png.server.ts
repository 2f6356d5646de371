import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { LOGO } from './portal-rules.ts'

/** What is not a PNG, is larger than a logo may be, or is one only at first sight. */
export type PngProblem = 'logo-heavy' | 'logo-not-png' | 'logo-large' | 'logo-broken'
export type Picture = { png: Buffer; width: number; height: number }

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Samples a pixel, and the bit depths allowed, by colour type (PNG, third edition, 11.2.1). */
const COLOUR_TYPES: Readonly<Record<number, { samples: number; depths: ReadonlyArray<number> }>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
}
/** Start and step of the seven passes of an interlaced picture, across and down. */
const ADAM7 = [
  [0, 8, 0, 8],
  [4, 8, 0, 8],
  [0, 4, 4, 8],
  [2, 4, 0, 4],
  [0, 2, 2, 4],
  [1, 2, 0, 2],
  [0, 1, 1, 2],
] as const

class Broken extends Error {}

function must(holds: boolean): asserts holds {
  if (!holds) throw new Broken()
}

type Chunk = { type: string; data: Buffer }
type Header = { width: number; height: number; depth: number; colourType: number; interlaced: boolean }

/** The chunks up to the end of the picture; what comes after it is not looked at, and never kept. */
function chunksOf(file: Buffer): Chunk[] {
  const chunks: Chunk[] = []
  for (let at = SIGNATURE.length; ; ) {
    must(at + 12 <= file.length)
    const length = file.readUInt32BE(at)
    must(length <= file.length - at - 12)
    const end = at + 8 + length
    const type = file.toString('latin1', at + 4, at + 8)
    must(/^[A-Za-z]{4}$/.test(type))
    must(crc32(file.subarray(at + 4, end)) === file.readUInt32BE(end))
    chunks.push({ type, data: file.subarray(at + 8, end) })
    if (type === 'IEND') return chunks
    at = end + 4
  }
}

function headerOf(chunk: Chunk | undefined): Header {
  must(chunk?.type === 'IHDR' && chunk.data.length === 13)
  const { data } = chunk
  const [depth = 0, colourType = 9, compression, filter, interlace = 9] = data.subarray(8)
  must(COLOUR_TYPES[colourType]?.depths.includes(depth) === true)
  must(compression === 0 && filter === 0 && interlace <= 1)
  const [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)]
  must(width > 0 && height > 0)
  return { width, height, depth, colourType, interlaced: interlace === 1 }
}

/** The lines of a picture as the format counts them: one after the other, or seven passes. */
function passesOf({ width, height, interlaced }: Header): Array<{ width: number; height: number }> {
  if (!interlaced) return [{ width, height }]
  return ADAM7.map(([x, acrossBy, y, downBy]) => ({
    width: Math.ceil(Math.max(0, width - x) / acrossBy),
    height: Math.ceil(Math.max(0, height - y) / downBy),
  })).filter((pass) => pass.width > 0 && pass.height > 0)
}

/** The pixels, unpacked: exactly as many bytes as the header promises, each line with a filter that exists. */
function pixelsOf(header: Header, packed: Buffer): Buffer {
  const samples = COLOUR_TYPES[header.colourType]?.samples ?? 0
  const lines = passesOf(header).map((pass) => ({
    ...pass,
    bytes: 1 + Math.ceil((pass.width * samples * header.depth) / 8),
  }))
  const size = lines.reduce((sum, { height, bytes }) => sum + height * bytes, 0)
  const pixels = unpacked(packed, size)
  must(pixels.length === size)
  let at = 0
  for (const { height, bytes } of lines)
    for (let line = 0; line < height; line++, at += bytes) must(Number(pixels[at]) <= 4)
  return pixels
}

/** Stops at the size that can be right: a small file may unpack to gigabytes. */
function unpacked(packed: Buffer, size: number): Buffer {
  try {
    return inflateSync(packed, { maxOutputLength: size })
  } catch {
    throw new Broken()
  }
}

function paletteOf(header: Header, chunks: ReadonlyArray<Chunk>): Chunk[] {
  const palettes = chunks.filter(({ type }) => type === 'PLTE')
  must(palettes.length <= 1)
  if (header.colourType !== 3) return []
  const [palette] = palettes
  must(palette !== undefined)
  const entries = palette.data.length / 3
  must(Number.isInteger(entries) && entries >= 1 && entries <= 2 ** header.depth)
  return [palette]
}

/** What is see-through: the one chunk kept that a reader could do without, because a logo looks wrong without it. */
function transparencyOf(header: Header, palette: Chunk | undefined, chunks: ReadonlyArray<Chunk>): Chunk[] {
  const [found, another] = chunks.filter(({ type }) => type === 'tRNS')
  if (!found || header.colourType >= 4) return []
  const fits = {
    0: found.data.length === 2,
    2: found.data.length === 6,
    3: found.data.length >= 1 && found.data.length <= (palette?.data.length ?? 0) / 3,
  }[header.colourType]
  must(fits === true && another === undefined)
  return [found]
}

function written({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

const CRITICAL = /^(?:IHDR|PLTE|IDAT|IEND)$/

function rewrite(chunks: ReadonlyArray<Chunk>, header: Header): Buffer {
  const types = chunks.map(({ type }) => type)
  must(types.every((type) => /^[a-z]/.test(type) || CRITICAL.test(type)))
  must(types.lastIndexOf('IHDR') === 0)
  const first = types.indexOf('IDAT')
  const last = types.lastIndexOf('IDAT')
  must(first > 0 && types.slice(first, last + 1).every((type) => type === 'IDAT'))
  must(chunks.at(-1)?.data.length === 0)
  const before = chunks.slice(1, first)
  const palette = paletteOf(header, before)
  const pixels = pixelsOf(header, Buffer.concat(chunks.slice(first, last + 1).map(({ data }) => data)))
  const kept = [
    { type: 'IHDR', data: chunks[0]?.data ?? Buffer.alloc(0) },
    ...palette,
    ...transparencyOf(header, palette[0], before),
    // Packed anew: nothing can hide behind the pixels or between the pieces.
    { type: 'IDAT', data: deflateSync(pixels, { level: 9 }) },
    { type: 'IEND', data: Buffer.alloc(0) },
  ]
  return Buffer.concat([SIGNATURE, ...kept.map(written)])
}

/**
 * A picture that somebody sent, written anew from its pixels: header, palette, transparency and pixels, and nothing else of what was in
 * the file (no words, place, camera, animation, colour profile, or anything after its end). Refuses what is not such a picture, whole and within the limits.
 */
export function rewritePng(file: Uint8Array): Outcome<Picture, PngProblem> {
  if (file.length > LOGO.bytes) return refused('logo-heavy')
  const bytes = Buffer.from(file)
  if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return refused('logo-not-png')
  try {
    const chunks = chunksOf(bytes)
    const header = headerOf(chunks[0])
    if (header.width > LOGO.width || header.height > LOGO.height) return refused('logo-large')
    return done({ png: rewrite(chunks, header), width: header.width, height: header.height })
  } catch (error) {
    if (error instanceof Broken) return refused('logo-broken')
    throw error
  }
}
