import { type Db, openDatabase } from '#db/open.server.ts'
import { seedUniversity } from '#db/seed/demo.server.ts'
import { readDemoOffers, readUniversity } from '#db/seed/demo-files.server.ts'

/** The moment of the tests: a Monday morning. */
export const NOW = new Date('2027-02-01T09:00:00Z')

/** A database in memory with the real migrations. */
export function freshDatabase(): Db {
  return openDatabase(':memory:')
}

/** The demo university in memory, with its dates around NOW. */
export function demoDatabase(now: Date = NOW): Db {
  const db = freshDatabase()
  seedUniversity(db, readUniversity(), readDemoOffers(), now)
  return db
}
