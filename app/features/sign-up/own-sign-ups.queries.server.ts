import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import { type Actor, type Allowed, allow, may } from '#app/access/actor.ts'
import { formatDate, formatMoment, formatTimes } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import { paths } from '#app/paths.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'
import type { Db } from '#db/open.server.ts'
import { offers, sessions } from '#db/schema/catalogue.ts'
import { signUps } from '#db/schema/sign-ups.ts'
import type { StoredSignUp } from './sign-up-store.server.ts'

/** One of somebody's own sign-ups, in words. */
export type OwnSignUpRow = {
  readonly id: string
  readonly title: string
  readonly when: string
  readonly state: string
  readonly isOffered: boolean
  readonly isPast: boolean
  readonly href: string
}

type SessionSpan = { readonly startsAt: number; readonly cancelledAt: number | null }

/** Whether a place is kept for somebody now, in a session that goes on and has not begun: it may have been moved to an earlier day. */
function isOpenOffer({ state, offeredUntil }: StoredSignUp, { startsAt, cancelledAt }: SessionSpan, now: Date) {
  return state === 'offered' && Math.min(offeredUntil ?? 0, startsAt) > Number(now) && cancelledAt === null
}

/** All rows of somebody's own sign-ups that hold something, with their session and the titles of its offer: one statement. */
function ownRows(db: Db, { id, formerIds = [] }: Pick<Actor, 'id' | 'formerIds'>) {
  return db
    .select({
      signUp: signUps,
      days: sessions.days,
      startsAt: sessions.startsAt,
      endsAt: sessions.endsAt,
      cancelledAt: sessions.cancelledAt,
      nl: offers.titleNl,
      en: offers.titleEn,
    })
    .from(signUps)
    .innerJoin(sessions, eq(sessions.id, signUps.sessionId))
    .innerJoin(offers, eq(offers.id, sessions.offerId))
    .where(and(inArray(signUps.personId, [id, ...formerIds]), ne(signUps.holds, 'nothing')))
    .orderBy(asc(sessions.startsAt))
    .all()
}

/** What somebody signed up for, the nearest first; also what is no longer shown in the catalogue (lesson 26). */
export function findOwnSignUps(db: Db, actor: Allowed<'sign-up.make'>, language: Language, now: Date): OwnSignUpRow[] {
  const t = textsFor(language)
  return ownRows(db, actor).map(({ signUp, days, startsAt, endsAt, cancelledAt, nl, en }) => {
    const [first] = days as Array<{ date: string; from: string; until: string }>
    const isOffered = isOpenOffer(signUp, { startsAt, cancelledAt }, now)
    const stands = isOffered
      ? t('sign-up:stands.offered', { until: formatMoment(language, signUp.offeredUntil ?? 0) })
      : t(`sign-up:own.state.${signUp.state}`)
    return {
      id: signUp.id,
      title: textIn({ nl, en }, language).text,
      when: first ? `${formatDate(language, first.date)}, ${formatTimes(first.from, first.until)}` : '',
      state: cancelledAt === null ? stands : t('sign-up:ended.session'),
      isOffered,
      isPast: endsAt < Number(now),
      href: paths.signUp(language, signUp.sessionId),
    }
  })
}

/** What waits for somebody here: places that became free for them, with the day until which each is kept. */
export function offeredTodos(db: Db, actor: Actor, language: Language, now: Date) {
  if (!moduleIsOn('sign-up') || !may(actor, 'sign-up.make')) return []
  const t = textsFor(language)
  return ownRows(db, allow(actor, 'sign-up.make'))
    .filter(({ signUp, ...session }) => isOpenOffer(signUp, session, now))
    .map(({ signUp, nl, en }) => ({
      id: `sign-up:${signUp.id}`,
      kind: 'place' as const,
      title: t('sign-up:todo.offered', { title: textIn({ nl, en }, language).text }),
      from: null,
      askedAt: signUp.changedAt,
      answerBy: dayOf(signUp.offeredUntil ?? 0),
      href: paths.signUp(language, signUp.sessionId),
    }))
}
