import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { leaveRemark } from '#app/features/remarks/leave-remark.server.ts'
import { RemarkPage } from '#app/features/remarks/pages/remark-page.tsx'
import { remarkForm } from '#app/features/remarks/remark-form.server.ts'
import { remarkedPage } from '#app/features/remarks/remark-rules.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'

export const handle = { texts: ['remarks'] }

export function loader({ request, params }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  if (!moduleIsOn('remarks')) throw new Response(null, { status: 404 })
  const search = new URL(request.url).searchParams
  return {
    language,
    page: remarkedPage(search.get('page'), language),
    isKept: search.has('kept'),
    meta: { title: textsFor(language)('remarks:title'), hidden: true },
  }
}

export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  if (!moduleIsOn('remarks')) throw new Response(null, { status: 404 })
  return answerForm(remarkForm, args, ({ value }) => {
    const kept = leaveRemark(database(), { language, page: value.page, text: value.words }, now())
    return kept.ok ? paths.remark(language, { page: remarkedPage(value.page, language), kept: 'yes' }) : kept
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function RemarkRoute() {
  return <RemarkPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
