import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { findOwnSignUps } from '#app/features/sign-up/own-sign-ups.queries.server.ts'
import { OwnSignUpsPage } from '#app/features/sign-up/pages/own-sign-ups-page.tsx'
import { textsFor } from '#app/i18n/instance.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'

export const handle = { texts: ['sign-up'] }

/** What the actor signed up for. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'sign-up.make')
  if (!moduleIsOn('sign-up')) throw new Response(null, { status: 404 })
  return {
    language,
    rows: findOwnSignUps(database(), actor, language, now()),
    meta: { title: textsFor(language)('sign-up:own.title'), hidden: true },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function OwnSignUpsRoute() {
  const { language, rows } = useLoaderData<typeof loader>()
  return <OwnSignUpsPage rows={rows} language={language} />
}
