import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findGuide, listGuides } from '#app/features/guidance/guides.server.ts'
import { GuidePage } from '#app/features/guidance/pages/guide-page.tsx'
import { formatDayMonthYear } from '#app/i18n/format.ts'
import { paths } from '#app/paths.ts'
import { fullAddresses } from '#app/platform/http/addresses.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'

export const handle = { texts: ['guidance'], sameForAll: true }

export function loader({ params }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const guide = findGuide(language, params.name ?? '')
  // The pages about the portal itself stay, whatever modules are on.
  if (!guide || (guide.kind === 'guide' && !moduleIsOn('guides'))) throw new Response(null, { status: 404 })
  const { name, title, summary, html } = guide
  const more = guide.kind === 'guide' ? listGuides(language).filter((other) => other.name !== name) : []
  return {
    language,
    guide: { title, summary, html, updated: formatDayMonthYear(language, guide.updated), more },
    meta: {
      title,

      description: summary,
      addresses: fullAddresses((one) => paths.guide(one, name), language),
    },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function GuideRoute() {
  const { guide, language } = useLoaderData<typeof loader>()
  return <GuidePage guide={guide} language={language} />
}
