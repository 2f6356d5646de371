import { deflateSync, inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { chunk, chunkTypes, header, logoPng, type PngHeader, pixels, png } from '#tests/support/png.ts'
import { seeded } from '#tests/support/random.ts'
import { rewritePng } from './png.server.ts'

const CANARY = 'Canary-7f3a'
const canary = (keyword: string) => Buffer.from(`${keyword}\0${CANARY}`, 'latin1')
const SIZE = { width: 24, height: 8 }
const PIXELS = pixels(24, 8, [122, 0, 25])
const IDAT = chunk('IDAT', deflateSync(PIXELS))
const IEND = chunk('IEND')

function taken(file: Uint8Array): Buffer {
  const outcome = rewritePng(file)
  if (!outcome.ok) throw new Error(outcome.problem)
  return outcome.value.png
}

function refusal(file: Uint8Array): string | null {
  const outcome = rewritePng(file)
  return outcome.ok ? null : outcome.problem
}

/** The pixels in a picture that was written anew. */
function pixelsIn(file: Buffer): Buffer {
  const length = file.readUInt32BE(8 + 25)
  expect(file.toString('latin1', 37, 41)).toBe('IDAT')
  return inflateSync(file.subarray(41, 41 + length))
}

test('a logo comes out with the same size and the same pixels, and can be sent in again', () => {
  const outcome = rewritePng(logoPng(24, 8))
  expect(outcome).toMatchObject({ ok: true, value: { width: 24, height: 8 } })
  const once = taken(logoPng(24, 8))
  expect(pixelsIn(once)).toEqual(PIXELS)
  expect(taken(once)).toEqual(once)
})

test('nothing of the file but header and pixels comes out: no words, place, time, profile or unknown chunk', () => {
  const extra = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'iCCP', 'tIME', 'pHYs', 'gAMA', 'sRGB', 'sPLT', 'bKGD', 'prVt', 'caBX']
  const file = logoPng(
    24,
    8,
    extra.map((type) => chunk(type, canary(type))),
  )
  const out = taken(file)
  expect(chunkTypes(out)).toEqual(['IHDR', 'IDAT', 'IEND'])
  expect(out.includes(CANARY)).toBe(false)
  expect(out).toEqual(taken(logoPng(24, 8)))
})

test('an animation comes out as its first picture', () => {
  const control = Buffer.alloc(8)
  control.writeUInt32BE(50)
  const file = png(
    header(SIZE),
    chunk('acTL', control),
    chunk('fcTL', Buffer.alloc(26)),
    IDAT,
    chunk('fcTL', Buffer.alloc(26)),
    chunk('fdAT', Buffer.concat([Buffer.alloc(4), deflateSync(PIXELS)])),
    IEND,
  )
  expect(taken(file)).toEqual(taken(logoPng(24, 8)))
})

test.each([
  ['a page', `<!doctype html><script>alert('${CANARY}')</script>`],
  ['an archive', `PK\u0003\u0004${CANARY}`],
  ['a document', `%PDF-1.7 ${CANARY}`],
  ['a program', `#!/bin/sh\n# ${CANARY}`],
])('%s after the end of a picture does not come along', (_, tail) => {
  expect(taken(Buffer.concat([logoPng(24, 8), Buffer.from(tail, 'latin1')]))).toEqual(taken(logoPng(24, 8)))
})

test('what hides between the packed pixels and the end of their chunk does not come along', () => {
  const packed = Buffer.concat([deflateSync(PIXELS), Buffer.from(`<script>${CANARY}</script>`)])
  expect(taken(png(header(SIZE), chunk('IDAT', packed), IEND))).toEqual(taken(logoPng(24, 8)))
  // Packed without compression, words in the pixels could be read in the file as they stand.
  const raw = Buffer.from(PIXELS)
  raw.write(`<script>${CANARY}</script>`, 40, 'latin1')
  const stored = png(header(SIZE), chunk('IDAT', deflateSync(raw, { level: 0 })), IEND)
  expect(stored.includes(CANARY)).toBe(true)
  expect(pixelsIn(taken(stored))).toEqual(raw)
})

