import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTexts } from '#app/i18n/use-texts.ts'
import type { CalendarPageData, DayView } from '../calendar.queries.server.ts'
import type { EntryView } from '../entry-view.server.ts'

/** An element of its own only where it says something: a cancelled one is struck, one in the other language has its language. */
function Title({ entry }: { entry: EntryView }): ReactNode {
  if (entry.isCancelled) return <s lang={entry.titleLanguage}>{entry.title}</s>
  return entry.titleLanguage ? <span lang={entry.titleLanguage}>{entry.title}</span> : entry.title
}

function Entry({ entry, isOwn }: { entry: EntryView; isOwn: boolean }) {
  const t = useTexts('calendar')
  const about = entry.place && !entry.placeLanguage ? `${entry.kind.label} · ${entry.place}` : entry.kind.label
  return (
    <li
      data-colour={entry.kind.colour}
      className={entry.isCancelled ? 'cancelled' : undefined}
      data-own={isOwn || undefined}
    >
      <a href={entry.href} data-icon={entry.kind.icon}>
        {entry.before} <Title entry={entry} />
        {entry.after ? ` ${entry.after}` : null}
      </a>
      <span className="about">{about}</span>
      {entry.placeLanguage ? (
        <span className="about" lang={entry.placeLanguage}>
          {entry.place}
        </span>
      ) : null}
      {isOwn ? <strong className="own">{t('own')}</strong> : null}
    </li>
  )
}

function className(day: DayView): string {
  return [
    'calendar-day',
    day.isOutside && 'outside',
    day.isPast && 'past',
    day.isToday && 'today',
    day.closed && 'closed',
    day.isFree && 'free',
  ]
    .filter(Boolean)
    .join(' ')
}

function Day({ day, own }: { day: DayView; own: ReadonlySet<string> }) {
  const t = useTexts('calendar')
  return (
    <li className={className(day)} id={day.isOutside ? undefined : `day-${day.date}`}>
      <h2 aria-current={day.isToday ? 'date' : undefined}>
        <span>{day.weekday} </span>
        {day.isOutside ? (
          <a href={day.href} rel="nofollow">
            {day.day}
          </a>
        ) : (
          <b>{day.day}</b>
        )}
        <span> {day.isToday ? `${day.month}, ${t('isToday')}` : day.month}</span>
      </h2>
      {day.closed ? (
        <p className="why" lang={day.closed.language}>
          {t('closed', { name: day.closed.name })}
        </p>
      ) : null}
      {day.entries.length > 0 && !day.isOutside ? (
        <ol className="plain">
          {day.entries.map((entry) => (
            <Entry key={entry.key} entry={entry} isOwn={entry.sessionId !== undefined && own.has(entry.sessionId)} />
          ))}
        </ol>
      ) : null}
      {day.more > 0 && !day.isOutside ? (
        <a
          className="more"
          href={day.href}
          rel="nofollow"
          aria-label={t('moreOn', { count: day.more, date: `${day.weekday} ${day.day} ${day.month}` })}
        >
          {t('more', { count: day.more })}
        </a>
      ) : null}
    </li>
  )
}

/** How far each key goes in the list; up and down go a week where the days stand in columns. */
function stepOf(key: string, columns: number, place: number): number | null {
  const week = Math.max(1, columns)
  switch (key) {
    case 'ArrowRight':
      return 1
    case 'ArrowLeft':
      return -1
    case 'ArrowDown':
      return week
    case 'ArrowUp':
      return -week
    case 'Home':
      return -(place % week)
    case 'End':
      return week - 1 - (place % week)
    default:
      return null
  }
}

function isVisible(element: HTMLElement): boolean {
  return element.offsetParent !== null
}

/** Makes one heading of a day reachable with Tab, from which arrows go on: today, else the first one. */
function useArrowKeys(columns: number) {
  const list = useRef<HTMLOListElement>(null)
  // After each page: the days may be others.
  useEffect(() => {
    const headings = [...(list.current?.querySelectorAll<HTMLElement>('.calendar-day > h2') ?? [])]
    for (const heading of headings) heading.tabIndex = -1
    const shown = headings.filter(isVisible)
    const first = shown.find((heading) => heading.hasAttribute('aria-current')) ?? shown[0]
    if (first) first.tabIndex = 0
  })
  function move(event: KeyboardEvent<HTMLOListElement>) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof HTMLElement))
      return
    const headings = [...event.currentTarget.querySelectorAll<HTMLElement>('.calendar-day > h2')].filter(isVisible)
    const here = event.target.closest('.calendar-day')?.querySelector<HTMLElement>('h2')
    const place = here ? headings.indexOf(here) : -1
    const isGrid = getComputedStyle(event.currentTarget).display === 'grid'
    const step = stepOf(event.key, isGrid ? columns : 1, place)
    const next = step === null || place < 0 ? undefined : headings[place + step]
    if (step === null) return
    event.preventDefault()
    if (!next) return
    for (const heading of headings) heading.tabIndex = heading === next ? 0 : -1
    next.focus()
  }
  return { list, move }
}

/** The days as one list: a month or a week in columns on a wide screen, an agenda on a narrow one, by its style alone. */
export function DayList({ data, own }: { data: CalendarPageData; own: ReadonlySet<string> }) {
  const t = useTexts('calendar')
  const columns = data.weekdays.length
  const { list, move } = useArrowKeys(columns)
  const [isAwake, setAwake] = useState(false)
  useEffect(() => setAwake(true), [])
  return (
    <>
      {columns > 0 ? (
        <p className={`weekdays columns-${columns}`} aria-hidden="true">
          {data.weekdays.map((name) => (
            <span key={name}>{name}</span>
          ))}
        </p>
      ) : null}
      <ol
        ref={list}
        className={`plain calendar-days ${data.view} columns-${columns}`}
        aria-label={data.title}
        aria-describedby={isAwake ? 'calendar-keys' : undefined}
        onKeyDown={move}
      >
        {data.days.map((day) => (
          <Day key={day.date} day={day} own={own} />
        ))}
      </ol>
      {isAwake ? (
        <p className="unseen" id="calendar-keys">
          {t('keys')}
        </p>
      ) : null}
    </>
  )
}
