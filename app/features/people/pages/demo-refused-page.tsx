import { isRouteErrorResponse, useRouteError, useRouteLoaderData } from '@remix-run/react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { NotFoundPage } from '#app/ui/error-pages.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { type Portal, Shell } from '#app/ui/shell.tsx'

/** For who chose a person of the demo that cannot be signed in as (any more): the way back to the others. Anything else there is not there. */
export function DemoRefusedPage() {
  const t = useTexts('people')
  const error = useRouteError()
  const { language, portal } = useRouteLoaderData('root') as { language: Language; portal: Portal }
  // Without an error it is the answer to a form that is none of ours.
  const isRefused = error === undefined || (isRouteErrorResponse(error) && error.data === 'no-person')
  return (
    <Shell language={language} portal={portal}>
      {isRefused ? (
        <main className="wrap page" id="content">
          <PageHead title={t('signIn.noPersonTitle')} lead={t('signIn.noPerson')} />
          <p>
            <a className="button" href={paths.signIn(language)}>
              {t('signIn.others')}
            </a>
          </p>
        </main>
      ) : (
        <NotFoundPage language={language} />
      )}
    </Shell>
  )
}
