import { and, asc, eq, gt, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import { type Actor, type Allowed, allow, may } from '#app/access/actor.ts'
import { findOwnSession } from '#app/features/catalogue/decide-session.server.ts'
import { inScopeSql, scopeOf } from '#app/features/catalogue/offer-scope.server.ts'
import { takenPlaces } from '#app/features/catalogue/session-places.server.ts'
import { formatDate, formatTimes } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import { dayOf, momentOf } from '#app/i18n/zoned-time.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/open.server.ts'
import { offers, sessions } from '#db/schema/catalogue.ts'

export type DecisionPageData = {
  readonly id: string
  readonly offerId: string
  readonly title: string
  readonly days: ReadonlyArray<string>
  readonly taken: number
  readonly least: number | null
  readonly seats: number | null
  readonly decideOn: string | null
  readonly people: number
  readonly stands: 'open' | 'goes-on' | 'cancelled' | 'begun'
}

/** A session as the page shows it where it is decided whether it goes on; null when it is not there or not theirs. */
export function findDecisionPage(
  db: Db,
  actor: Allowed<'session.decide'>,
  sessionId: string,
  language: Language,
  now: Date,
): DecisionPageData | null {
  const found = findOwnSession(db, actor, sessionId)
  if (!found) return null
  const { offer, session, people } = found
  const hasBegun = session.startsAt <= Number(now)
  return {
    id: session.id,
    offerId: offer.id,
    title: textIn(offer.title, language).text,
    days: session.days.map(({ date, from, until }) => `${formatDate(language, date)}, ${formatTimes(from, until)}`),
    taken: session.taken,
    least: session.least,
    seats: session.seats,
    decideOn: session.decideOn && formatDate(language, session.decideOn),
    people,
    stands: session.cancelled ? 'cancelled' : hasBegun ? 'begun' : (session.decision ?? 'open'),
  }
}

/** The sessions in somebody's scope about which it has to be decided now, the nearest first: published, to come, below their minimum, and their day has come. */
export function findUndecided(db: Db, actor: Allowed<'session.decide'>, now: Date) {
  return db
    .select({
      id: sessions.id,
      offerId: offers.id,
      titleNl: offers.titleNl,
      titleEn: offers.titleEn,
      days: sessions.days,
      decideOn: sessions.decideOn,
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
        isNotNull(sessions.least),
        lte(sessions.decideOn, dayOf(now)),
        gt(sessions.startsAt, Number(now)),
        sql`${takenPlaces} < ${sessions.least}`,
        inScopeSql(scopeOf(db, actor)),
      ),
    )
    .orderBy(asc(sessions.decideOn), asc(sessions.startsAt))
    .all()
}

/** What waits for a publisher here: sessions below their minimum, from their decision day on. */
export function decisionTodos(db: Db, actor: Actor, language: Language, now: Date) {
  if (!may(actor, 'session.decide')) return []
  const t = textsFor(language)
  return findUndecided(db, allow(actor, 'session.decide'), now).map((row) => {
    const [first] = row.days as Array<{ date: string }>
    return {
      id: `session:${row.id}`,
      kind: 'decision' as const,
      title: t('sessions:decision.todo', {
        title: textIn({ nl: row.titleNl, en: row.titleEn }, language).text,
        date: first ? formatDate(language, first.date) : '',
      }),
      from: null,
      askedAt: momentOf(row.decideOn ?? dayOf(now), '00:00'),
      answerBy: row.decideOn,
      href: paths.sessionDecision(language, row.id),
    }
  })
}
