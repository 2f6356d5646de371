import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { SearchWordsPage } from '#app/features/search/pages/search-words-page.tsx'
import { changeSearchWords, pathAfterChange } from '#app/features/search/save-search-words.server.ts'
import { findSearchWords } from '#app/features/search/search-words.queries.server.ts'
import { searchWordsForm } from '#app/features/search/search-words-form.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm, tokensFor } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['words', 'hr'] }

/** The words that mean the same for the search. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'search-words.view')
  const search = new URL(request.url).searchParams
  const said = search.get('done')
  return {
    language,
    page: findSearchWords(database(), actor, search, language, now()),
    tokens: tokensFor(searchWordsForm, visitor),
    done: said === 'add' || said === 'remove' ? (said as 'add' | 'remove') : null,
    meta: { title: textsFor(language)('words:title'), hidden: true },
  }
}

/** Adds words that mean the same, or takes a group of them out. */
export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  return answerForm(searchWordsForm, args, ({ actor, value }) => {
    const outcome = changeSearchWords(database(), actor, value, now())
    return outcome.ok ? pathAfterChange(language, value) : outcome
  })
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function SearchWordsRoute() {
  return <SearchWordsPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
