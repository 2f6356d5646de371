import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import editorStyles from '#app/features/publishing/editor.css?url'
import { ReviewPage } from '#app/features/publishing/pages/review-page.tsx'
import { reviewForm } from '#app/features/publishing/review-form.server.ts'
import { findReviewPage, reviewOffer } from '#app/features/publishing/review-offer.server.ts'
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

/** Asks whether an offer is still right. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const page = findReviewPage(database(), allow(visitor.person, 'offer.save'), params.id ?? '', language, now())
  if (!page) throw new Response(null, { status: 404 })
  return {
    language,
    page,
    isDone: new URL(request.url).searchParams.get('done') === 'yes',
    token: tokensFor(reviewForm, visitor, params).review,
    meta: { title: textsFor(language)('publishing:review.title'), hidden: true },
  }
}

export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  const id = args.params.id ?? ''
  return answerForm(reviewForm, args, ({ actor, value }) => {
    const outcome = reviewOffer(database(), actor, id, value, now())
    return outcome.ok ? paths.editOffer(language, id, 'review', { done: 'yes' }) : outcome
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function ReviewOfferRoute() {
  return <ReviewPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
