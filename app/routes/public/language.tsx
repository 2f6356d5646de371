import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Outlet,
  useLocation,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import type { Language } from '#app/i18n/languages.ts'
import { readConfirmation } from '#app/platform/http/confirm-read.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { type ProblemTitles, problemMeta } from '#app/platform/http/page-meta.ts'
import { readTypedForm } from '#app/platform/http/typed-form.ts'
import { ConfirmReadPage } from '#app/ui/confirm-read-page.tsx'
import { ErrorPage, NotFoundPage } from '#app/ui/error-pages.tsx'
import { type Portal, Shell } from '#app/ui/shell.tsx'
import { RestoredNote, TypedFormPage } from '#app/ui/typed-form-page.tsx'

/** `/nl/…` and `/en/…`. */
export function loader({ params }: LoaderFunctionArgs) {
  requireLanguage(params.language)
  return null
}

export function shouldRevalidate() {
  return false
}

type RootData = { language: Language; portal: Portal; problemTitles: ProblemTitles; isRestored?: true }

export const meta: MetaFunction = ({ error, matches }) =>
  problemMeta(error, matches.find(({ id }) => id === 'root')?.data as RootData | undefined)

export default function LanguageRoute() {
  const { language, portal, isRestored } = useRouteLoaderData('root') as RootData
  // The root's data stays while somebody goes on inside the portal; what it says of this answer does not.
  const isFirst = useLocation().key === 'default'
  const page = useMatches().at(-1)?.data as { addresses?: Record<Language, string> } | null | undefined
  return (
    <Shell language={language} portal={portal} addresses={page?.addresses}>
      {isRestored && isFirst ? <RestoredNote /> : null}
      <Outlet />
    </Shell>
  )
}

export function ErrorBoundary() {
  const { language, portal } = useRouteLoaderData('root') as RootData
  const error = useRouteError()
  const isMissing = isRouteErrorResponse(error) && error.status < 500
  const read = isRouteErrorResponse(error) ? readConfirmation(error.data) : null
  const typed = isRouteErrorResponse(error) ? readTypedForm(error.data) : null
  return (
    <Shell language={language} portal={portal}>
      {read ? (
        <ConfirmReadPage language={language} read={read} />
      ) : typed ? (
        <TypedFormPage language={language} form={typed} />
      ) : isMissing ? (
        <NotFoundPage language={language} />
      ) : (
        <ErrorPage language={language} />
      )}
    </Shell>
  )
}
