import iconv from 'iconv-lite'
import { type Reading, unreadable } from './reading.ts'

export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252'
export type DecodedText = { text: string; encoding: Encoding }

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04])
const OLD_OFFICE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])

function startsWith(bytes: Uint8Array, ...start: number[]): boolean {
  return start.every((byte, place) => bytes[place] === byte)
}

/** Bytes as text: by their byte order mark, else strict UTF-8, else Windows-1252 as an older Excel writes it. */
export function decodeText(bytes: Uint8Array): Reading<DecodedText> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (startsWith(buffer, ...ZIP) || startsWith(buffer, ...OLD_OFFICE)) return unreadable('workbook')
  if (startsWith(buffer, 0xff, 0xfe))
    return { ok: true, value: { text: iconv.decode(buffer, 'utf-16le'), encoding: 'UTF-16' } }
  if (startsWith(buffer, 0xfe, 0xff))
    return { ok: true, value: { text: iconv.decode(buffer, 'utf-16be'), encoding: 'UTF-16' } }
  if (buffer.includes(0)) return unreadable('binary')
  try {
    return { ok: true, value: { text: new TextDecoder('utf-8', { fatal: true }).decode(buffer), encoding: 'UTF-8' } }
  } catch {
    // Not TextDecoder: Node 20's has no euro sign in Windows-1252.
    return { ok: true, value: { text: iconv.decode(buffer, 'windows-1252'), encoding: 'Windows-1252' } }
  }
}
