import { createHash } from 'node:crypto'
import path from 'node:path'
import Database from 'better-sqlite3'

/** What the portal writes by itself: counters, salts of heads, what it learns of its own offer at night, and that this changed. */
const BY_ITSELF = /^(?:attempts|salts|search_|topic_versions|confidential_heads|sqlite_)/

/** Everything that stands in a portal's files, as one number: it differs when a single value does. */
export function fingerprintOf(folder: string): string {
  const hash = createHash('sha256')
  for (const name of ['koers.sqlite', 'auth.sqlite', 'confidential.sqlite', 'data-keys.sqlite']) {
    const db = new Database(path.join(folder, name), { readonly: true })
    const tables = db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .pluck()
      .all() as string[]
    for (const table of tables.filter((one) => !BY_ITSELF.test(one))) {
      // When a scheduled job ran is written by itself; work that somebody asked for counts.
      const asked = table === 'jobs' ? " WHERE record <> ''" : ''
      const rows = db.prepare(`SELECT * FROM "${table}"${asked}`).raw().all() as unknown[][]
      hash.update(`${name} ${table} ${rows.length}\n`)
      for (const row of rows) hash.update(JSON.stringify(row))
    }
    db.close()
  }
  return hash.digest('hex')
}
