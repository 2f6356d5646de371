import { and, eq, gt, isNull, lte, or } from 'drizzle-orm'
import type { Lesson } from '#app/search/words/learn-pairs.ts'
import type { Db } from '#db/open.server.ts'
import { offers } from '#db/schema/catalogue.ts'

/** The titles and summaries of all offers that may be seen now, for learning which words mean the same. One question. */
export function readLessons(db: Db, now: Date): Lesson[] {
  const at = Number(now)
  return db
    .select({
      titleNl: offers.titleNl,
      titleEn: offers.titleEn,
      summaryNl: offers.summaryNl,
      summaryEn: offers.summaryEn,
    })
    .from(offers)
    .where(
      and(
        eq(offers.state, 'published'),
        or(isNull(offers.publishFrom), lte(offers.publishFrom, at)),
        or(isNull(offers.publishUntil), gt(offers.publishUntil, at)),
      ),
    )
    .all()
    .map((row) => ({
      title: { nl: row.titleNl, en: row.titleEn },
      summary: { nl: row.summaryNl, en: row.summaryEn },
    }))
}
