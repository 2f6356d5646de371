import { eq } from 'drizzle-orm'
import type { Db } from '#db/open.server.ts'
import { offers, portalFacts, units } from '#db/schema/catalogue.ts'
import type { Tx } from '#db/transaction.server.ts'

/** A small fact the portal keeps about itself. */
export function readFact(db: Db, key: string): string | undefined {
  return db.select({ value: portalFacts.value }).from(portalFacts).where(eq(portalFacts.key, key)).get()?.value
}

export function writeFact(tx: Tx, key: string, value: string): void {
  tx.insert(portalFacts).values({ key, value }).onConflictDoUpdate({ target: portalFacts.key, set: { value } }).run()
}

export function removeFact(tx: Tx, key: string): void {
  tx.delete(portalFacts).where(eq(portalFacts.key, key)).run()
}

/** Nothing has ever been put into this portal. */
export function portalIsEmpty(db: Db): boolean {
  return (
    !db.select({ id: units.id }).from(units).limit(1).get() && !db.select({ id: offers.id }).from(offers).limit(1).get()
  )
}
