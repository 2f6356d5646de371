import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { configurePortal, NOT_OURS } from '#app/features/portal/configure-portal.server.ts'
import { PortalPage, type PortalState } from '#app/features/portal/pages/portal-page.tsx'
import { readPortalForm, typedIn } from '#app/features/portal/portal-form.server.ts'
import { findPortalPage } from '#app/features/portal/portal-page.queries.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { readForm } from '#app/platform/http/form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireAllowed } from '#app/platform/http/visitor.server.ts'
import { portalName } from '#app/platform/portal/settings.server.ts'
import portalCss from '#app/ui/portal-page.css?url'

export const handle = { texts: ['admin'] }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: portalCss }]

const STATUS = { busy: 503, 'changed-meanwhile': 409, 'not-ours': 400 } as const

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const actor = requireAllowed(request, context, 'portal.configure')
  const saved = new URL(request.url).searchParams.get('saved')
  const state: PortalState = {
    typed: null,
    problems: { fields: {} },
    saved: saved === 'yes' || saved === 'same' ? saved : null,
  }
  return {
    language,
    page: findPortalPage(database(), actor, language),
    state,
    meta: { title: textsFor(language)('admin:portal.title'), name: portalName(), hidden: true },
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const language = requireLanguage(params.language)
  // The form first: who may is asked once it has arrived, however slowly it came.
  const form = await readPortalForm(await readForm(request))
  const actor = requireAllowed(request, context, 'portal.configure')
  const outcome = form ? configurePortal(database(), actor, form, now()) : NOT_OURS
  if (outcome.ok) {
    return redirect(paths.portal(language, { saved: outcome.changed.length > 0 ? 'yes' : 'same' }), { status: 303 })
  }
  const { problems } = outcome
  const status = problems.form ? STATUS[problems.form] : 400
  return data({ typed: form && typedIn(form), problems, saved: null }, { status })
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => (page ? pageMeta(page.meta) : [])

export default function PortalRoute() {
  const { page, state, language } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return <PortalPage page={page} state={refused ?? state} language={language} />
}
