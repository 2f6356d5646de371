import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirectDocument,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { kindsOn } from '#app/features/catalogue/enabled-kinds.server.ts'
import { LARGEST_IMPORT } from '#app/features/catalogue/import-file-limits.ts'
import { keepImportFile } from '#app/features/catalogue/import-files.server.ts'
import { importFileForm } from '#app/features/catalogue/import-form.server.ts'
import { findImportUnits } from '#app/features/catalogue/import-page.queries.server.ts'
import { kindOf } from '#app/features/catalogue/kinds.ts'
import { ImportPage } from '#app/features/catalogue/pages/import-page.tsx'
import editorStyles from '#app/features/publishing/editor.css?url'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm, tokensFor } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['hr'], largestBody: LARGEST_IMPORT.body }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: editorStyles }]

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'offer.save')
  const t = textsFor(language)
  const done = Number(new URL(request.url).searchParams.get('done') ?? Number.NaN)
  return {
    language,
    kinds: kindsOn().map((id) => ({ id, label: t(kindOf(id).plural, { ns: 'offer' }) })),
    units: findImportUnits(database(), actor, language),
    token: tokensFor(importFileForm, visitor).look,
    done: Number.isInteger(done) ? done : null,
    meta: { title: t('hr:import.title'), hidden: true },
  }
}

/** Keeps a file for an hour and goes on to what it would change. */
export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  return answerForm(importFileForm, args, ({ actor, value }) => {
    const kept = keepImportFile(database(), actor, value, language, now())
    // A page is loaded, so that the browser itself asks again while the worker looks.
    return kept.ok ? redirectDocument(paths.importPreview(language, kept.value), 303) : kept
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function ImportRoute() {
  return <ImportPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
