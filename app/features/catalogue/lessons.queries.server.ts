import { eq } from 'drizzle-orm'
import type { Lesson } from '#app/platform/search/words/learn-pairs.ts'
import type { Db } from '#db/open.server.ts'
import { offers } from '#db/schema/catalogue.ts'

/** The titles and summaries of all published offers, for learning which words mean the same. One question. */
export function readLessons(db: Db): Lesson[] {
  return db
    .select({
      titleNl: offers.titleNl,
      titleEn: offers.titleEn,
      summaryNl: offers.summaryNl,
      summaryEn: offers.summaryEn,
    })
    .from(offers)
    .where(eq(offers.state, 'published'))
    .all()
    .map((row) => ({
      title: { nl: row.titleNl, en: row.titleEn },
      summary: { nl: row.summaryNl, en: row.summaryEn },
    }))
}
