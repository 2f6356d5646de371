import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import enquiryStyles from '#app/features/enquiries/enquiries.css?url'
import { findHrRequests } from '#app/features/enquiries/hr-requests.queries.server.ts'
import { HrRequestsPage } from '#app/features/enquiries/pages/hr-requests-page.tsx'
import { RemarkList } from '#app/features/remarks/pages/remark-list.tsx'
import { findOpenRemarks } from '#app/features/remarks/remarks.queries.server.ts'
import { settleForm } from '#app/features/remarks/settle-form.server.ts'
import { settleRemark } from '#app/features/remarks/settle-remark.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm, tokensFor } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'

export const handle = { texts: ['enquiries', 'remarks', 'hr'] }
export const links = () => [{ rel: 'stylesheet', href: enquiryStyles }]

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'enquiry.answer')
  const [hasQuestions, hasRemarks] = [moduleIsOn('enquiries'), moduleIsOn('remarks')]
  if (!hasQuestions && !hasRemarks) throw new Response(null, { status: 404 })
  const done = new URL(request.url).searchParams.get('done')
  return {
    language,
    rows: hasQuestions ? findHrRequests(database(), actor, language, now()) : null,
    remarks: hasRemarks ? findOpenRemarks(database(), allow(actor, 'remark.settle'), language) : null,
    token: tokensFor(settleForm, visitor).settle,
    news: done === 'passed-on' || done === 'settled' ? done : null,
    meta: { title: textsFor(language)('enquiries:hr.title'), hidden: true },
  } as const
}

export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  return answerForm(settleForm, args, ({ actor, value }) => {
    const settled = settleRemark(database(), actor, value.remark, now())
    return settled.ok ? paths.hrRequests(language, { done: 'settled' }) : settled
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function HrRequestsRoute() {
  const { rows, remarks, token, news, language } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>() ?? null
  return (
    <HrRequestsPage rows={rows} isPassedOn={news === 'passed-on'} language={language}>
      {remarks ? <RemarkList rows={remarks} token={token} isSettled={news === 'settled'} refused={refused} /> : null}
    </HrRequestsPage>
  )
}
