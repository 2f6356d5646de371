import { mkdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { settings } from '#app/platform/env.server.ts'
import { keepStatements, SERVING_MS } from './open.server.ts'

/** The connection to what stands at the door: who is signed in, sign-ins on their way, counters of attempts. */
export type Door = Database.Database

const VERSION = 4
/** All of it may be lost: people then sign in again. So a new version starts anew instead of migrating. Moments are UTC milliseconds; `until` is in microseconds. */
const TABLES = `
  DROP TABLE IF EXISTS sign_ins; DROP TABLE IF EXISTS sign_in_flows; DROP TABLE IF EXISTS attempts; DROP TABLE IF EXISTS salts;
  CREATE TABLE sign_ins (
    hash BLOB PRIMARY KEY, id TEXT NOT NULL, person_id TEXT NOT NULL, epoch INTEGER NOT NULL, way TEXT NOT NULL,
    assured INTEGER NOT NULL, device TEXT NOT NULL, created_at INTEGER NOT NULL, seen_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL, replaced_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sign_ins_person ON sign_ins (person_id);
  CREATE INDEX sign_ins_id ON sign_ins (id);
  CREATE TABLE sign_in_flows (
    hash BLOB NOT NULL, state TEXT NOT NULL, nonce TEXT NOT NULL, verifier TEXT NOT NULL, step_up INTEGER NOT NULL,
    person_id TEXT, go_to TEXT, started_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, PRIMARY KEY (hash, state)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sign_in_flows_ends ON sign_in_flows (ends_at);
  CREATE TABLE attempts (what TEXT NOT NULL, who BLOB NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (what, who)) STRICT, WITHOUT ROWID;
  CREATE TABLE salts (day INTEGER PRIMARY KEY, salt BLOB NOT NULL) STRICT;
  PRAGMA user_version = ${VERSION};
`

function bringUpToDate(door: Door): void {
  const version = () => Number(door.prepare('PRAGMA user_version').pluck().get())
  if (version() === VERSION) return
  door.exec('BEGIN IMMEDIATE')
  try {
    // Another process may have been first.
    if (version() !== VERSION) door.exec(TABLES)
    door.exec('COMMIT')
  } catch (error) {
    door.exec('ROLLBACK')
    throw error
  }
}

/**
 * Opens the file beside the database in which sign-ins and counters stand. It is a file of its own because it is written all day: a
 * write there leaves what is remembered of the database (pages, names, cards) as it is.
 */
export function openDoor(file: string): Door {
  if (file !== ':memory:') mkdirSync(path.dirname(file), { recursive: true })
  if (file !== ':memory:') process.umask(0o077)
  const door = new Database(file, { timeout: SERVING_MS })
  keepStatements(door)
  // NORMAL: after a power cut the last moments may be missing, and nothing here is worth a wait for the disk at each request.
  door.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY',
  )
  bringUpToDate(door)
  return door
}

const holder = globalThis as typeof globalThis & { koersDoor?: Door }

/** *The* door of this process. */
export function theDoor(): Door {
  holder.koersDoor ??= openDoor(settings().doorFile)
  return holder.koersDoor
}

export function closeDoor(): void {
  holder.koersDoor?.close()
  delete holder.koersDoor
}
