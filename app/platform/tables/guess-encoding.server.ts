import iconv from 'iconv-lite'

/** The old tables of letters in which files still come: of Excel on Windows, of a Mac, of DOS, and the one with a euro sign of its own. */
const TABLES = ['Windows-1252', 'MacRoman', 'CP850', 'ISO-8859-15'] as const
export type OldEncoding = (typeof TABLES)[number]
const ICONV_NAME: Readonly<Record<OldEncoding, string>> = {
  'Windows-1252': 'windows-1252',
  MacRoman: 'macintosh',
  CP850: 'cp850',
  'ISO-8859-15': 'iso-8859-15',
}

/** Letters with an accent that Dutch and English texts and the names of colleagues often have. */
const USUAL = new Set('éëèïöü')
const COMMON = new Set('êíîóôòúûáàâäãåçñøæ')
const RARE = new Set('šžýÿđłœðþß')
/** Signs that stand beside words and numbers, never in the middle of a word. */
const BESIDE = new Set('€£©®™°±½¼¾²³·•…–—“”„‘’‚«»‹›§¿¡\u00A0')
const OPENING = new Set('“„‘‚«‹¿¡£')
/** What may follow an apostrophe inside a word: foto’s, zzp’er, we’ll. */
const AFTER_APOSTROPHE = /^(?:s|n|t|m|d|k|er|ers|en|ll|re|ve|t?je|t?jes)(?![\p{L}])/iu
const MOST_LOOKED_AT = 50_000
const BAD = -3

/** Bytes in an old table as text. A Mac has had a euro sign since 1998; the library has what stood there before. */
export function decodeOld(bytes: Buffer, encoding: OldEncoding): string {
  const text = iconv.decode(bytes, ICONV_NAME[encoding])
  return encoding === 'MacRoman' ? text.replaceAll('¤', '€') : text
}

/** How well one sign that is no ASCII fits where it stands: below nought it cannot be what somebody wrote. */
function fitOf(sign: string, before: string, rest: string): number {
  const after = rest.slice(0, 1)
  const isLetter = (one: string) => /\p{L}/u.test(one)
  const isWithin = isLetter(before) && isLetter(after)
  if (isLetter(sign)) {
    const small = sign.toLowerCase()
    const isCapitalInside = sign !== small && /\p{Ll}/u.test(before)
    if (isCapitalInside) return BAD
    // A small letter in the middle of capitals is no better.
    if (sign === small && /\p{Lu}/u.test(before) && /\p{Lu}/u.test(after)) return BAD
    if (USUAL.has(small)) return 3
    return COMMON.has(small) ? 1 : RARE.has(small) ? 0 : BAD
  }
  if (!BESIDE.has(sign)) return BAD
  if (sign === '\u00A0') return 0
  if (sign === '’') return !isWithin || AFTER_APOSTROPHE.test(rest) || /\p{Lu}/u.test(after) ? 1 : BAD
  if (isWithin && sign !== '·' && sign !== '–' && sign !== '—') return BAD
  if (isWithin) return before === before.toLowerCase() ? BAD : 0
  return OPENING.has(sign) && isLetter(before) ? BAD : 1
}

/** How well a text reads: the more of its signs fit, and none of them badly. */
function fitOfText(text: string): { good: number; bad: number } {
  let good = 0
  let bad = 0
  for (const match of text.matchAll(/[\u0080-\uFFFF]/g)) {
    const at = match.index
    const fit = fitOf(match[0], text.slice(Math.max(0, at - 1), at), text.slice(at + 1, at + 6))
    if (fit < 0) bad++
    else good += fit
  }
  return { good, bad }
}

/** The bytes with only what surrounds those that are no ASCII: in a large file a sample of them. */
function sampled(bytes: Buffer): Buffer {
  if (bytes.length <= MOST_LOOKED_AT) return bytes
  const parts: Buffer[] = []
  let size = 0
  for (let at = 0; at < bytes.length && size < MOST_LOOKED_AT; at++) {
    if ((bytes[at] ?? 0) < 0x80) continue
    const part = bytes.subarray(Math.max(0, at - 12), at + 24)
    parts.push(part, Buffer.from('\n'))
    size += part.length
    at += 24
  }
  return Buffer.concat(parts)
}

/**
 * In which old table these bytes were written, by which of them gives words as people write them: undefined when none does, or when two do
 * and nothing tells which. Windows-1252, as most write it, needs no more than that nothing in it is odd.
 */
export function guessOldEncoding(bytes: Buffer): OldEncoding | undefined {
  const sample = sampled(bytes)
  const read = TABLES.map((name) => {
    const text = decodeOld(sample, name)
    return { name, text, ...fitOfText(text) }
  })
  const [usual, ...others] = read
  const fitting = read.filter(({ good, bad }) => bad === 0 && good > 0).sort((a, b) => b.good - a.good)
  const [best, second] = fitting
  if (usual?.bad === 0 && (usual.good > 0 || others.every(({ good, bad }) => bad > 0 || good === 0))) return usual.name
  if (!best) {
    // One odd sign among many good ones is an odd sign, not another table.
    const isMostlyGood = usual !== undefined && usual.good >= 20 * usual.bad
    return isMostlyGood ? usual.name : undefined
  }
  if (usual?.bad === 0) return undefined
  return second && second.good === best.good && second.text !== best.text ? undefined : best.name
}
