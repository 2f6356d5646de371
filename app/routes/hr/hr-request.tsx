import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { answerEnquiry } from '#app/features/enquiries/answer-enquiry.server.ts'
import enquiryStyles from '#app/features/enquiries/enquiries.css?url'
import { hrRequestForm } from '#app/features/enquiries/hr-request-form.server.ts'
import { findHrRequest } from '#app/features/enquiries/hr-requests.queries.server.ts'
import { HrRequestPage } from '#app/features/enquiries/pages/hr-request-page.tsx'
import { returnEnquiry, sealEnquiry } from '#app/features/enquiries/pass-on-enquiry.server.ts'
import privacyStyles from '#app/features/privacy/privacy.css?url'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { theKeyring } from '#app/platform/crypto/keyring.server.ts'
import { database, portalFiles } from '#app/platform/database.server.ts'
import { answerForm, keptUnder } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'

export const handle = { texts: ['enquiries'] }
export const links = () => [privacyStyles, enquiryStyles].map((href) => ({ rel: 'stylesheet', href }))

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'enquiry.answer')
  if (!moduleIsOn('enquiries')) throw new Response(null, { status: 404 })
  return {
    language,
    page: findHrRequest(database(), actor, language, params.id ?? '', now()),
    under: keptUnder(hrRequestForm, visitor, params),
    isAnswered: new URL(request.url).searchParams.get('done') === 'answered',
    meta: { title: textsFor(language)('enquiries:hr.title'), hidden: true },
  }
}

export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  const id = args.params.id ?? ''
  return answerForm(hrRequestForm, args, ({ actor, value }) => {
    if (value.intent === 'answer') {
      const answered = answerEnquiry(database(), actor, { id, words: value.words }, now())
      return answered.ok ? paths.hrRequest(language, id, { done: 'answered' }) : answered
    }
    const passed =
      value.intent === 'seal'
        ? sealEnquiry(portalFiles(), theKeyring(), actor, id, now())
        : returnEnquiry(portalFiles(), actor, id, now())
    return passed.ok ? paths.hrRequests(language, { done: 'passed-on' }) : passed
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function HrRequestRoute() {
  return <HrRequestPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
