import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { copyForm } from '#app/features/publishing/copy-form.server.ts'
import { findCopyPage, readCopyQuery } from '#app/features/publishing/copy-page.queries.server.ts'
import { makeCopy } from '#app/features/publishing/copy-run.server.ts'
import editorStyles from '#app/features/publishing/editor.css?url'
import { CopyPage } from '#app/features/publishing/pages/copy-page.tsx'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm, tokensFor } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['publishing'] }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: editorStyles }]

/** An offer so many weeks later, before a draft is made of it. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'offer.save')
  const query = readCopyQuery(new URL(request.url).searchParams)
  const page = findCopyPage(database(), actor, params.id ?? '', query, language, now())
  if (!page) throw new Response(null, { status: 404 })
  return {
    language,
    page,
    token: tokensFor(copyForm, visitor, params).copy,
    meta: { title: textsFor(language)('publishing:copy.title', { title: page.title }), hidden: true },
  }
}

export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  return answerForm(copyForm, args, ({ actor, value }) => {
    const made = makeCopy(database(), actor, args.params.id ?? '', value, now())
    return made.ok ? paths.editOffer(language, made.value, 'sessions') : made
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function CopyOfferRoute() {
  return <CopyPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
