import { and, desc, eq, inArray } from 'drizzle-orm'
import { cachedUntilChange } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { offers } from '#db/schema/catalogue.ts'
import { kindsOn } from './enabled-kinds.server.ts'

const MOST = 20_000

function publishedOffers(db: Db) {
  return db
    .select({
      slugNl: offers.slugNl,
      slugEn: offers.slugEn,
      updatedAt: offers.updatedAt,
      from: offers.publishFrom,
      until: offers.publishUntil,
    })
    .from(offers)
    .where(and(eq(offers.state, 'published'), inArray(offers.kind, kindsOn())))
    .orderBy(desc(offers.updatedAt))
    .limit(MOST)
    .all()
}

/** The addresses of every offer that is shown now, for search engines. */
export function findSiteMap(db: Db, now: Date): Array<{ slugNl: string; slugEn: string; updatedAt: number }> {
  const at = Number(now)
  return cachedUntilChange(db, ['catalogue', 'portal'], publishedOffers).filter(
    (offer) => (offer.from ?? 0) <= at && at < (offer.until ?? Number.POSITIVE_INFINITY),
  )
}
