import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import calendarStyles from '#app/features/calendar/calendar.css?url'
import { findMyCalendarPage } from '#app/features/calendar/my-calendar.queries.server.ts'
import { changeOwnFeed, makeOwnFeed, revokeOwnFeed } from '#app/features/calendar/own-feed.server.ts'
import { ownFeedForm } from '#app/features/calendar/own-feed-form.server.ts'
import { MyCalendarPage } from '#app/features/calendar/pages/my-calendar-page.tsx'
import { webcalOf } from '#app/features/calendar/subscribe.queries.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { publicOrigin } from '#app/platform/http/origin.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireModule } from '#app/platform/http/require-module.server.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['calendar'] }
export const links = () => [{ rel: 'stylesheet', href: calendarStyles }]

export function loader({ request, params, context }: LoaderFunctionArgs) {
  requireModule('calendar')
  const language = requireLanguage(params.language)
  const actor = allow(requireVisitor(request, context).person, 'calendar.view-own')
  const done = new URL(request.url).searchParams.get('done')
  return {
    language,
    page: findMyCalendarPage(database(), actor, language, now()),
    news: done === 'change' || done === 'revoke' ? done : null,
    meta: { title: textsFor(language)('calendar:mine.title'), hidden: true },
  } as const
}

export async function action(args: ActionFunctionArgs) {
  requireModule('calendar')
  const language = requireLanguage(args.params.language)
  return answerForm(ownFeedForm, args, ({ actor, value }) => {
    const db = database()
    if (value.intent === 'revoke') {
      revokeOwnFeed(db, actor, now())
      return paths.myCalendar(language, { done: 'revoke' })
    }
    const neutral = value.neutral.length > 0
    if (value.intent === 'change') {
      changeOwnFeed(db, actor, { neutral }, now())
      return paths.myCalendar(language, { done: 'change' })
    }
    const token = makeOwnFeed(db, actor, { neutral }, now())
    const address = `${publicOrigin()}${paths.ownCalendarFile(token)}`
    // In the answer itself and not in an address: it is shown once, and no history or log has it.
    return { show: { address, webcal: webcalOf(address) } }
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function MyCalendarRoute() {
  const { page, language, news } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const made = answer && 'address' in answer ? answer : null
  return (
    <MyCalendarPage
      page={page}
      language={language}
      news={news}
      made={made}
      refused={answer && !('address' in answer) ? answer : null}
    />
  )
}
