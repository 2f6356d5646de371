import { Form } from '@remix-run/react'
import { useEffect, useState } from 'react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { CalendarPageData } from '../calendar.queries.server.ts'
import { AllFilters, QuickFilters } from '../parts/calendar-filters.tsx'
import { DayList } from '../parts/day-list.tsx'

const VIEWS = ['month', 'week', 'agenda'] as const
const NONE: ReadonlySet<string> = new Set()

/**
 * Which sessions of these days are somebody's own, asked for apart: the page itself is the same for everybody. Without script a link leads to
 * the same page with them in it.
 */
function useOwnSessions(language: Language, isSignedIn: boolean, known: readonly string[] | null): ReadonlySet<string> {
  const [own, setOwn] = useState<ReadonlySet<string>>(() => new Set(known))
  useEffect(() => {
    if (known) return setOwn(new Set(known))
    if (!isSignedIn) return setOwn(NONE)
    const stop = new AbortController()
    const read = async () => {
      const answer = await fetch(paths.ownSessions(language), { signal: stop.signal })
      if (!answer.ok || answer.redirected) return
      const { sessions } = (await answer.json()) as { sessions: string[] }
      setOwn(new Set(sessions))
    }
    // Whatever goes wrong: the calendar stands without the marks.
    read().catch(() => undefined)
    return () => stop.abort()
  }, [language, isSignedIn, known])
  return own
}

function Head({ data, mine }: { data: CalendarPageData; mine: string | null }) {
  const t = useTexts('calendar')
  return (
    <div className="calendar-head">
      <h1>{t('title')}</h1>
      <nav className="switch" aria-label={t('views.label')}>
        {VIEWS.map((view) => (
          <a
            key={view}
            href={data.hrefs.views[view]}
            aria-current={view === data.view ? 'page' : undefined}
            rel="nofollow"
          >
            {t(`views.${view}`)}
          </a>
        ))}
      </nav>
      {mine ? (
        <a className="button quiet small" href={mine}>
          {t('mine.link')}
        </a>
      ) : null}
      <a className="button quiet small" href={data.hrefs.subscribe} data-icon="subscribe" rel="nofollow">
        {t('subscribe')}
      </a>
    </div>
  )
}

function Steps({ data, language }: { data: CalendarPageData; language: Language }) {
  const t = useTexts('calendar')
  return (
    <div className="calendar-steps">
      <nav aria-label={t('steps')}>
        <a
          className="button quiet small"
          href={data.hrefs.previous}
          rel="prev nofollow"
          data-icon="previous"
          data-keep-scroll=""
        >
          <span className="unseen">{t(`previous.${data.view}`)}</span>
        </a>
        <p role="status">
          <strong>{data.title}</strong> <span className="unseen">{t('count', { count: data.count })}</span>
        </p>
        <a
          className="button quiet small"
          href={data.hrefs.next}
          rel="next nofollow"
          data-icon="next"
          data-keep-scroll=""
        >
          <span className="unseen">{t(`next.${data.view}`)}</span>
        </a>
      </nav>
      <a className="button quiet small" href={data.hrefs.today} rel="nofollow">
        {t('today')}
      </a>
      <Form action={paths.calendar(language)} className="jump">
        {[...Object.entries(data.period).map(([name, value]) => ({ name, value })), ...data.kept].map((field) => (
          <input key={`${field.name}=${field.value}`} type="hidden" name={field.name} value={field.value} />
        ))}
        <label htmlFor="jump">{t('jump.label')}</label>
        <input
          id="jump"
          name="jump"
          autoComplete="off"
          maxLength={20}
          defaultValue={data.unreadJump ?? ''}
          placeholder={t('jump.placeholder')}
          aria-describedby={data.unreadJump === null ? undefined : 'jump-problem'}
          aria-invalid={data.unreadJump === null ? undefined : true}
        />
        <button type="submit" className="button quiet small">
          {t('jump.go')}
        </button>
      </Form>
    </div>
  )
}

function Notices({ data }: { data: CalendarPageData }) {
  const t = useTexts('calendar')
  return (
    <>
      {data.unreadJump === null ? null : (
        <StatusNote kind="danger" role="alert">
          <p id="jump-problem">{t('jump.unread', { typed: data.unreadJump })}</p>
        </StatusNote>
      )}
      {data.isUnknown ? <StatusNote kind="warn">{t('unknown')}</StatusNote> : null}
      {data.dropped > 0 ? <StatusNote kind="warn">{t('dropped', { count: data.dropped })}</StatusNote> : null}
    </>
  )
}

/** The calendar: what is when, and what closes when. */
export function CalendarPage({
  data,
  language,
  isSignedIn,
  ownSessions,
}: {
  data: CalendarPageData
  language: Language
  isSignedIn: boolean
  /** The ids of one's own sessions, where the address asks for them. */
  ownSessions: readonly string[] | null
}) {
  const t = useTexts('calendar')
  const own = useOwnSessions(language, isSignedIn, ownSessions)
  return (
    <main className="wrap page calendar" id="content">
      <Head data={data} mine={isSignedIn ? paths.myCalendar(language) : null} />
      <Steps data={data} language={language} />
      <QuickFilters data={data} />
      <AllFilters data={data} language={language} />
      <Notices data={data} />
      {isSignedIn && !ownSessions ? (
        <p className="without-script">
          <a href={data.hrefs.withOwn} rel="nofollow">
            {t('mine.mark')}
          </a>
        </p>
      ) : null}
      <DayList data={data} own={own} />
      {data.count === 0 ? (
        <p className="nothing" data-icon="empty">
          {data.kept.length > 0 ? t('noneFiltered') : t('none')}
        </p>
      ) : null}
      <p className="small" data-icon="info">
        {data.hidesWeekend ? `${t('footWeekend')} ` : null}
        {data.hasOtherZones ? t('footZones') : t('foot')}
      </p>
    </main>
  )
}
