import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { SavedPage } from '#app/features/catalogue/pages/saved-page.tsx'
import { findSavedPage } from '#app/features/catalogue/saved.queries.server.ts'
import { savedForm } from '#app/features/catalogue/saved-form.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireModule } from '#app/platform/http/require-module.server.ts'

/** The page without offers: which ones are saved, only the browser knows. */
export function loader({ params }: LoaderFunctionArgs) {
  requireModule('saved')
  const language = requireLanguage(params.language)
  return { language, meta: { title: textsFor(language)('saved.title'), hidden: true } }
}

/** The browser asks for the offers it has saved; in the body of the question, so that no address and no log holds them. */
export async function action(args: ActionFunctionArgs) {
  requireModule('saved')
  const language = requireLanguage(args.params.language)
  return answerForm(savedForm, args, ({ value }) => ({ show: findSavedPage(database(), language, value.id, now()) }))
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function SavedRoute() {
  const { language } = useLoaderData<typeof loader>()
  return <SavedPage language={language} />
}
