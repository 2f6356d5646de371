import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from '@remix-run/react'
import { WishPage } from '#app/features/catalogue/pages/wish-page.tsx'
import { saveWish } from '#app/features/catalogue/tell-wish.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { readForm } from '#app/platform/http/form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { moduleIsOn, portalName } from '#app/platform/portal/settings.server.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'

export function loader({ request, params }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  if (!moduleIsOn('wishes')) throw new Response(null, { status: 404 })
  const search = new URL(request.url).searchParams
  const state = {
    searched: visibleText(search.get('q') ?? '')
      .slice(0, 300)
      .toWellFormed(),
    text: '',
    problem: null,
    kept: search.has('kept'),
  }
  return {
    language,
    state,
    meta: { title: textsFor(language)('wish.title'), name: portalName(), hidden: true },
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const language = requireLanguage(params.language)
  if (!moduleIsOn('wishes')) throw new Response(null, { status: 404 })
  // What is not a form says nothing: it is refused like an empty one.
  const form = await readForm(request)
  const [searched, text] = [String(form?.get('searched') ?? ''), String(form?.get('wish') ?? '')]
  const outcome = saveWish(database(), { language, searched, text }, now())
  if (outcome.ok) return redirect(paths.wish(language, { kept: 'yes' }))
  return data(
    { searched, text, problem: outcome.problem, kept: false },
    { status: outcome.problem === 'busy' ? 503 : 400 },
  )
}

/** In the browser: when the portal refuses before it reads the form (too often, no connection), what was typed stays, and a word about it. */
export async function clientAction({ request, serverAction }: ClientActionFunctionArgs) {
  const typed = await request.clone().formData()
  try {
    return await serverAction<typeof action>()
  } catch (error) {
    if (error instanceof Response) throw error
    const [searched, text] = [String(typed.get('searched') ?? ''), String(typed.get('wish') ?? '')]
    return { searched, text, problem: 'busy' as const, kept: false }
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => (page ? pageMeta(page.meta) : [])

export default function WishRoute() {
  const { state, language } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return <WishPage state={refused ?? state} language={language} />
}
