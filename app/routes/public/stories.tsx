import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findStories } from '#app/features/catalogue/stories.queries.server.ts'
import { listGuides } from '#app/features/guidance/guides.server.ts'
import { StoriesPage } from '#app/features/guidance/pages/stories-page.tsx'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { fullAddresses } from '#app/platform/http/addresses.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'
import { chooseSearchEngine } from '#app/search/engine.server.ts'

export const handle = { texts: ['guidance'], sameForAll: true }

export async function loader({ params }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  if (!moduleIsOn('stories') && !moduleIsOn('guides')) throw new Response(null, { status: 404 })
  const db = database()
  const t = textsFor(language)
  return {
    language,
    stories: await findStories(db, chooseSearchEngine(db), language, now()),
    guides: moduleIsOn('guides') ? listGuides(language) : [],
    meta: {
      title: t('guidance:title'),

      description: t('guidance:lead'),
      addresses: fullAddresses(paths.stories, language),
    },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function StoriesRoute() {
  const { stories, guides, language } = useLoaderData<typeof loader>()
  return <StoriesPage stories={stories} guides={guides} language={language} />
}
