import iconv from 'iconv-lite'
import { decodeOld, guessOldEncoding, type OldEncoding } from './guess-encoding.server.ts'
import { type Reading, unreadable } from './reading.ts'

export type Encoding = 'UTF-8' | 'UTF-16' | OldEncoding
export type DecodedText = { text: string; encoding: Encoding }

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04])
const OLD_OFFICE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])

function startsWith(bytes: Uint8Array, ...start: number[]): boolean {
  return start.every((byte, place) => bytes[place] === byte)
}

/** A letter of UTF-8 that takes more than one byte. */
const LETTERS_OF_UTF8 = /[\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3}/
/** What UTF-8 looks like when it was read as Windows-1252 and saved again: `Ã«` for ë, `â€™` for an apostrophe. */
const GARBLED =
  /Ã[\u0080-\u00BF\u0152-\u017E\u0192\u02C6\u02DC\u2013-\u2122](?!O)|â€[\u0080-\u00BF\u0152-\u0178\u2013-\u2122]/
/** What a program puts where it could not read a letter. */
const LOST = '\uFFFD'

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split(/\r\n?|\n/).length
}

/** Text whose letters were spoilt before it came here is refused: what they were nobody can read any more. */
function unspoilt(text: string, encoding: Encoding): Reading<DecodedText> {
  const garbled = GARBLED.exec(text)?.index ?? -1
  if (garbled >= 0) return unreadable('garbled-letters', { line: lineOf(text, garbled) })
  const lost = text.indexOf(LOST)
  return lost >= 0 ? unreadable('lost-letters', { line: lineOf(text, lost) }) : { ok: true, value: { text, encoding } }
}

/**
 * Bytes as text: by their byte order mark, else strict UTF-8, else the old table of letters in which they give words (Windows-1252 as an older Excel
 * writes it, that of a Mac or of DOS). Refused when none does, when two tables are mixed, or when letters were lost before.
 */
export function decodeText(bytes: Uint8Array): Reading<DecodedText> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (startsWith(buffer, ...ZIP) || startsWith(buffer, ...OLD_OFFICE)) return unreadable('workbook')
  if (startsWith(buffer, 0xff, 0xfe)) return unspoilt(iconv.decode(buffer, 'utf-16le'), 'UTF-16')
  if (startsWith(buffer, 0xfe, 0xff)) return unspoilt(iconv.decode(buffer, 'utf-16be'), 'UTF-16')
  if (buffer.includes(0)) return unreadable('binary')
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(buffer)
  } catch {
    const mixed = LETTERS_OF_UTF8.exec(buffer.toString('latin1'))
    if (mixed) return unreadable('mixed-letters', { line: lineOf(buffer.toString('latin1'), mixed.index) })
    const encoding = guessOldEncoding(buffer)
    return encoding ? unspoilt(decodeOld(buffer, encoding), encoding) : unreadable('unclear-letters')
  }
  return unspoilt(text, 'UTF-8')
}
