import { daySpan, sessionSpan } from '#app/features/catalogue/offer-rules.ts'
import type { SessionDay } from '#app/features/catalogue/offer-schema.ts'
import type { Session } from '#app/features/catalogue/offer-store.server.ts'
import { weekday } from '#app/i18n/zoned-time.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { type BookedSpan, overlaps, whatIsBooked } from './booked.ts'
import { shiftedSession } from './shift-weeks.ts'

/** What stands in the way of one day of a session; `taken`: the title of the offer that has its room or trainer then, empty for one that is not shown yet. */
export type DayInTheWay = { readonly isClosed: boolean; readonly taken: string | null }
/** A session that is to be: its key, which no stored session has, and the trainer its offer names. */
export type PlannedSession = { readonly key: string; readonly session: Session; readonly usualTrainer: string }

type Titled = BookedSpan & { readonly title: string }
type Booked = Map<string, Titled[]>
type Row = {
  id: string
  days: string
  zone: string
  nl: string
  en: string
  trainer: string
  usual: unknown
  title: string
}

const DAY_MS = 86_400_000
/** So far ahead a free day is looked for. */
const FURTHEST_DAYS = 60
const SATURDAY = 6

const STANDING = `SELECT s.id, s.days, s.zone, s.place_nl AS nl, s.place_en AS en, s.trainer, json_extract(o.details, '$.trainer') AS usual,
    CASE WHEN o.publish_from > ? THEN '' WHEN o.title_nl = '' THEN o.title_en ELSE o.title_nl END AS title
  FROM sessions s JOIN offers o ON o.id = s.offer_id
  WHERE s.starts_at < ? AND s.ends_at > ? AND s.cancelled_at IS NULL AND o.state = 'published'`

function namesOf({ session, usualTrainer }: PlannedSession): string[] {
  return whatIsBooked(session, usualTrainer)
}

/** The days in UTC on which a span is: what overlaps another is on one of the same days. */
function daysOf({ startsAt, endsAt }: Pick<Titled, 'startsAt' | 'endsAt'>): number[] {
  const [first, last] = [Math.floor(startsAt / DAY_MS), Math.floor((endsAt - 1) / DAY_MS)]
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, days) => first + days)
}

function add(booked: Booked, names: ReadonlyArray<string>, spans: ReadonlyArray<Titled>): void {
  for (const name of names)
    for (const span of spans)
      for (const day of daysOf(span)) {
        const key = `${day} ${name}`
        const there = booked.get(key)
        if (there) there.push(span)
        else booked.set(key, [span])
      }
}

/** What is booked under these names on the days of a span. */
function rivalsOf(booked: Booked, names: ReadonlyArray<string>, span: Titled): Titled[] {
  return names.flatMap((name) => daysOf(span).flatMap((day) => booked.get(`${day} ${name}`) ?? []))
}

function book(booked: Booked, planned: PlannedSession, title: string): void {
  const { key, session } = planned
  const spans = session.days.map((day) => ({ key, title, ...daySpan(day, session.zone) }))
  add(booked, namesOf(planned), spans)
}

function leave(booked: Booked, planned: PlannedSession): void {
  const { key, session } = planned
  const days = session.days.flatMap((day) => daysOf(daySpan(day, session.zone)))
  for (const place of namesOf(planned).flatMap((name) => days.map((day) => `${day} ${name}`))) {
    const others = booked.get(place)?.filter((one) => one.key !== key)
    if (others) booked.set(place, others)
  }
}

/** What published sessions book of the rooms and trainers that these ones need, in the time in which they could be. */
function readStanding(db: Db, planned: ReadonlyArray<PlannedSession>, now: number): Booked {
  const booked: Booked = new Map()
  const wanted = new Set(planned.flatMap(namesOf))
  if (wanted.size === 0) return booked
  const spans = planned.map(({ session }) => sessionSpan(session.days, session.zone))
  const from = Math.min(...spans.map(({ startsAt }) => startsAt))
  const until = Math.max(...spans.map(({ endsAt }) => endsAt)) + FURTHEST_DAYS * DAY_MS
  for (const { id, days, zone, nl, en, trainer, usual, title } of prepared(db, STANDING).all(
    now,
    until,
    from,
  ) as Row[]) {
    const names = whatIsBooked({ place: { nl, en }, trainer }, typeof usual === 'string' ? usual : '')
    const both = names.filter((name) => wanted.has(name))
    if (both.length === 0) continue
    const of = (day: SessionDay) => ({ key: id, title, ...daySpan(day, zone) })
    add(booked, both, (JSON.parse(days) as SessionDay[]).map(of))
  }
  return booked
}

/** Where sessions that are to be could stand: what is in the way of their days, and the next days on which nothing is. */
export function planAround(
  db: Db,
  planned: ReadonlyArray<PlannedSession>,
  title: string,
  isClosed: (day: string) => boolean,
  now: number,
) {
  const booked = readStanding(db, planned, now)
  for (const one of planned) book(booked, one, title)

  /** What is in the way of each day of a session. */
  function inTheWay(one: PlannedSession): DayInTheWay[] {
    const names = namesOf(one)
    return one.session.days.map((day) => {
      const span = { key: one.key, title, ...daySpan(day, one.session.zone) }
      const rival = rivalsOf(booked, names, span).find((other) => overlaps(span, other))
      return { isClosed: isClosed(day.date), taken: rival?.title ?? null }
    })
  }
  const isFree = (one: PlannedSession) => inTheWay(one).every((way) => !way.isClosed && way.taken === null)
  const isAtWeekend = ({ days }: Session) => days.some(({ date }) => weekday(date) % SATURDAY === 0)

  /**
   * The same session so many days later that all of its days are open, its room and trainer are free and it is at no weekend, unless it was at one. One that is
   * free stays where it is; so does one for which no such days come within two months.
   */
  function onFreeDays(one: PlannedSession): PlannedSession {
    if (isFree(one)) return one
    for (let days = 1; days <= FURTHEST_DAYS; days++) {
      const later = { ...one, session: shiftedSession(one.session, days) }
      const fits = isAtWeekend(one.session) || !isAtWeekend(later.session)
      if (!fits || !isFree(later)) continue
      leave(booked, one)
      book(booked, later, title)
      return later
    }
    return one
  }
  return { inTheWay, onFreeDays }
}
