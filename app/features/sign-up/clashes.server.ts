import { and, eq, gt, inArray, isNull, lt, ne } from 'drizzle-orm'
import type { Session } from '#app/features/catalogue/offer-store.server.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import type { Db } from '#db/open.server.ts'
import { offers, sessions } from '#db/schema/catalogue.ts'
import { signUps } from '#db/schema/sign-ups.ts'

/** The title of another session somebody is signed up for at the same time; null when there is none. A warning, never a refusal. */
export function clashOf(
  db: Db,
  personIds: ReadonlyArray<string>,
  { id, startsAt, endsAt }: Pick<Session, 'id' | 'startsAt' | 'endsAt'>,
  language: Language,
): string | null {
  const found = db
    .select({ nl: offers.titleNl, en: offers.titleEn })
    .from(signUps)
    .innerJoin(sessions, eq(sessions.id, signUps.sessionId))
    .innerJoin(offers, eq(offers.id, sessions.offerId))
    .where(
      and(
        inArray(signUps.personId, [...personIds]),
        ne(signUps.holds, 'nothing'),
        ne(sessions.id, id),
        isNull(sessions.cancelledAt),
        lt(sessions.startsAt, endsAt),
        gt(sessions.endsAt, startsAt),
      ),
    )
    .limit(1)
    .get()
  return found ? textIn(found, language).text : null
}
