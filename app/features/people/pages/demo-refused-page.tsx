import { isRouteErrorResponse, useRouteError, useRouteLoaderData } from '@remix-run/react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { NotFoundPage } from '#app/ui/error-pages.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { type Portal, Shell } from '#app/ui/shell.tsx'
import { DemoCode } from '../parts/demo-code.tsx'

type Refusal = { answer: FormAnswer<'no-code' | 'wrong-code'> } | 'no-person' | 'missing'

/** Why a sign-in to the demo was refused: the answer to its form, a person who is not there, or an address with nothing to read. */
function refusalIn(error: unknown): Refusal {
  if (!isRouteErrorResponse(error)) return 'missing'
  if (error.data === 'no-person') return 'no-person'
  const data: unknown = error.data
  return data && typeof data === 'object' && 'problems' in data ? { answer: data as FormAnswer<'no-code'> } : 'missing'
}

/** For who chose a person of the demo without its token, which is asked for here; or somebody who cannot be signed in as: the way back to the others. */
export function DemoRefusedPage() {
  const t = useTexts('people')
  const refusal = refusalIn(useRouteError())
  const { language, portal } = useRouteLoaderData('root') as { language: Language; portal: Portal }
  return (
    <Shell language={language} portal={portal}>
      {refusal === 'missing' ? <NotFoundPage language={language} /> : null}
      {refusal === 'no-person' ? (
        <main className="wrap page" id="content">
          <PageHead title={t('signIn.noPersonTitle')} lead={t('signIn.noPerson')} />
          <p>
            <a className="button" href={paths.signIn(language)}>
              {t('signIn.others')}
            </a>
          </p>
        </main>
      ) : null}
      {typeof refusal === 'object' ? <DemoCode answer={refusal.answer} language={language} /> : null}
    </Shell>
  )
}
