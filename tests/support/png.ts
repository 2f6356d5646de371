import { crc32, deflateSync } from 'node:zlib'

export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** A chunk of a PNG with its length and its check; `check` puts another one in its place. */
export function chunk(type: string, data: Uint8Array = new Uint8Array(), check?: number): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(check ?? crc32(body))
  return Buffer.concat([length, body, sum])
}

export type PngHeader = { width: number; height: number; depth?: number; colourType?: number; interlace?: number }

export function header({ width, height, depth = 8, colourType = 6, interlace = 0 }: PngHeader): Buffer {
  const data = Buffer.alloc(13)
  data.writeUInt32BE(width, 0)
  data.writeUInt32BE(height, 4)
  data.set([depth, colourType, 0, 0, interlace], 8)
  return chunk('IHDR', data)
}

export function png(...chunks: Uint8Array[]): Buffer {
  return Buffer.concat([PNG_SIGNATURE, ...chunks])
}

/** The pixels of a see-through picture in one colour (red, green, blue), with a bar of it across. */
export function pixels(width: number, height: number, colour: readonly [number, number, number]): Buffer {
  const line = 1 + width * 4
  const raw = Buffer.alloc(line * height)
  for (let y = Math.floor(height / 4); y < (height * 3) / 4; y++)
    for (let x = 0; x < width; x++) raw.set([...colour, 255], y * line + 1 + x * 4)
  return raw
}

/** A small logo as a drawing program saves it, with `extra` chunks before its pixels. */
export function logoPng(width: number, height: number, extra: Uint8Array[] = []): Buffer {
  const data = deflateSync(pixels(width, height, [122, 0, 25]))
  return png(header({ width, height }), ...extra, chunk('IDAT', data), chunk('IEND'))
}

/** The types of the chunks in a PNG, in their order. */
export function chunkTypes(file: Uint8Array): string[] {
  const bytes = Buffer.from(file)
  const types: string[] = []
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    types.push(bytes.toString('latin1', at + 4, at + 8))
  return types
}
