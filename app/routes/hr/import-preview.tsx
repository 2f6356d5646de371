import {
  type ActionFunctionArgs,
  type HeadersFunction,
  json,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  redirectDocument,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { applyImportFile, dropImportFile } from '#app/features/catalogue/import-files.server.ts'
import { importApplyForm } from '#app/features/catalogue/import-form.server.ts'
import { showImport } from '#app/features/catalogue/import-page.queries.server.ts'
import { readImportPages } from '#app/features/catalogue/import-shown.ts'
import { ImportPreviewPage } from '#app/features/catalogue/pages/import-preview-page.tsx'
import editorStyles from '#app/features/publishing/editor.css?url'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { beingMadeHeaders } from '#app/platform/http/being-made.ts'
import { answerForm, tokensFor } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['hr'] }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: editorStyles }]
export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders

/** What a file that somebody brought would change, or that the worker is at it. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'offer.save')
  const id = params.id ?? ''
  const pages = readImportPages(new URL(request.url).searchParams)
  const shown = showImport(database(), actor, { id, language, pages }, now())
  if (!shown) throw new Response(null, { status: 404 })
  if (shown.applied && !shown.applied.problem)
    throw redirect(paths.importOffers(language, { done: shown.applied.done }), 303)
  const token = tokensFor(importApplyForm, visitor, params).apply
  const meta = { title: textsFor(language)('hr:import.previewTitle'), hidden: true }
  const state = shown.state === 'looked' ? 'done' : shown.state
  return json({ language, shown, id, pages, token, meta }, { headers: beingMadeHeaders(state) })
}

export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  const id = args.params.id ?? ''
  return answerForm(importApplyForm, args, async ({ actor, value }) => {
    if (value.intent === 'drop') {
      dropImportFile(database(), actor, id)
      return paths.importOffers(language)
    }
    const applied = await applyImportFile(database(), actor, id, value, language, now())
    if (!applied.ok) return applied
    if (applied.value !== null) return paths.importOffers(language, { done: applied.value })
    return redirectDocument(paths.importPreview(language, id), 303)
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function ImportPreviewRoute() {
  return <ImportPreviewPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
