import type { Language, Pair } from '#app/i18n/languages.ts'
import { publicOrigin } from './origin.server.ts'

/** The lasting addresses of a page in both languages, with the reader's own. */
export function fullAddresses(pathOf: (language: Language) => string, language: Language): Pair & { own: string } {
  const full = (one: Language) => `${publicOrigin()}${pathOf(one)}`
  return { nl: full('nl'), en: full('en'), own: full(language) }
}
