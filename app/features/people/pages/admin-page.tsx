import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { PageHead } from '#app/ui/page-head.tsx'
import type { AdminCounts } from '../admin.queries.server.ts'

const PARTS = [
  { name: 'people', icon: 'people', href: (language: Language) => paths.people(language) },
  { name: 'units', icon: 'unit', href: (language: Language) => paths.units(language) },
  { name: 'audit', icon: 'contract', href: (language: Language) => paths.auditLog(language) },
  { name: 'portal', icon: 'filters', href: (language: Language) => paths.portal(language) },
] as const

/** The start of the admin area: its parts, each with one number and what one does there. */
export function AdminPage({ numbers, language }: { numbers: AdminCounts & { portal: number }; language: Language }) {
  const t = useTexts('admin')
  return (
    <main className="wrap page" id="content">
      <PageHead title={t('title')} lead={t('desk.lead')} />
      <ul className="plain admin-parts">
        {PARTS.map(({ name, icon, href }) => (
          <li key={name} className="card">
            <h2 data-icon={icon}>
              <a href={href(language)}>{t(`desk.${name}.title`)}</a>
            </h2>
            <p className="number">{t(`desk.${name}.number`, { count: numbers[name] })}</p>
            <p>{t(`desk.${name}.text`)}</p>
          </li>
        ))}
      </ul>
    </main>
  )
}
