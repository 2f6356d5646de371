import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import type { AccountPageData } from '../account.queries.server.ts'
import { WaitingRoles } from '../parts/waiting-roles.tsx'

/** "My account": who I am here. */
export function AccountPage({ page, language }: { page: AccountPageData; language: Language }) {
  const t = useTexts('people')
  return (
    <main className="wrap page" id="content">
      <h1>{t('account.title')}</h1>
      <p className="lead">{t('account.lead')}</p>
      <p>{page.name}</p>
      <WaitingRoles roles={page.waiting} language={language} />
      <ul>
        {page.roles.map((role) => (
          <li key={role}>{t(`role.${role}`)}</li>
        ))}
      </ul>
    </main>
  )
}
