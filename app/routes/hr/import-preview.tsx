import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { applyImportFile, dropImportFile, previewImport } from '#app/features/catalogue/import-files.server.ts'
import { importApplyForm } from '#app/features/catalogue/import-form.server.ts'
import { ImportPreviewPage } from '#app/features/catalogue/pages/import-page.tsx'
import editorStyles from '#app/features/publishing/editor.css?url'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm, tokensFor } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['hr'] }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: editorStyles }]

/** What a file that somebody brought would change. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const preview = previewImport(database(), allow(visitor.person, 'offer.save'), params.id ?? '', language, now())
  if (!preview) throw new Response(null, { status: 404 })
  return {
    language,
    preview,
    token: tokensFor(importApplyForm, visitor, params).apply,
    meta: { title: textsFor(language)('hr:import.previewTitle'), hidden: true },
  }
}

export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  const id = args.params.id ?? ''
  return answerForm(importApplyForm, args, ({ actor, value }) => {
    if (value.intent === 'drop') {
      dropImportFile(database(), actor, id)
      return paths.importOffers(language)
    }
    const applied = applyImportFile(database(), actor, id, value, language, now())
    return applied.ok ? paths.importOffers(language, { done: applied.value }) : applied
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function ImportPreviewRoute() {
  return <ImportPreviewPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
