import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { PageHead } from '#app/ui/page-head.tsx'
import { mayTryAgain, type SignInProblem } from '../sign-in-problems.ts'

export type SignInProblemState = {
  problem: SignInProblem
  /** The number that the log has too. */
  reference: string | null
  to: string | null
  stepUp: boolean
}

/** Why signing in did not work, that nothing is lost, and what to do or whom to ask. */
export function SignInProblemPage({ state, language }: { state: SignInProblemState; language: Language }) {
  const t = useTexts('people')
  const { problem, reference, to } = state
  const again = paths.startSignIn({ to: to ?? undefined, 'step-up': state.stepUp ? 'yes' : undefined })
  return (
    <main className="wrap page" id="content">
      <PageHead title={t(`signInProblem.${problem}.title`)} lead={t(`signInProblem.${problem}.text`)} />
      <p>{t('signInProblem.nothingLost')}</p>
      {reference ? <p>{t('signInProblem.reference', { reference })}</p> : null}
      <p className="chips">
        {mayTryAgain(problem) ? (
          <a className="button" href={again}>
            {t('signInProblem.again')}
          </a>
        ) : null}
        <a className="button quiet" href={paths.catalogue(language)}>
          {t('signInProblem.catalogue')}
        </a>
      </p>
    </main>
  )
}
