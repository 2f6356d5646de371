import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { expect, test } from 'vitest'

/** The migrations up to and including this one, in a folder of their own. */
function migrationsUntil(folder: string, tag: string): string {
  cpSync('db/migrations', folder, { recursive: true })
  const file = path.join(folder, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: Array<{ tag: string }> }
  const last = journal.entries.findIndex((entry) => entry.tag === tag)
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, last + 1) }))
  return folder
}

test('a session that was cancelled before the migration is cancelled after it, since its offer last changed', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-migrations-'))
  const sqlite = new Database(':memory:')
  const db = drizzle(sqlite)
  try {
    migrate(db, { migrationsFolder: migrationsUntil(folder, '0005_topic_versions') })
    sqlite.exec(`
      INSERT INTO units (id, kind, name_nl, name_en) VALUES ('u', 'institution', 'U', 'U');
      INSERT INTO offers VALUES ('o', NULL, 'training', 'published', NULL, NULL, 'a', 'a', 'A', 'A', '', '', '', '', 1, 1, '[]', '[]', '[]', '[]',
        'online', 'course', 'individual', NULL, NULL, NULL, NULL, 'u', 'a@u.example', '2027-01-01', '{}', 10, 20);
      INSERT INTO sessions (id, offer_id, starts_at, ends_at, days, zone, place_nl, place_en, online, seats, seats_taken, waiting, cancelled)
        VALUES ('on', 'o', 1, 2, '[]', 'Z', '', '', 0, NULL, 0, 0, 0), ('off', 'o', 1, 2, '[]', 'Z', '', '', 0, NULL, 0, 0, 1);`)
    migrate(db, { migrationsFolder: 'db/migrations' })
    const rows = sqlite.prepare('SELECT id, cancelled_at, source_key FROM sessions ORDER BY id').raw().all()
    expect(rows).toEqual([
      ['off', 20, null],
      ['on', null, null],
    ])
  } finally {
    sqlite.close()
    rmSync(folder, { recursive: true })
  }
})
