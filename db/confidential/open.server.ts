import { drizzle } from 'drizzle-orm/better-sqlite3'
import { bringUpToDate, type Connection, connect, type DbOf, type OpenOptions } from '../open.server.ts'
import { prepared } from '../prepare.server.ts'

/** The connection to the file for confidences: dossiers, who is tied to them, and what stands in them. */
export type ConfidentialDb = DbOf<'confidential'>

/**
 * Opens the file for confidences (or one in memory, or a copy of a serialized one) and brings it up to date. It is a file of its own so
 * that nothing outside follows from what is written here, and so that it can be emptied to the last byte (decision 017).
 */
export function openConfidential(file: string | Buffer, options: OpenOptions = {}): ConfidentialDb {
  const sqlite = connect(file, options)
  // By exec: a pragma() leaves a statement behind that nobody keeps. The reasons stand in db/open.server.ts.
  sqlite.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;
    PRAGMA recursive_triggers = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY`,
  )
  const db = drizzle(sqlite)
  bringUpToDate(db, 'db/confidential/migrations')
  return db
}

/**
 * Moves the journal into the file and cuts it to nothing, so that it keeps no older page. False when somebody reads or writes at this
 * moment: it waits for nobody.
 */
export function emptyJournal({ $client }: Connection): boolean {
  const waitMs = Number($client.prepare('PRAGMA busy_timeout').pluck().get())
  $client.exec('PRAGMA busy_timeout = 0')
  try {
    const row = $client.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number }
    return row.busy === 0
  } finally {
    $client.exec(`PRAGMA busy_timeout = ${waitMs}`)
  }
}

/** Whether pages of a file hold nothing any more, as after an erasure. */
export function hasGaps(db: Connection): boolean {
  return Number(prepared(db, 'PRAGMA freelist_count').pluck().get()) > 0
}

/**
 * Writes the whole file anew. When rows go and SQLite joins the pages they stood on, copies of other rows stay behind in the gaps, which
 * `secure_delete` does not know of once those rows go too.
 */
export function writeAnew(db: Connection): void {
  db.$client.exec('VACUUM')
}
