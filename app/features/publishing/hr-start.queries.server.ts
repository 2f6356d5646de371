import { and, asc, desc, eq, gt, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import { type Allowed, allow, may } from '#app/access/actor.ts'
import { inScopeSql, scopeOf } from '#app/features/catalogue/offer-scope.server.ts'
import { takenPlaces } from '#app/features/catalogue/session-places.server.ts'
import { countOpenRequests } from '#app/features/enquiries/hr-requests.queries.server.ts'
import { countOpenRemarks } from '#app/features/remarks/remarks.queries.server.ts'
import { formatDate, formatDayMonthYear, formatTimes } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import { addDays, dayOf, momentOf } from '#app/i18n/zoned-time.ts'
import { paths } from '#app/paths.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'
import type { IconName } from '#app/ui/icon-names.ts'
import type { Db } from '#db/open.server.ts'
import { offers, sessions } from '#db/schema/catalogue.ts'
import { offerDrafts } from '#db/schema/publishing.ts'
import { namesOfWriters } from './editors.server.ts'
import { readListedOffers } from './read-list.server.ts'
import { findReviewAsks } from './review-todos.server.ts'

/** One thing that needs somebody: what, why in a sentence, and the one thing to do. */
export type HrAsk = {
  readonly key: string
  readonly icon: IconName
  readonly title: string
  readonly why: string
  readonly act: string
  readonly href: string
  readonly isUrgent: boolean
}
export type HrSession = {
  readonly id: string
  readonly title: string
  readonly when: string
  readonly place: string
  readonly places: string
  readonly href: string
  /** Who comes; null while nobody has signed up here. */
  readonly listHref: string | null
}
export type HrStartData = {
  readonly asks: ReadonlyArray<HrAsk>
  /** How many things need somebody that are not shown. */
  readonly more: number
  readonly days: ReadonlyArray<{
    readonly day: string
    readonly isToday: boolean
    readonly sessions: ReadonlyArray<HrSession>
  }>
}

const WEEK_DAYS = 7
const MOST_ASKS = 12
const MOST_DRAFTS = 4

type Reader = { db: Db; actor: Allowed<'publishing.view'>; language: Language; now: Date }

/** Sessions below their minimum that have to be decided on within a week, or should have been. */
function decisions({ db, actor, language, now }: Reader): HrAsk[] {
  const t = textsFor(language)
  const until = addDays(dayOf(now), WEEK_DAYS)
  return db
    .select({
      id: sessions.id,
      nl: offers.titleNl,
      en: offers.titleEn,
      decideOn: sessions.decideOn,
      startsAt: sessions.startsAt,
      taken: takenPlaces,
      least: sessions.least,
    })
    .from(sessions)
    .innerJoin(offers, eq(offers.id, sessions.offerId))
    .where(
      and(
        eq(offers.state, 'published'),
        isNull(sessions.cancelledAt),
        isNull(sessions.decision),
        isNotNull(sessions.decideOn),
        lt(sessions.decideOn, addDays(until, 1)),
        gt(sessions.startsAt, Number(now)),
        sql`${takenPlaces} < ${sessions.least}`,
        inScopeSql(scopeOf(db, actor)),
      ),
    )
    .orderBy(asc(sessions.decideOn), asc(sessions.startsAt))
    .all()
    .map((row) => ({
      key: `decision:${row.id}`,
      icon: 'people',
      title: `${textIn({ nl: row.nl, en: row.en }, language).text}, ${formatDate(language, row.startsAt)}`,
      why: t('hr:start.why.decision', {
        day: formatDate(language, row.decideOn ?? ''),
        count: row.taken,
        least: row.least ?? 0,
      }),
      act: t('hr:start.act.decision'),
      href: paths.sessionDecision(language, row.id),
      isUrgent: true,
    }))
}

function reviews({ db, actor, language, now }: Reader): HrAsk[] {
  const t = textsFor(language)
  return findReviewAsks(db, actor, now).map(({ id, title, reviewOn, asks }) => ({
    key: `review:${id}`,
    icon: 'review',
    title: textIn(title, language).text,
    why: t(`hr:start.why.review.${asks}`, { day: formatDayMonthYear(language, reviewOn) }),
    act: t(asks === 'hidden' ? 'hr:start.act.back' : 'hr:start.act.review'),
    href: paths.editOffer(language, id, 'review'),
    isUrgent: asks === 'passed' || asks === 'hidden',
  }))
}

/** Unanswered requests about one's own offers. Those in confidence are in nobody's count here. */
function requests({ db, actor, language, now }: Reader): HrAsk[] {
  if (!moduleIsOn('enquiries') || !may(actor, 'enquiry.answer')) return []
  const waiting = countOpenRequests(db, allow(actor, 'enquiry.answer'), now)
  if (waiting === 0) return []
  const t = textsFor(language)
  return [
    {
      key: 'requests',
      icon: 'mail',
      title: t('hr:start.requests', { count: waiting }),
      why: t('hr:start.why.requests'),
      act: t('hr:start.act.requests'),
      href: paths.hrRequests(language),
      isUrgent: false,
    },
  ]
}

/** What passers-by said about one's own pages and nobody is done with. */
function openRemarks({ db, actor, language }: Reader): HrAsk[] {
  if (!moduleIsOn('remarks') || !may(actor, 'remark.settle')) return []
  const count = countOpenRemarks(db, allow(actor, 'remark.settle'))
  if (count === 0) return []
  const t = textsFor(language)
  return [
    {
      key: 'remarks',
      icon: 'info',
      title: t('hr:start.remarks', { count }),
      why: t('hr:start.why.remarks'),
      act: t('hr:start.act.remarks'),
      href: paths.hrRequests(language),
      isUrgent: false,
    },
  ]
}

function drafts({ db, actor, language, now }: Reader): HrAsk[] {
  const t = textsFor(language)
  const listed = new Map(readListedOffers(db, actor, '', now).map((one) => [one.id, one]))
  const rows = db
    .select()
    .from(offerDrafts)
    .orderBy(desc(offerDrafts.updatedAt))
    .all()
    .filter(({ id }) => listed.has(id))
  const names = namesOfWriters(
    db,
    rows.flatMap(({ createdBy }) => createdBy ?? []),
  )
  return rows.map(({ id, createdBy, updatedAt }) => {
    const one = listed.get(id)
    const own =
      one && (one.title.nl || one.title.en) ? textIn(one.title, language).text : t('publishing:editor.untitled')
    // Runs of one offer bear one title; their dates tell them apart.
    const title = one?.state === 'draft' && one.next ? `${own}, ${formatDate(language, one.next.startsAt)}` : own
    const by = names.get(createdBy ?? '')
    const day = formatDayMonthYear(language, updatedAt)
    return {
      key: `draft:${id}`,
      icon: 'self-test',
      title,
      why: by ? t('hr:start.why.draftBy', { by, day }) : t('hr:start.why.draft', { day }),
      act: t('hr:start.act.draft'),
      href: paths.editOffer(language, id),
      isUrgent: false,
    }
  })
}

/** The sessions of today and the week after it, by day; cancelled ones are not among them. */
function week({ db, actor, language, now }: Reader): HrStartData['days'] {
  const t = textsFor(language)
  const today = dayOf(now)
  const rows = db
    .select({
      id: sessions.id,
      offerId: offers.id,
      nl: offers.titleNl,
      en: offers.titleEn,
      days: sessions.days,
      placeNl: sessions.placeNl,
      placeEn: sessions.placeEn,
      online: sessions.online,
      seats: sessions.seats,
      taken: takenPlaces,
      signedUp: sql<number>`${sessions.signedUp} + ${sessions.listed}`,
    })
    .from(sessions)
    .innerJoin(offers, eq(offers.id, sessions.offerId))
    .where(
      and(
        eq(offers.state, 'published'),
        isNull(sessions.cancelledAt),
        lt(sessions.startsAt, momentOf(addDays(today, WEEK_DAYS), '00:00')),
        gt(sessions.endsAt, momentOf(today, '00:00')),
        inScopeSql(scopeOf(db, actor)),
      ),
    )
    .all()
  const list = Array.from({ length: WEEK_DAYS }, (_, place) => addDays(today, place))
  return list.flatMap((day) => {
    const own = rows
      .flatMap((row) =>
        (row.days as Array<{ date: string; from: string; until: string }>)
          .filter(({ date }) => date === day)
          .map(({ from, until }) => ({ row, from, until })),
      )
      .sort((a, b) => a.from.localeCompare(b.from))
    if (own.length === 0) return []
    return [
      {
        day: formatDate(language, day),
        isToday: day === today,
        sessions: own.map(({ row, from, until }) => ({
          id: `${row.id}-${from}`,
          title: textIn({ nl: row.nl, en: row.en }, language).text,
          when: formatTimes(from, until),
          place: row.online ? t('offer:format.online') : textIn({ nl: row.placeNl, en: row.placeEn }, language).text,
          places:
            row.seats === null
              ? t('hr:list.taken', { count: row.taken })
              : t('hr:list.places', { taken: row.taken, seats: row.seats }),
          href: paths.editOffer(language, row.offerId, 'sessions'),
          listHref: row.signedUp > 0 && moduleIsOn('sign-up') ? paths.sessionList(language, row.id) : null,
        })),
      },
    ]
  })
}

/** What needs a publisher today and this week, the most urgent first, and the sessions of these days. */
export function findHrStart(db: Db, actor: Allowed<'publishing.view'>, language: Language, now: Date): HrStartData {
  const reader = { db, actor, language, now }
  // Somebody who waits goes before a date that comes near.
  const asked = reviews(reader)
  const near = asked.filter(({ isUrgent }) => !isUrgent)
  const urgent = asked.filter(({ isUrgent }) => isUrgent)
  const sorted = [
    ...decisions(reader),
    ...requests(reader),
    ...urgent,
    ...openRemarks(reader),
    ...drafts(reader).slice(0, MOST_DRAFTS),
    ...near,
  ]
  return { asks: sorted.slice(0, MOST_ASKS), more: Math.max(0, sorted.length - MOST_ASKS), days: week(reader) }
}
