import { useLocation } from '@remix-run/react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { LocalMenu } from './local-menu.tsx'

/** The parts of the admin area. The gallery stands in it on its own page: it is for who builds the portal. */
export function AdminMenu({ language, hasGallery = false }: { language: Language; hasGallery?: boolean }) {
  const t = useTexts('admin')
  const { pathname } = useLocation()
  const links = [
    { href: paths.people(language), text: t('desk.people.title') },
    { href: paths.units(language), text: t('desk.units.title') },
    { href: paths.auditLog(language), text: t('desk.audit.title') },
    { href: paths.portal(language), text: t('desk.portal.title') },
    ...(hasGallery ? [{ href: paths.gallery(language), text: t('gallery.title') }] : []),
  ]
  return <LocalMenu label={t('title')} links={links.map((link) => ({ ...link, isHere: pathname === link.href }))} />
}
