import { fold, plainForms, words } from '#app/platform/text/fold.ts'

/** Words that say little in either language; dropped unless a query holds nothing else. The codes OR and IT are other words (fold.ts). */
const STOP_WORDS = new Set(
  (
    'de het een en van voor in op met te aan bij om of naar over door tot uit als dat die dit deze ' +
    'ik je jij wij we jouw mijn mij hoe wat waar welke wil kan moet is zijn or ' +
    'the a an and of for to with on at by from about my your our me i you we how what where which want can is are do'
  ).split(' '),
)

/**
 * Words of a sentence that rank what has them but keep nothing out: who types "ik wil beter leren presenteren" looks for presenteren. When a
 * query holds nothing else, they count in full.
 */
const WEAK_WORDS = new Set(
  (
    'beter leren worden doen maken gaan krijgen vinden zoeken hebben weten willen kunnen goed meer iets iemand mezelf jezelf eigen ' +
    'graag hulp helpen nodig checken verbeteren tips zonder als dan niet geen ook nog ' +
    'better learn learning become get getting make making find finding go going have know need good more something myself own help helping ' +
    'improve improving check tips without when not no also it'
  ).split(' '),
)

const MOST_WORDS = 10
const LONGEST_WORD = 40
/** What a query may be long; the rest is not read. */
const LONGEST_QUERY = 2_000
const SURFACE = /[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}'’&‐‑-]*[#+]*|\.[\p{L}]+/gu

/** `foto's` is one word, and who is a `zzp'er` is in `zzp`: what stands behind the apostrophe is no word of its own. */
const PLURAL = /(?<=[\p{L}\p{N}]{2})['’](s)(?![\p{L}\p{N}])/giu
const PERSON = /(?<=[\p{L}\p{N}]{2})['’]ers?(?![\p{L}\p{N}])/giu

function withoutEnding(typed: string): string {
  return typed.replace(PLURAL, '$1').replace(PERSON, '')
}

/** One word of a query: folded, as it was typed, and whether it is typed in capitals among words that are not (IT, OR). */
export type Token = { word: string; typed: string; isWeak: boolean }

function isShouted(part: string, query: string): boolean {
  return part.length <= 4 && part === part.toUpperCase() && part !== part.toLowerCase() && query !== query.toUpperCase()
}

/**
 * What somebody typed as at most ten folded words, each once, without words that say little; an empty list means "no search words".
 * What is written with a hyphen gives its parts; `typed` is the whole stretch it came from.
 */
export function queryTokens(query: string): Token[] {
  const text = plainForms(query.slice(0, LONGEST_QUERY).toWellFormed())
  const all: Token[] = []
  const telling: Token[] = []
  const seen = new Set<string>()
  for (const [typed] of text.matchAll(SURFACE)) {
    for (const part of words(withoutEnding(typed))) {
      const word = part.slice(0, LONGEST_WORD)
      if (seen.has(word)) continue
      seen.add(word)
      const token = { word, typed, isWeak: WEAK_WORDS.has(word) }
      all.push(token)
      if (!STOP_WORDS.has(word) || isShouted(typed, text)) telling.push(token)
    }
    if (telling.length >= MOST_WORDS) break
  }
  const kept = (telling.length > 0 ? telling : all).slice(0, MOST_WORDS)
  return kept.every((token) => token.isWeak) ? kept.map((token) => ({ ...token, isWeak: false })) : kept
}

/** The folded words of a query. */
export function queryWords(query: string): string[] {
  return queryTokens(query).map((token) => token.word)
}

/** The words of a phrase without those that say little, for synonyms and learned pairs. */
export function tellingWords(text: string): string[] {
  return words(text).filter((word) => !STOP_WORDS.has(word))
}

/** The query with some of its words replaced, everything else as it was typed. */
export function replaceWords(query: string, replacements: ReadonlyMap<string, string>): string {
  return query
    .slice(0, LONGEST_QUERY)
    .replace(/[\p{L}\p{N}\p{M}]+/gu, (typed) => replacements.get(fold(typed).slice(0, LONGEST_WORD)) ?? typed)
}
