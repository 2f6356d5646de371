import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { PageHead } from '#app/ui/page-head.tsx'

/** The first page of HR: what needs somebody today and this week. */
export function HrPage({ scopeNames }: { language: Language; scopeNames: ReadonlyArray<string> }) {
  const t = useTexts('publishing')
  return (
    <main className="wrap page" id="content">
      <PageHead
        title={t('start.title')}
        lead={scopeNames.length === 0 ? t('start.leadAll') : t('start.lead', { units: scopeNames.join(', ') })}
      />
    </main>
  )
}
