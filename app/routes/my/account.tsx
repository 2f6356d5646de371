import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findAccountPage } from '#app/features/people/account.queries.server.ts'
import { AccountPage } from '#app/features/people/pages/account-page.tsx'
import { allow } from '#app/features/people/person.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { settings } from '#app/platform/env.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'
import { database } from '#db/client.server.ts'
import { theDoor } from '#db/door.server.ts'

export const handle = { texts: ['people'] }

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const person = allow(visitor.person, 'account.view')
  return {
    language,
    page: findAccountPage(database(), theDoor(), person, visitor, now()),
    meta: { title: textsFor(language)('people:account.title'), name: settings().KOERS_NAME, hidden: true },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => (data ? pageMeta(data.meta) : [])

export default function AccountRoute() {
  const { page, language } = useLoaderData<typeof loader>()
  return <AccountPage page={page} language={language} />
}
