import { type LinksFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import auditStyles from '#app/features/audit/audit.css?url'
import { personInAddress, readAuditFilter } from '#app/features/audit/audit-filter.ts'
import { AuditPage } from '#app/features/audit/pages/audit-page.tsx'
import { viewAuditLog } from '#app/features/audit/view-audit-log.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { authStore, database } from '#app/platform/database.server.ts'
import { allowOrTell } from '#app/platform/http/allow-or-tell.server.ts'
import { requireDeliberateRead } from '#app/platform/http/deliberate-read.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { readWhenFree } from '#app/platform/http/read-when-free.server.ts'
import { sessionCodes } from '#app/platform/http/session-codes.server.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['audit', 'admin'], tells: true }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: auditStyles }]

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const files = { db: database(), authStore: authStore(), now: now() }
  const object = { type: 'audit-log', id: 'newest' }
  const administrator = allowOrTell(files, context, visitor.person, 'audit.view', { action: 'audit.view', object })
  const search = new URL(request.url).searchParams
  const codes = sessionCodes(visitor.authSession)
  if (personInAddress(search, codes) === null) throw redirect(paths.people(language, { link: 'old' }))
  const read = requireDeliberateRead(request, context, visitor, 'audit-log')
  const question = { language, filter: readAuditFilter(search, codes), codes }
  const seen = await readWhenFree(() => viewAuditLog(database(), administrator, read, question, now()))
  if (!seen.ok) throw new Response(null, { status: 503 })
  return {
    language,
    page: seen.value,
    meta: { title: textsFor(language)('audit:title'), hidden: true },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function AuditLogRoute() {
  const { page, language } = useLoaderData<typeof loader>()
  return <AuditPage page={page} language={language} />
}
