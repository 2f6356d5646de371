import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import editorStyles from '#app/features/publishing/editor.css?url'
import { findCheck } from '#app/features/publishing/find-check.server.ts'
import { CheckPage } from '#app/features/publishing/pages/check-page.tsx'
import { publishForm } from '#app/features/publishing/publish-form.server.ts'
import { publishSent } from '#app/features/publishing/publish-sent.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm, tokensFor } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['publishing'] }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: editorStyles }]

const DONE = ['published', 'archived'] as const

/** What to solve and what would change, before an offer is published. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'offer.save')
  const found = findCheck(database(), actor, params.id ?? '', language, now())
  if (!found) throw new Response(null, { status: 404 })
  const said = new URL(request.url).searchParams.get('done')
  return {
    language,
    ...found,
    token: tokensFor(publishForm, visitor, params).publish,
    done: DONE.find((one) => one === said) ?? null,
    meta: { title: found.page.title || found.page.kind.label, hidden: true },
  }
}

/** Publishes an offer as its sender saw it, or takes it out of the catalogue. */
export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  const id = args.params.id ?? ''
  return answerForm(publishForm, args, ({ actor, value }) => {
    const outcome = publishSent(database(), actor, id, value, now())
    return outcome.ok ? paths.editOffer(language, id, 'check', { done: outcome.value }) : outcome
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function CheckOfferRoute() {
  return <CheckPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
