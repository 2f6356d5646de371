import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from '@remix-run/react'
import { WishPage } from '#app/features/catalogue/pages/wish-page.tsx'
import { saveWish } from '#app/features/catalogue/tell-wish.server.ts'
import { wishForm } from '#app/features/catalogue/wish-form.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm } from '#app/platform/http/form/answer-form.server.ts'
import { answerInBrowser } from '#app/platform/http/form/answer-in-browser.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'

export function loader({ request, params }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  if (!moduleIsOn('wishes')) throw new Response(null, { status: 404 })
  const search = new URL(request.url).searchParams
  const state = {
    searched: visibleText(search.get('q') ?? '')
      .slice(0, 300)
      .toWellFormed(),
    kept: search.has('kept'),
  }
  return {
    language,
    state,
    meta: { title: textsFor(language)('wish.title'), hidden: true },
  }
}

export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  if (!moduleIsOn('wishes')) throw new Response(null, { status: 404 })
  return answerForm(wishForm, args, ({ value }) => {
    const outcome = saveWish(database(), { language, searched: value.searched, text: value.wish }, now())
    return outcome.ok ? redirect(paths.wish(language, { kept: 'yes' })) : outcome
  })
}

export function clientAction({ request, serverAction }: ClientActionFunctionArgs) {
  return answerInBrowser(request, () => serverAction<typeof action>(), 'busy' as const, 'wish')
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function WishRoute() {
  const { state, language } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return <WishPage state={state} refused={refused ?? null} language={language} />
}
