import { isLanguage, type Language } from '#app/i18n/languages.ts'
import { headerParts, qualityOf } from './header-values.ts'

/** Wishes beyond this number are not read: the header may be many kilobytes long. */
const MOST_WISHES = 20

/** The language a browser asks for by its Accept-Language header (RFC 9110, quality values), Dutch when it asks for neither. */
export function languageFromHeader(header: string | null): Language {
  const wishes = headerParts(header, ',')
    .slice(0, MOST_WISHES)
    .map((part, place) => {
      const [tag = '', ...parameters] = headerParts(part.toLowerCase(), ';')
      return { language: tag.split('-')[0], quality: qualityOf(parameters), place }
    })
    .filter((wish) => isLanguage(wish.language) && wish.quality > 0)
    .sort((a, b) => b.quality - a.quality || a.place - b.place)
  const first = wishes[0]?.language
  return isLanguage(first) ? first : 'nl'
}
