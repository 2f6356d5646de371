import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { PeoplePage } from '#app/features/people/pages/people-page.tsx'
import peopleStyles from '#app/features/people/people.css?url'
import { filterOf, findPeoplePage } from '#app/features/people/people.queries.server.ts'
import { peopleForm } from '#app/features/people/people-form.server.ts'
import { pageOfAddress, peopleSearchOf } from '#app/features/people/people-question.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { sessionCodes } from '#app/platform/http/session-codes.server.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['admin', 'people'] }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: peopleStyles }]

/** People by role and unit, which may stand in the address: they are closed lists. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'person.search')
  const search = new URL(request.url).searchParams
  const question = { ...filterOf(database(), search), typed: '', page: pageOfAddress(search) }
  return {
    language,
    page: findPeoplePage(database(), actor, question, {
      language,
      codes: sessionCodes(visitor.authSession),
      now: now(),
    }),
    isOldLink: search.get('link') === 'old',
    meta: { title: textsFor(language)('admin:people.title'), hidden: true },
  }
}

/** People by words. Nothing changes here; it is a form so that the words stand in no address, no history and no log. */
export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  return answerForm(peopleForm, args, ({ actor, visitor, value }) => {
    const question = { ...filterOf(database(), new URL(args.request.url).searchParams), ...peopleSearchOf(value) }
    const reader = { language, codes: sessionCodes(visitor.authSession), now: now() }
    return { show: { page: findPeoplePage(database(), actor, question, reader) } }
  })
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function PeopleRoute() {
  const { page, isOldLink, language } = useLoaderData<typeof loader>()
  const searched = useActionData<typeof action>()
  const isShown = searched !== undefined && 'page' in searched
  return (
    <PeoplePage
      page={isShown ? searched.page : page}
      isOldLink={isOldLink && !isShown}
      refused={isShown ? null : (searched ?? null)}
      language={language}
    />
  )
}
