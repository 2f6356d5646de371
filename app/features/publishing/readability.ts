import type { Language } from '#app/i18n/languages.ts'

/** Groups of vowels count as syllables; in English a silent last e is none. Near enough for a hint. */
function syllablesOf(word: string, language: Language): number {
  const plain = word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  const groups = plain.match(language === 'nl' ? /ij|[aeiouy]+/g : /[aeiouy]+/g) ?? []
  const silent = language === 'en' && groups.length > 1 && /[^aeiouyl]e$/.test(plain) ? 1 : 0
  return Math.max(1, groups.length - silent)
}

/** Shortened words whose full stop ends no sentence: those before a name, and others where the sentence goes on. */
const TITLES = /\b(?:dr|drs|prof|ir|ing|mevr|dhr|mr|mrs|ms)\.(?=\s)/giu
const SHORTENED =
  /\b(?:[Bb]ijv|[Bb]v|enz|etc|[Ee]vt|incl|excl|max|min|nr|blz|tel|ca|resp|approx|vs|no)\.(?=\s+[\p{Ll}\d])/gu
const INITIALS = /\b(?:\p{L}\.){2,}(?=\s)/gu
const ADDRESS = /(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+/giu

/** A text as it is read aloud: without web addresses and marks, with each line of a list as a sentence of its own. */
function readAloud(text: string): string {
  return text
    .replace(/\]\([^)]*\)/g, ']')
    .replace(ADDRESS, ' ')
    .replace(TITLES, (word) => word.slice(0, -1))
    .replace(SHORTENED, (word) => word.slice(0, -1))
    .replace(INITIALS, (word) => word.replaceAll('.', ''))
    .replace(/(\d)[.,:](?=\d)/g, '$1')
    .replace(/^\s*(?:[-*+•]|\d{1,3}[.)])\s+/gm, '\n\n')
    .replace(/[#*_>`[\]()]/g, ' ')
}

/** Shorter texts say nothing about how they read. */
const LEAST_WORDS = 20

/**
 * How easily a text reads, from about 0 to 100: Flesch-Douma for Dutch, Flesch for English (writing.md); above 60 reads well. A hint and never a gate; null for a text
 * that is too short to say.
 */
export function readability(text: string, language: Language): number | null {
  const plain = readAloud(text)
  const words = plain.match(/\p{L}[\p{L}'’-]*|\d+/gu) ?? []
  if (words.length < LEAST_WORDS) return null
  const sentences = Math.max(1, plain.split(/[.!?…]+(?:\s|$)|\n{2,}/).filter((one) => /\p{L}/u.test(one)).length)
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word, language), 0)
  const perSentence = words.length / sentences
  return language === 'nl'
    ? 206.84 - 0.77 * ((syllables / words.length) * 100) - 0.93 * perSentence
    : 206.835 - 1.015 * perSentence - 84.6 * (syllables / words.length)
}
