import type { ReactNode } from 'react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { HrMenu } from '#app/ui/hr-menu.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { HrRequestRow } from '../hr-requests.queries.server.ts'
import { HrRequestList } from '../parts/hr-request-list.tsx'

/** What people ask about the offers one owns, and beside it what else came in about its pages (`children`). */
export function HrRequestsPage({
  rows,
  isPassedOn,
  language,
  children,
}: {
  /** Null where questions are off. */
  rows: ReadonlyArray<HrRequestRow> | null
  isPassedOn: boolean
  language: Language
  children: ReactNode
}) {
  const t = useTexts('enquiries')
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{ label: t('hr.crumb'), steps: [{ href: paths.hr(language), text: t('hr.hr') }] }}
        title={t('hr.title')}
        lead={t('hr.lead')}
      />
      <HrMenu language={language} />
      {isPassedOn ? (
        <StatusNote kind="ok" role="status">
          {t('hr.done.passed-on')}
        </StatusNote>
      ) : null}
      <div className="requests">
        {rows ? <HrRequestList rows={rows} language={language} /> : null}
        {children}
      </div>
    </main>
  )
}
