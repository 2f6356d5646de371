import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { changeUnits } from '#app/features/catalogue/change-units.server.ts'
import { UnitsPage } from '#app/features/people/pages/units-page.tsx'
import { statusOfUnitProblem, UNIT_INTENTS, type UnitIntent } from '#app/features/people/unit-form.ts'
import { findUnitsPage } from '#app/features/people/units-page.queries.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
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

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const { person, authSession } = requireVisitor(request, context)
  const actor = allow(person, 'unit.save')
  const search = new URL(request.url).searchParams
  return {
    language,
    page: findUnitsPage(database(), actor, search, language, now()),
    tokens: { add: formToken(authSession, 'unit:add'), change: formToken(authSession, 'unit:change') },
    done: UNIT_INTENTS.find((intent) => intent === search.get('done')) ?? null,
    meta: { title: textsFor(language)('admin:units.title'), name: portalName(), hidden: true },
  }
}

/** Adds a unit, or renames or moves one. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const language = requireLanguage(params.language)
  // The form first: who may is asked once it has arrived, however slowly it came.
  const fields = fieldsOf(await readForm(request))
  const { person, authSession } = requireVisitor(request, context)
  const actor = allow(person, 'unit.save')
  const isOurs = (intent: UnitIntent, token: string) => isFormToken(authSession, `unit:${intent}`, token)
  const outcome = changeUnits(database(), actor, { fields, isOurs }, now())
  if (outcome.ok) return redirect(paths.units(language, { done: outcome.value }), 303)
  return data({ problem: outcome.problem, fields: fields ?? {} }, { status: statusOfUnitProblem(outcome.problem) })
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => (page ? pageMeta(page.meta) : [])

export default function UnitsRoute() {
  return <UnitsPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
