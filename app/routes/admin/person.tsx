import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import type { AuthSession } from '#app/access/visitor.ts'
import { changeAsAdministrator } from '#app/features/people/change-as-administrator.server.ts'
import { PersonPage } from '#app/features/people/pages/person-page.tsx'
import { viewPerson } from '#app/features/people/person.queries.server.ts'
import { PERSON_INTENTS, type PersonIntent, statusOf } from '#app/features/people/person-form.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { authStore, database } from '#app/platform/database.server.ts'
import { readForm } from '#app/platform/http/form.server.ts'
import { fieldsOf } from '#app/platform/http/form-fields.ts'
import { formToken, isFormToken } from '#app/platform/http/form-token.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'
import { portalName } from '#app/platform/portal/settings.server.ts'
import desk from '#app/ui/desk.css?url'

export const handle = { texts: ['admin', 'people'] }
export const links = () => [{ rel: 'stylesheet', href: desk }]

function whatFor(intent: PersonIntent, personId: string): string {
  return `person:${intent}:${personId}`
}

function tokensFor(signIn: AuthSession, personId: string): Record<PersonIntent, string> {
  const token = (intent: PersonIntent) => [intent, formToken(signIn, whatFor(intent, personId))]
  return Object.fromEntries(PERSON_INTENTS.map(token))
}

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const { person, authSession } = requireVisitor(request, context)
  const page = viewPerson(database(), authStore(), allow(person, 'person.view'), params.id ?? '', language, now())
  if (!page) throw new Response(null, { status: 404 })
  const done = new URL(request.url).searchParams.get('done')
  return {
    language,
    page,
    tokens: tokensFor(authSession, page.id),
    done: PERSON_INTENTS.find((intent) => intent === done) ?? null,
    meta: { title: page.name, name: portalName(), hidden: true },
  }
}

/** One form of the page: a role granted or ended, somebody shut out or let in again, sign-ins ended. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const language = requireLanguage(params.language)
  // The form first: who may is asked once it has arrived, however slowly it came.
  const fields = fieldsOf(await readForm(request))
  const { person, authSession } = requireVisitor(request, context)
  const actor = allow(person, 'person.view')
  const { id: personId = '' } = params
  const isOurs = (intent: PersonIntent, token: string) => isFormToken(authSession, whatFor(intent, personId), token)
  const outcome = changeAsAdministrator(database(), authStore(), actor, { personId, fields, isOurs }, now())
  if (outcome.ok) return redirect(paths.person(language, personId, { done: outcome.intent }), 303)
  const { problem, field } = outcome
  return data({ problem, field, fields: fields ?? {} }, { status: statusOf(problem) })
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => (page ? pageMeta(page.meta) : [])

export default function PersonRoute() {
  return <PersonPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
