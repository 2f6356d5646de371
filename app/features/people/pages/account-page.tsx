import { useTexts } from '#app/i18n/use-texts.ts'
import type { AccountPageData } from '../account.queries.server.ts'

/** "My account": who I am here. */
export function AccountPage({ page }: { page: AccountPageData }) {
  const t = useTexts('people')
  return (
    <main className="wrap page" id="content">
      <h1>{t('account.title')}</h1>
      <p className="lead">{t('account.lead')}</p>
      <p>{page.name}</p>
      <ul>
        {page.roles.map((role) => (
          <li key={role}>{t(`role.${role}`)}</li>
        ))}
      </ul>
    </main>
  )
}
