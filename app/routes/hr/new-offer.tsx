import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { beginOffer, findNewOfferPage } from '#app/features/publishing/begin-offer.server.ts'
import { newOfferForm } from '#app/features/publishing/draft-form.server.ts'
import editorStyles from '#app/features/publishing/editor.css?url'
import { NewOfferPage } from '#app/features/publishing/pages/new-offer-page.tsx'
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

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  allow(visitor.person, 'offer.save')
  return {
    language,
    ...findNewOfferPage(new URL(request.url).searchParams.get('kind'), language),
    token: tokensFor(newOfferForm, visitor).begin,
    meta: { title: textsFor(language)('publishing:new.title'), hidden: true },
  }
}

/** Begins a draft of a new offer and goes on to its text. */
export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  return answerForm(newOfferForm, args, ({ actor, value }) =>
    paths.editOffer(language, beginOffer(database(), actor, value, now())),
  )
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function NewOfferRoute() {
  return <NewOfferPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
