import { menuOf, type Visitor } from '#app/access/visitor.ts'
import type { Language } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'

/** Where somebody begins who asked for no page when they signed in: HR with what waits for them, others on their own page. */
export function firstPage(visitor: Visitor | null, language: Language): string {
  return visitor && menuOf(visitor).work === 'publishing' ? paths.hr(language) : paths.account(language)
}
