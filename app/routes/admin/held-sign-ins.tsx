import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { decideHeldSignIn, HELD_DECISIONS } from '#app/features/people/decide-held-sign-in.server.ts'
import { heldSignInsForm } from '#app/features/people/held-sign-ins-form.server.ts'
import { viewHeldSignIns } from '#app/features/people/held-sign-ins-page.queries.server.ts'
import { HeldSignInsPage } from '#app/features/people/pages/held-sign-ins-page.tsx'
import peopleStyles from '#app/features/people/people.css?url'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
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
  const actor = allow(visitor.person, 'sign-in.decide')
  const read = requireDeliberateRead(request, context, visitor, 'held-sign-ins')
  const reader = { language, codes: sessionCodes(visitor.authSession), now: now() }
  const done = new URL(request.url).searchParams.get('done')
  return {
    language,
    held: await readWhenFree(() => viewHeldSignIns(database(), actor, read, reader)),
    tokens: tokensFor(heldSignInsForm, visitor),
    done: HELD_DECISIONS.find((one) => one === done) ?? null,
    meta: { title: textsFor(language)('admin:who.held.title'), hidden: true },
  }
}

/** It is the same person, or somebody else. */
export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  return answerForm(heldSignInsForm, args, ({ actor, value: { intent, number, reason } }) => {
    const decision = { number, is: intent, ...(reason === undefined ? {} : { reason }) }
    const decided = decideHeldSignIn(database(), actor, decision, now())
    return decided.ok ? paths.heldSignIns(language, { done: intent }) : decided
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function HeldSignInsRoute() {
  return <HeldSignInsPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
