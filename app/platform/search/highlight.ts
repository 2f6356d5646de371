import { fold } from './fold.ts'

/** Private-use characters around a matched word; the screen turns them into <mark>, and a text can never hold them itself. */
export const MARK_START = '\uE000'
export const MARK_END = '\uE001'

const SURFACE_WORD = /[\p{L}\p{N}\p{M}]+/gu
const MARKS = /[\uE000\uE001]/g

/** The text with every word that begins with one of the (folded) search words marked. */
export function highlight(text: string, searched: ReadonlyArray<string>): string {
  const clean = text.replace(MARKS, '')
  if (searched.length === 0) return clean
  return clean.replace(SURFACE_WORD, (word) => {
    const folded = fold(word)
    return searched.some((begin) => folded.startsWith(begin)) ? `${MARK_START}${word}${MARK_END}` : word
  })
}
