import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { PageHead } from './page-head.tsx'

type ConfirmRead = {
  page: 'person' | 'held-sign-ins' | 'audit-log' | 'access-needs' | 'own-request' | 'contact-request'
  to: string
  token: string
}

/** For who did not come by a link of the portal to a page whose reading is told: one button that opens it. Nothing of it was read yet. */
export function ConfirmReadPage({ language, read }: { language: Language; read: ConfirmRead }) {
  const t = useTexts()
  return (
    <main className="wrap page" id="content">
      <PageHead title={t(`confirmRead.${read.page}.title`)} lead={t('confirmRead.lead')} />
      <p>{t(`confirmRead.${read.page}.text`)}</p>
      <form method="post" action={paths.openRead(language)}>
        <input type="hidden" name="token" value={read.token} />
        <input type="hidden" name="page" value={read.page} />
        <input type="hidden" name="to" value={read.to} />
        <button type="submit" className="button" data-icon="lock">
          {t(`confirmRead.${read.page}.button`)}
        </button>
      </form>
    </main>
  )
}
