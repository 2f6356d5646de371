import { and, asc, count, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Actor, Allowed } from '#app/access/actor.ts'
import { inScopeSql, scopeOf } from '#app/features/catalogue/offer-scope.server.ts'
import { formatDayMonthYear } from '#app/i18n/format.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import type { Db } from '#db/open.server.ts'
import { offers } from '#db/schema/catalogue.ts'
import { remarks } from '#db/schema/remarks.ts'

export type RemarkRow = {
  id: string
  /** The path of the page, and the offer it shows, if it shows one. */
  page: string
  title: string | null
  words: string
  language: Language
  sent: string
}

const MOST = 100

/** Remarks about offers in scope; those about other pages are for central publishers. */
function inScope(db: Db, actor: Actor): SQL | undefined {
  const scope = scopeOf(db, actor)
  const aboutOffer = and(sql`${remarks.offerId} is not null`, inScopeSql(scope))
  return scope === 'all' ? or(aboutOffer, isNull(remarks.offerId)) : aboutOffer
}

/** Whether a remark is about a page of this actor. */
export function remarkIsInScope(db: Db, actor: Actor, id: string): boolean {
  const found = db
    .select({ n: count() })
    .from(remarks)
    .leftJoin(offers, eq(offers.id, remarks.offerId))
    .where(and(eq(remarks.id, id), inScope(db, actor)))
    .get()
  return (found?.n ?? 0) > 0
}

/** The remarks about this publisher's pages that nobody is done with, the oldest first; at most a hundred. */
export function findOpenRemarks(db: Db, actor: Allowed<'remark.settle'>, language: Language): RemarkRow[] {
  return db
    .select({ remark: remarks, nl: offers.titleNl, en: offers.titleEn })
    .from(remarks)
    .leftJoin(offers, eq(offers.id, remarks.offerId))
    .where(and(isNull(remarks.doneAt), inScope(db, actor)))
    .orderBy(asc(remarks.createdAt), asc(remarks.id))
    .limit(MOST)
    .all()
    .map(({ remark, nl, en }) => ({
      id: remark.id,
      page: remark.page,
      title: nl === null || en === null ? null : textIn({ nl, en }, language).text,
      words: remark.words,
      language: remark.language,
      sent: formatDayMonthYear(language, remark.createdAt),
    }))
}

/** How many remarks wait for this publisher. */
export function countOpenRemarks(db: Db, actor: Allowed<'remark.settle'>): number {
  const found = db
    .select({ n: count() })
    .from(remarks)
    .leftJoin(offers, eq(offers.id, remarks.offerId))
    .where(and(isNull(remarks.doneAt), inScope(db, actor)))
    .get()
  return found?.n ?? 0
}
