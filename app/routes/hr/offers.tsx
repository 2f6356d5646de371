import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import type { Visitor } from '#app/access/visitor.ts'
import { bulkForm } from '#app/features/publishing/bulk-form.server.ts'
import { changeAtOnce } from '#app/features/publishing/change-at-once.server.ts'
import { findDiscarded } from '#app/features/publishing/discard-draft.server.ts'
import { draftForm } from '#app/features/publishing/draft-form.server.ts'
import { countWaiting } from '#app/features/publishing/hr-page.queries.server.ts'
import { findOfferList } from '#app/features/publishing/offer-list.queries.server.ts'
import { readListQuery } from '#app/features/publishing/offer-list.ts'
import { OfferListPage } from '#app/features/publishing/pages/offer-list-page.tsx'
import publishingStyles from '#app/features/publishing/publishing.css?url'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm, tokensFor } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['hr'] }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: publishingStyles }]

function doneOf(search: URLSearchParams) {
  if (search.get('done') === 'discarded') return 'discarded' as const
  const changed = Number(search.get('changed') ?? Number.NaN)
  return Number.isInteger(changed) ? { changed, refused: Number(search.get('refused')) || 0 } : null
}

/** A draft that was thrown away just now, and the form that takes it back. */
function discardedOf(id: string, visitor: Visitor) {
  const discarded = id === '' ? null : findDiscarded(database(), allow(visitor.person, 'offer.save'), id)
  return discarded && { offer: id, id: discarded.id, token: tokensFor(draftForm, visitor, { id }).restore }
}

/** The offers that somebody may change. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'publishing.view')
  const { searchParams } = new URL(request.url)
  return {
    language,
    page: findOfferList(database(), actor, readListQuery(searchParams), language, now()),
    waiting: countWaiting(database(), actor, now()),
    token: tokensFor(bulkForm, visitor).change,
    done: doneOf(searchParams),
    discarded: discardedOf(searchParams.get('offer') ?? '', visitor),
    meta: { title: textsFor(language)('hr:list.title'), hidden: true },
  }
}

/** Changes several offers at once. */
export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  return answerForm(bulkForm, args, ({ actor, value }) => {
    const outcome = changeAtOnce(database(), actor, value, now())
    if (!outcome.ok) return outcome
    return paths.hrOffers(language, {
      changed: outcome.value.changed,
      refused: outcome.value.refused.length || undefined,
    })
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function OffersRoute() {
  return <OfferListPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
