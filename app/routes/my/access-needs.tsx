import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { findAccessNeedsPage } from '#app/features/privacy/access-needs.queries.server.ts'
import { accessNeedsForm } from '#app/features/privacy/access-needs-form.server.ts'
import { clearAccessNeeds } from '#app/features/privacy/clear-access-needs.server.ts'
import { AccessNeedsPage } from '#app/features/privacy/pages/access-needs-page.tsx'
import privacyStyles from '#app/features/privacy/privacy.css?url'
import { saveAccessNeeds } from '#app/features/privacy/save-access-needs.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { theKeyring } from '#app/platform/crypto/keyring.server.ts'
import { portalFiles } from '#app/platform/database.server.ts'
import { requireDeliberateRead } from '#app/platform/http/deliberate-read.server.ts'
import { answerForm, keptUnder } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { readWhenFree } from '#app/platform/http/read-when-free.server.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['privacy'], tells: true }
export const links = () => [{ rel: 'stylesheet', href: privacyStyles }]

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const person = allow(visitor.person, 'access-needs.read-own')
  const read = requireDeliberateRead(request, context, visitor, 'access-needs')
  const said = new URL(request.url).searchParams.get('done')
  return {
    language,
    page: await readWhenFree(() => findAccessNeedsPage(portalFiles(), theKeyring(), person, read, language, now())),
    under: keptUnder(accessNeedsForm, visitor),
    done: said === 'kept' || said === 'cleared' || said === 'erasing' ? said : null,
    meta: { title: textsFor(language)('privacy:accessNeeds.title'), hidden: true },
  } as const
}

export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  return answerForm(accessNeedsForm, args, async ({ actor, value }) => {
    const outcome =
      value.intent === 'clear'
        ? await clearAccessNeeds(portalFiles(), actor, now())
        : saveAccessNeeds(portalFiles(), theKeyring(), actor, value.arrangement, now())
    return outcome.ok ? paths.accessNeeds(language, { done: outcome.value }) : outcome
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function AccessNeedsRoute() {
  const { page, under, done, language } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>() ?? null
  return <AccessNeedsPage page={page} under={under} state={{ refused, done }} language={language} />
}