test('pixels in many pieces come out in one', () => {
  const packed = deflateSync(PIXELS)
  const pieces = [...packed].map((byte) => chunk('IDAT', Uint8Array.of(byte)))
  const file = png(header(SIZE), ...pieces, chunk('IDAT'), IEND)
  expect(taken(file)).toEqual(taken(logoPng(24, 8)))
})

test.each([
  ['svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['html', '<!doctype html><title>x</title>'],
  ['gif', 'GIF89a\u0001\u0000'],
  ['jpeg', '\u00ff\u00d8\u00ff\u00e0'],
  ['a picture behind other words', `x${logoPng(24, 8).toString('latin1')}`],
  ['an old Macintosh file', '\u0089PNG\n\u001a\n'],
  ['nothing', ''],
])('what is not a PNG is refused as such: %s', (_, text) => {
  expect(refusal(Buffer.from(text, 'latin1'))).toBe('logo-not-png')
})

test('a file of more than 40 kB is not even looked at', () => {
  expect(refusal(Buffer.alloc(40 * 1024 + 1))).toBe('logo-heavy')
  const padding = chunk('prVt', Buffer.alloc(40 * 1024 - logoPng(24, 8).length - 12))
  const fits = logoPng(24, 8, [padding])
  expect(fits.length).toBe(40 * 1024)
  expect(refusal(fits)).toBeNull()
})

test.each<[PngHeader, string | null]>([
  [{ width: 1200, height: 400, depth: 1, colourType: 0 }, null],
  [{ width: 1201, height: 1 }, 'logo-large'],
  [{ width: 1, height: 401 }, 'logo-large'],
  [{ width: 0xffffffff, height: 0xffffffff }, 'logo-large'],
  [{ width: 0x7fffffff, height: 1, depth: 16 }, 'logo-large'],
  [{ width: 0, height: 8 }, 'logo-broken'],
  [{ width: 8, height: 0 }, 'logo-broken'],
  [{ width: 8, height: 8, depth: 3 }, 'logo-broken'],
  [{ width: 8, height: 8, depth: 4, colourType: 6 }, 'logo-broken'],
  [{ width: 8, height: 8, colourType: 5 }, 'logo-broken'],
  [{ width: 8, height: 8, interlace: 2 }, 'logo-broken'],
])('the header decides, before anything is unpacked: %j', (head, problem) => {
  const raw = Buffer.alloc(400 * (1 + 150))
  const data = problem === null ? deflateSync(raw) : deflateSync(Buffer.alloc(8 * (1 + 8 * 4)))
  expect(refusal(png(header(head), chunk('IDAT', data), IEND))).toBe(problem)
})

test('a bomb stops at the size that the header promises: pixels, and words that would unpack to gigabytes', () => {
  const bomb = deflateSync(Buffer.alloc(30_000_000), { level: 9 })
  expect(bomb.length).toBeLessThan(40 * 1024)
  const before = process.memoryUsage().arrayBuffers
  expect(refusal(png(header(SIZE), chunk('IDAT', bomb), IEND))).toBe('logo-broken')
  // Words are dropped without being unpacked.
  const words = chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), bomb]))
  const profile = chunk('iCCP', Buffer.concat([Buffer.from('icc\0\0', 'latin1'), bomb.subarray(0, 3_000)]))
  expect(taken(logoPng(24, 8, [words, profile]))).toEqual(taken(logoPng(24, 8)))
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8_000_000)
})

test('whatever place a file is cut off at, it is refused', () => {
  const whole = logoPng(24, 8, [chunk('tEXt', canary('Comment'))])
  for (let length = 0; length < whole.length; length++) {
    expect(refusal(whole.subarray(0, length)), String(length)).toBe(length < 8 ? 'logo-not-png' : 'logo-broken')
  }
})

test('a single bit that is wrong anywhere in the chunks is noticed', () => {
  const whole = logoPng(24, 8)
  for (let at = 8; at < whole.length; at++) {
    const changed = Buffer.from(whole)
    changed[at] = Number(changed[at]) ^ (1 << (at % 8))
    expect(refusal(changed), String(at)).toBe('logo-broken')
  }
})

test('two thousand files of random bytes behind the signature neither pass nor fail in another way', () => {
  const random = seeded(11)
  for (let round = 0; round < 2_000; round++) {
    const file = logoPng(24, 8)
    for (let change = 0; change < 6; change++)
      file[8 + Math.floor(random() * (file.length - 8))] = Math.floor(random() * 256)
    expect(['logo-broken', 'logo-large', null]).toContain(refusal(file))
  }
})

