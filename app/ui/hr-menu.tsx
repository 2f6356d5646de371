import { useLocation } from '@remix-run/react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { LocalMenu } from './local-menu.tsx'

/** The pages of HR. Which of them belong to a module that is off, the page that shows the menu knows. */
export function HrMenu({
  language,
  without = [],
  waiting = 0,
}: {
  language: Language
  /** How many requests and remarks wait for an answer. */
  waiting?: number
  without?: ReadonlyArray<'requests' | 'words'>
}) {
  const t = useTexts('hr')
  const { pathname } = useLocation()
  const requests = {
    href: paths.hrRequests(language),
    text: t('menu.requests'),
    ...(waiting > 0 ? { count: waiting } : {}),
  }
  const links: Array<{ href: string; text: string; count?: number }> = [
    { href: paths.hr(language), text: t('menu.start') },
    { href: paths.hrOffers(language), text: t('menu.offers') },
    ...(without.includes('requests') ? [] : [requests]),
    { href: paths.importOffers(language), text: t('menu.import') },
    ...(without.includes('words') ? [] : [{ href: paths.searchWords(language), text: t('menu.words') }]),
    { href: paths.closingDays(language), text: t('menu.closingDays') },
  ]
  return (
    <LocalMenu label={t('menu.label')} links={links.map((link) => ({ ...link, isHere: pathname === link.href }))} />
  )
}
