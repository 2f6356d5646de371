import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { configurePortal } from '#app/features/portal/configure-portal.server.ts'
import { PortalPage } from '#app/features/portal/pages/portal-page.tsx'
import portalStyles from '#app/features/portal/portal.css?url'
import { portalForm, portalFormOf } from '#app/features/portal/portal-form.server.ts'
import { findPortalPage } from '#app/features/portal/portal-page.queries.server.ts'
import { problemsOf } from '#app/features/portal/portal-rules.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm, tokensFor } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['admin'] }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: portalStyles }]

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'portal.configure')
  const saved = new URL(request.url).searchParams.get('saved')
  return {
    language,
    page: findPortalPage(database(), actor, language),
    token: tokensFor(portalForm, visitor).save,
    saved: saved === 'yes' || saved === 'same' ? saved : null,
    meta: { title: textsFor(language)('admin:portal.title'), hidden: true },
  } as const
}

export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  return answerForm(portalForm, args, ({ actor, value }) => {
    const outcome = configurePortal(database(), actor, portalFormOf(value), now())
    if (!outcome.ok) return { ok: false, problems: problemsOf(outcome.problems) }
    return paths.portal(language, { saved: outcome.changed.length > 0 ? 'yes' : 'same' })
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function PortalRoute() {
  return <PortalPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
