import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { mergeAsAdministrator } from '#app/features/people/merge-as-administrator.server.ts'
import { mergeForm } from '#app/features/people/merge-form.server.ts'
import { findMergeTarget, findOthersToMerge, previewMerge } from '#app/features/people/merge-page.queries.server.ts'
import { type MergeAnswer, MergePage } from '#app/features/people/pages/merge-page.tsx'
import peopleStyles from '#app/features/people/people.css?url'
import { textsFor } from '#app/i18n/instance.server.ts'
import { type PersonHandle, paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { authStore, database } from '#app/platform/database.server.ts'
import { answerForm, tokensFor } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { sessionCodes } from '#app/platform/http/session-codes.server.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['admin', 'people'] }
export const links = () => [{ rel: 'stylesheet', href: peopleStyles }]

/** The first step names one person and shows nothing of them; both sides are shown by a form, and that is told. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'person.merge')
  const personId = sessionCodes(visitor.authSession).personOf(params.id ?? '')
  const target = personId && findMergeTarget(database(), actor, personId)
  if (!target) throw redirect(paths.people(language, { link: 'old' }))
  return {
    language,
    name: target.name,
    handle: params.id as PersonHandle,
    tokens: tokensFor(mergeForm, visitor, params),
    meta: { title: textsFor(language)('admin:who.merge.title', { name: target.name }), hidden: true },
  }
}

/** Looks the other record up, shows both, or merges. A refused merge shows both again, with what was typed. */
export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  const { id: handle = '' } = args.params
  return answerForm(mergeForm, args, ({ actor, visitor, value }) => {
    const codes = sessionCodes(visitor.authSession)
    const id = codes.personOf(handle)
    if (id === null || !findMergeTarget(database(), actor, id)) return paths.people(language, { link: 'old' })
    const reader = { language, codes, now: now() }
    if (value.intent === 'search') {
      const found = findOthersToMerge(database(), actor, { id, typed: value.q }, reader)
      return { show: data<MergeAnswer>({ typed: value.q, found }) }
    }
    const otherId = codes.personOf(value.other)
    if (otherId === null) return { ok: false, problem: 'no-person' }
    const merge = value.intent === 'merge' ? { id, otherId, reason: value.reason } : null
    const merged = merge && mergeAsAdministrator(database(), authStore(), actor, merge, now())
    if (merged?.ok) return paths.person(language, handle as PersonHandle, { done: 'merge' })
    const preview = previewMerge(database(), actor, { id, otherId }, language, now())
    if (!preview) return { ok: false, problem: 'no-person' }
    const shown = { preview, other: value.other as PersonHandle, problem: merged?.problem ?? null }
    return { show: data<MergeAnswer>(shown, { status: merged ? 400 : 200 }) }
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function MergePeopleRoute() {
  return <MergePage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />
}
