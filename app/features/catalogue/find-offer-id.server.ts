import { eq, or } from 'drizzle-orm'
import type { Db } from '#db/open.server.ts'
import { offers } from '#db/schema/catalogue.ts'

/** The id of the offer that somebody names by its id or by the last part of its address, in either language. */
export function findOfferId(db: Db, named: string): string | undefined {
  const slug =
    named
      .replace(/[?#].*$/, '')
      .split('/')
      .filter(Boolean)
      .at(-1) ?? ''
  return db
    .select({ id: offers.id })
    .from(offers)
    .where(or(eq(offers.id, named), eq(offers.slugNl, slug), eq(offers.slugEn, slug)))
    .get()?.id
}
