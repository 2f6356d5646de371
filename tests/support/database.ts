import { seedUniversity } from '#app/demo/demo.server.ts'
import { readDemoOffers, readUniversity } from '#app/demo/demo-files.server.ts'
import { readDemoPeople, seedPeople } from '#app/demo/demo-people.server.ts'
import { type Db, openDatabase } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/** The moment of the tests: a Monday morning. */
export const NOW = new Date('2027-02-01T09:00:00Z')

/** A database in memory with the real migrations. */
export function freshDatabase(): Db {
  return openDatabase(':memory:')
}

/** The people of the demo at the demo university, without its offers: quick to make. */
export function peopleDatabase(now: Date = NOW): Db {
  const db = freshDatabase()
  const university = readUniversity()
  seedUniversity(db, university, [], now)
  inTransaction(db, (tx) => seedPeople(tx, readDemoPeople(), university.mailDomain, now))
  return db
}

/** The demo university in memory, with its dates around NOW. */
export function demoDatabase(now: Date = NOW): Db {
  const db = freshDatabase()
  const university = readUniversity()
  seedUniversity(db, university, readDemoOffers(), now)
  inTransaction(db, (tx) => seedPeople(tx, readDemoPeople(), university.mailDomain, now))
  return db
}
