import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeAsAdministrator } from '#app/features/people/change-as-administrator.server.ts'
import { PersonPage } from '#app/features/people/pages/person-page.tsx'
import peopleStyles from '#app/features/people/people.css?url'
import { viewPerson } from '#app/features/people/person.queries.server.ts'
import { personForm } from '#app/features/people/person-form.server.ts'
import { PERSON_DONE } from '#app/features/people/person-form.ts'
import { type PersonHandle, paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { authStore, database } from '#app/platform/database.server.ts'
import { allowOrTell } from '#app/platform/http/allow-or-tell.server.ts'
import { requireDeliberateRead } from '#app/platform/http/deliberate-read.server.ts'
import { answerForm, tokensFor } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { readWhenFree } from '#app/platform/http/read-when-free.server.ts'
import { sessionCodes } from '#app/platform/http/session-codes.server.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['admin', 'people'], tells: true }
export const links = () => [{ rel: 'stylesheet', href: peopleStyles }]

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const files = { db: database(), authStore: authStore(), now: now() }
  const object = { type: 'person', id: 'unknown' }
  const actor = allowOrTell(files, context, visitor.person, 'person.view', { action: 'person.view', object })
  const codes = sessionCodes(visitor.authSession)
  const personId = codes.personOf(params.id ?? '')
  if (personId === null) throw redirect(paths.people(language, { link: 'old' }))
  const read = requireDeliberateRead(request, context, visitor, 'person')
  const page = await readWhenFree(() => viewPerson(database(), authStore(), actor, read, personId, language, now()))
  if (!page) throw redirect(paths.people(language, { link: 'old' }))
  const done = new URL(request.url).searchParams.get('done')
  return {
    language,
    page: { ...page, merges: page.merges.map((line) => ({ ...line, id: codes.handleOf(line.id) ?? '' })) },
    tokens: tokensFor(personForm, visitor, params),
    mergeHref: paths.mergePeople(language, params.id as PersonHandle),
    done: PERSON_DONE.find((intent) => intent === done) ?? null,
    meta: { title: page.name, hidden: true },
  }
}

/** One form of the page: a role granted or ended, somebody shut out or let in again, sign-ins ended. */
export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  const { id = '' } = args.params
  return answerForm(personForm, args, ({ actor, visitor, value: form }) => {
    const codes = sessionCodes(visitor.authSession)
    const personId = codes.personOf(id)
    if (personId === null) return paths.people(language, { link: 'old' })
    const change = form.intent === 'undo-merge' ? { ...form, merged: codes.personOf(form.merged) ?? '' } : form
    const outcome = changeAsAdministrator(database(), authStore(), actor, { personId, form: change }, now())
    return outcome.ok ? paths.person(language, id as PersonHandle, { done: outcome.value }) : outcome
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function PersonRoute() {
  return <PersonPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
