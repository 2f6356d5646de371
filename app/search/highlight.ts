import { fold } from '#app/platform/text/fold.ts'
import type { Marks } from './search-engine.ts'

/** Private-use characters around a matched word; the screen turns them into <mark>, and a text can never hold them itself. */
export const MARK_START = '\uE000'
export const MARK_END = '\uE001'

const SURFACE_WORD = /[\p{L}\p{N}\p{M}]+(?:[-‐‑'’&][\p{L}\p{N}\p{M}]+)*/gu
const PART = /[\p{L}\p{N}\p{M}]+/gu
const MARKS = /[\uE000\uE001]/g

function isMarked(word: string, { words, beginnings }: Marks): boolean {
  return words.has(word) || beginnings.some((begin) => word.startsWith(begin))
}

function marked(text: string): string {
  return `${MARK_START}${text}${MARK_END}`
}

/** The text with every found word marked; what is written with a hyphen is marked as a whole when it was found as one word. */
export function highlight(text: string, marks: Marks): string {
  const clean = text.replace(MARKS, '')
  if (marks.words.size === 0 && marks.beginnings.length === 0) return clean
  return clean.replace(SURFACE_WORD, (word) => {
    const joined = fold(word).replace(/[^\p{L}\p{N}]/gu, '')
    if (isMarked(joined, marks)) return marked(word)
    return word.replace(PART, (part) => (isMarked(fold(part), marks) ? marked(part) : part))
  })
}