const PALETTE = Buffer.from([0, 0, 0, 122, 0, 25])
const INDEXED: PngHeader = { ...SIZE, depth: 1, colourType: 3 }
const BITS = chunk('IDAT', deflateSync(Buffer.alloc(8 * (1 + 3))))

test('a palette and what is see-through in it stay: without them it is another picture', () => {
  const file = png(header(INDEXED), chunk('PLTE', PALETTE), chunk('tRNS', Uint8Array.of(0)), BITS, IEND)
  expect(chunkTypes(taken(file))).toEqual(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])
  // A palette that is only a suggestion goes, and so does transparency where the pixels have their own.
  const suggestion = logoPng(24, 8, [chunk('PLTE', PALETTE), chunk('tRNS', Buffer.alloc(300, CANARY))])
  expect(taken(suggestion)).toEqual(taken(logoPng(24, 8)))
})

test.each([
  ['no palette', png(header(INDEXED), BITS, IEND)],
  ['two palettes', png(header(INDEXED), chunk('PLTE', PALETTE), chunk('PLTE', PALETTE), BITS, IEND)],
  ['a palette that is too long', png(header(INDEXED), chunk('PLTE', Buffer.alloc(9)), BITS, IEND)],
  ['a palette in half entries', png(header(INDEXED), chunk('PLTE', Buffer.alloc(4)), BITS, IEND)],
  ['a palette after the pixels', png(header(INDEXED), BITS, chunk('PLTE', PALETTE), IEND)],
  [
    'more transparency than palette',
    png(header(INDEXED), chunk('PLTE', PALETTE), chunk('tRNS', canary('tRNS')), BITS, IEND),
  ],
  ['no pixels', png(header(SIZE), IEND)],
  ['pixels in two places', png(header(SIZE), IDAT, chunk('tEXt', canary('x')), chunk('IDAT'), IEND)],
  ['two headers', png(header(SIZE), header(SIZE), IDAT, IEND)],
  ['a header that comes later', png(chunk('tEXt', canary('x')), header(SIZE), IDAT, IEND)],
  ['a chunk that a reader must know', png(header(SIZE), chunk('CgBI', Buffer.alloc(4)), IDAT, IEND)],
  ['a chunk with signs for a name', png(header(SIZE), chunk('<a> ', Buffer.alloc(4)), IDAT, IEND)],
  ['an end with something in it', png(header(SIZE), IDAT, chunk('IEND', Buffer.from(CANARY)))],
  ['too few pixels', png(header({ width: 24, height: 9 }), IDAT, IEND)],
  ['too many pixels', png(header({ width: 24, height: 7 }), IDAT, IEND)],
  ['a filter that does not exist', png(header(SIZE), chunk('IDAT', deflateSync(Buffer.alloc(PIXELS.length, 5))), IEND)],
  ['pixels that were never packed', png(header(SIZE), chunk('IDAT', PIXELS), IEND)],
  ['a wrong check', png(header(SIZE), chunk('tEXt', canary('x'), 1), IDAT, IEND)],
])('what is not whole is refused: %s', (_, file) => {
  expect(refusal(file)).toBe('logo-broken')
})

test.each([
  [1, 1, [[1, 1]]],
  [
    5,
    3,
    [
      [1, 1],
      [1, 1],
      [1, 1],
      [3, 1],
      [2, 2],
      [5, 1],
    ],
  ],
  [
    9,
    9,
    [
      [2, 2],
      [1, 2],
      [3, 1],
      [2, 3],
      [5, 2],
      [4, 5],
      [9, 4],
    ],
  ],
] as const)('an interlaced picture of %i by %i has the pixels of its passes', (width, height, passes) => {
  const raw = Buffer.concat(passes.map(([across, down]) => Buffer.alloc(down * (1 + across * 4))))
  const file = (data: Buffer) => png(header({ width, height, interlace: 1 }), chunk('IDAT', deflateSync(data)), IEND)
  expect(refusal(file(raw))).toBeNull()
  expect(refusal(file(raw.subarray(1)))).toBe('logo-broken')
})
