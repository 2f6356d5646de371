/** The two languages of the portal. Dutch is the language of record; every text exists in both. */
export const LANGUAGES = ['nl', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** A content text in both languages; an empty string means "not written in this language". */
export type Pair = { nl: string; en: string }

export function isLanguage(value: unknown): value is Language {
  return value === 'nl' || value === 'en'
}

export function otherLanguage(language: Language): Language {
  return language === 'nl' ? 'en' : 'nl'
}

/** The text in the reader's language, or else in the other one, together with the language it is really in. */
export function textIn(pair: Pair, language: Language): { text: string; language: Language } {
  if (pair[language].trim() !== '') return { text: pair[language], language }
  const other = otherLanguage(language)
  return pair[other].trim() === '' ? { text: '', language } : { text: pair[other], language: other }
}
