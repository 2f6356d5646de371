import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import calendarStyles from '#app/features/calendar/calendar.css?url'
import { findCalendarPage, jumpTarget, ownAsked } from '#app/features/calendar/calendar.queries.server.ts'
import { ownSessionIds } from '#app/features/calendar/own-sessions.server.ts'
import { CalendarPage } from '#app/features/calendar/pages/calendar-page.tsx'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { fullAddresses } from '#app/platform/http/addresses.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireModule } from '#app/platform/http/require-module.server.ts'
import { visitorOf } from '#app/platform/http/visitor.server.ts'
import { chooseSearchEngine } from '#app/search/engine.server.ts'

export const handle = { texts: ['calendar'], sameForAll: true, unlessAsked: 'mine' }
export const links = () => [{ rel: 'stylesheet', href: calendarStyles }]

export function loader({ request, params, context }: LoaderFunctionArgs) {
  requireModule('calendar')
  const language = requireLanguage(params.language)
  const [db, address] = [database(), new URL(request.url).searchParams]
  const jump = jumpTarget(db, language, address, now())
  if (jump?.goTo) throw redirect(jump.goTo)
  const page = findCalendarPage(db, chooseSearchEngine(db), language, address, now())
  const visitor = ownAsked(address) ? visitorOf(context) : null
  const t = textsFor(language)
  return {
    language,
    page,
    ownSessions: visitor ? [...ownSessionIds(db, allow(visitor.person, 'calendar.view-own'), now())] : null,
    meta: {
      title: `${t('calendar:title')}, ${page.title}`,
      description: t('calendar:description'),
      // Months without end are not for search engines; the calendar of now is.
      hidden: [...address.keys()].length > 0,
      addresses: fullAddresses(paths.calendar, language),
    },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function CalendarRoute() {
  const { page, language, ownSessions } = useLoaderData<typeof loader>()
  const root = useRouteLoaderData('root') as { portal?: { menu?: unknown } } | undefined
  return (
    <CalendarPage data={page} language={language} isSignedIn={Boolean(root?.portal?.menu)} ownSessions={ownSessions} />
  )
}
