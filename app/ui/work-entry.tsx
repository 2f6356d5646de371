import { useLocation } from '@remix-run/react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'

export type WorkEntry = 'publishing' | 'advice'

/** The page behind each entry. One that has none does not appear. */
export const WORK_PAGES: Partial<Record<WorkEntry, (language: Language) => string>> = { publishing: paths.hr }

/** In the main menu, after a line: what somebody's role lets them do. */
export function WorkLink({ entry, language }: { entry: WorkEntry | undefined; language: Language }) {
  const t = useTexts()
  const { pathname } = useLocation()
  const page = entry && WORK_PAGES[entry]
  if (!entry || !page) return null
  const href = page(language)
  return (
    <li className="work-entry">
      <a href={href} aria-current={pathname.startsWith(href) ? 'page' : undefined}>
        {t(`nav.work.${entry}`)}
      </a>
    </li>
  )
}
