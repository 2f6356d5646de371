import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { seedUniversity } from '#app/demo/demo.server.ts'
import { readDemoOffers, readUniversity } from '#app/demo/demo-files.server.ts'
import { readDemoPeople, seedPeople } from '#app/demo/demo-people.server.ts'
import type { ConfidentialFiles, PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import { openConfidential } from '#db/confidential/open.server.ts'
import { openDataKeyStore } from '#db/data-keys-store.server.ts'
import { type Connection, type Db, openDatabase } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/** The moment of the tests: a Monday morning. */
export const NOW = new Date('2027-02-01T09:00:00Z')

type Image = 'fresh' | 'people' | 'demo' | 'confidential'

/** Images made in this run: each is made once, by the first file that needs it, and opened as a copy (vitest.config.ts names the folder). */
const images = new Map<Image, Buffer>()

function imageOf(name: Image, make: () => Connection): Buffer {
  const known = images.get(name)
  if (known) return known
  const folder = process.env.KOERS_TEST_IMAGES
  const file = folder && path.join(folder, `${name}.sqlite`)
  const image = file && existsSync(file) ? readFileSync(file) : make().$client.serialize()
  if (file && !existsSync(file)) {
    // Written beside and renamed: another worker finds all of it or nothing.
    writeFileSync(`${file}.${process.pid}`, image)
    renameSync(`${file}.${process.pid}`, file)
  }
  images.set(name, image)
  return image
}

/** A database in memory with the real migrations. */
export function freshDatabase(): Db {
  return openDatabase(imageOf('fresh', () => openDatabase(':memory:')))
}

/** The files of dossiers in memory, empty. */
export function confidentialFiles(): ConfidentialFiles {
  const image = imageOf('confidential', () => openConfidential(':memory:'))
  return { confidential: openConfidential(image), dataKeys: openDataKeyStore(':memory:') }
}

function seeded(offers: ReturnType<typeof readDemoOffers>, now: Date): Db {
  const db = freshDatabase()
  const university = readUniversity()
  seedUniversity(db, university, offers, now)
  inTransaction(db, (tx) => seedPeople(tx, readDemoPeople(), university.mailDomain, now))
  return db
}

/** The people of the demo at the demo university, without its offers: quick to make. */
export function peopleDatabase(now: Date = NOW): Db {
  if (Number(now) !== Number(NOW)) return seeded([], now)
  return openDatabase(imageOf('people', () => seeded([], NOW)))
}

/** The demo university in memory, with its dates around NOW. */
export function demoDatabase(now: Date = NOW): Db {
  if (Number(now) !== Number(NOW)) return seeded(readDemoOffers(), now)
  return openDatabase(imageOf('demo', () => seeded(readDemoOffers(), NOW)))
}

/** The people of the demo, with the files of dossiers, empty. */
export function peopleFiles(now: Date = NOW): PortalFiles {
  return { db: peopleDatabase(now), ...confidentialFiles() }
}
