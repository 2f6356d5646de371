import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { changeUnits } from '#app/features/catalogue/change-units.server.ts'
import { UnitsPage } from '#app/features/people/pages/units-page.tsx'
import peopleStyles from '#app/features/people/people.css?url'
import { unitForm } from '#app/features/people/unit-form.server.ts'
import { UNIT_INTENTS } from '#app/features/people/unit-form.ts'
import { findUnitsPage } from '#app/features/people/units-page.queries.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm, tokensFor } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['admin', 'people'] }
export const links = () => [{ rel: 'stylesheet', href: peopleStyles }]

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'unit.save')
  const search = new URL(request.url).searchParams
  return {
    language,
    page: findUnitsPage(database(), actor, search, language, now()),
    tokens: tokensFor(unitForm, visitor),
    done: UNIT_INTENTS.find((intent) => intent === search.get('done')) ?? null,
    meta: { title: textsFor(language)('admin:units.title'), hidden: true },
  }
}

/** Adds a unit, or renames or moves one. */
export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  return answerForm(unitForm, args, ({ actor, value }) => {
    const outcome = changeUnits(database(), actor, value, now())
    return outcome.ok ? paths.units(language, { done: outcome.value }) : outcome
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function UnitsRoute() {
  return <UnitsPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
