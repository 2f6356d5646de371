/** Rows of the distance table, reused: a query compares some hundred words. */
let before = new Uint8Array(64)
let last = new Uint8Array(64)
let row = new Uint8Array(64)

/**
 * How many typing errors lie between two words, up to `most`; `most + 1` when there are more. One error is a letter too many, too few,
 * another letter, or two neighbours that changed places; an error in the first letter counts double, as it is rarely made.
 */
export function editsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most || a.length > 62 || b.length > 62) return most + 1
  for (let j = 0; j <= b.length; j++) last[j] = j === 0 ? 0 : j + 1
  for (let i = 1; i <= a.length; i++) {
    row[0] = i + 1
    let least = row[0]
    for (let j = 1; j <= b.length; j++) {
      const first = i === 1 && j === 1 ? 1 : 0
      let edits = Math.min(last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1 + first), last[j]! + 1, row[j - 1]! + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, before[j - 2]! + 1 + (i === 2 && j === 2 ? 1 : 0))
      row[j] = edits
      if (edits < least) least = edits
    }
    if (least > most) return most + 1
    const spare = before
    before = last
    last = row
    row = spare
  }
  return Math.min(last[b.length]!, most + 1)
}

/** Whether `word` begins as `typed` with at most one error: somebody is still typing, and mistyped already. */
export function beginsNearly(word: string, typed: string): boolean {
  for (let length = typed.length - 1; length <= typed.length + 1; length++) {
    if (length <= word.length && editsBetween(typed, word.slice(0, length), 1) <= 1) return true
  }
  return false
}

/** How many errors a word of this many letters is forgiven: none in a short one. */
export function forgiven(letters: number): 0 | 1 | 2 {
  return letters >= 9 ? 2 : letters >= 5 ? 1 : 0
}

/** One bit a letter, for telling quickly that two words are too far apart: one error changes at most two of them. */
export function letterBits(word: string): number {
  let bits = 0
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31)
  return bits
}

/** How many bits differ. */
export function bitsApart(a: number, b: number): number {
  let x = a ^ b
  x -= (x >>> 1) & 0x55555555
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333)
  return (((x + (x >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
