import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { seedUniversity } from '#app/demo/demo.server.ts'
import { readDemoOffers, readUniversity } from '#app/demo/demo-files.server.ts'
import { runImport } from '#app/features/catalogue/import-command.server.ts'
import { idOfSource, type Offer, readOffer } from '#app/features/catalogue/offer-store.server.ts'
import { searchEmbedded } from '#app/search/embedded/search.server.ts'
import type { Db } from '#db/open.server.ts'
import { freshDatabase, NOW } from './database.ts'

/** The demo university with one offer of each kind: quick to make. */
export function smallDatabase(): Db {
  return fillSmall(freshDatabase())
}

/** Fills an empty database in the same way. */
export function fillSmall(db: Db): Db {
  const all = readDemoOffers()
  const kinds = [...new Set(all.map((offer) => offer.kind))]
  const few = kinds.flatMap((kind) => all.filter((offer) => offer.kind === kind).slice(0, 1))
  seedUniversity(db, readUniversity(), few, NOW)
  return db
}

// In the folder of this run, which goes when the run ends: files share a process, and with it this module.
const folder = mkdtempSync(path.join(process.env.KOERS_TEST_IMAGES || tmpdir(), 'koers-import-'))

let files = 0
/** A file of its own in the folder of temporary files. */
export function file(name: string, content: string | Buffer): string {
  const place = path.join(folder, `${++files}-${name}`)
  writeFileSync(place, content)
  return place
}
export const jsonl = (...records: unknown[]) =>
  file('x.jsonl', records.map((record) => JSON.stringify(record)).join('\n'))
export const csv = (...lines: string[]) => file('x.csv', lines.join('\r\n'))

/** Runs the command as somebody would type it; training unless the words say another kind. */
export async function run(db: Db, words: string[], now = NOW) {
  const out: string[] = []
  const err: string[] = []
  const code = await runImport(
    ['--kind', 'training', ...words],
    { out: (line) => out.push(line), err: (line) => err.push(line), isTTY: false },
    { db, now },
  )
  return { code, out, err, text: [...out, ...err].join('\n') }
}

/** Everything in the database as one word: any change anywhere gives another one. */
export function fingerprint(db: Db): string {
  const tables = db.$client
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name")
    .pluck()
    .all()
  const hash = createHash('sha256')
  for (const table of tables)
    hash.update(
      JSON.stringify(
        db.$client
          .prepare(`SELECT * FROM "${String(table)}"`)
          .raw()
          .all(),
      ),
    )
  return hash.digest('hex')
}

export function imported(db: Db, key: string): Offer {
  const id = idOfSource(db, `import:${key}`)
  const offer = id ? readOffer(db, id) : undefined
  if (!offer) throw new Error(`not imported: ${key}`)
  return offer
}

export function found(db: Db, q: string): number {
  return searchEmbedded(db, { q, facets: {}, sort: 'best', page: 1, pageSize: 20, now: Number(NOW) + 1, count: [] })
    .total
}
