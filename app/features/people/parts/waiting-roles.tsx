import type { Role } from '#app/access/vocabulary.ts'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { TitledNote } from '#app/ui/status-note.tsx'

/** Says which roles wait until somebody confirms once more that it is them, and leads there. Nothing when none waits. */
export function WaitingRoles({ roles, language }: { roles: ReadonlyArray<Role>; language: Language }) {
  const t = useTexts('people')
  if (roles.length === 0) return null
  return (
    <TitledNote id="waiting-roles" title={t('waiting.title')} kind="warn" icon="lock">
      <p>{t('waiting.text')}</p>
      <ul>
        {roles.map((role) => (
          <li key={role}>{t(`role.${role}`)}</li>
        ))}
      </ul>
      <p>
        <a className="button" href={paths.startSignIn({ to: paths.account(language), 'step-up': 'yes' })}>
          {t('waiting.confirm')}
        </a>
      </p>
    </TitledNote>
  )
}
