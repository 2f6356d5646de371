import type { Marks } from '../search-engine.ts'
import type { Understanding } from './understand.ts'

/** What to mark in the texts of a result: every word that answers the query, in whatever form. */
export function marksOf({ concepts }: Understanding): Marks {
  const words = new Set<string>()
  const beginnings = new Set<string>()
  for (const { alternatives } of concepts) {
    for (const { words: all, begins } of alternatives) {
      for (const [place, word] of all.entries()) {
        if (begins && place === all.length - 1) beginnings.add(word)
        else words.add(word)
      }
    }
  }
  return { words, beginnings: [...beginnings] }
}
