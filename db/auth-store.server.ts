import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { isMainThread } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { cacheStatements } from './open.server.ts'

/** The connection to the auth store: auth sessions, started sign-in flows, forms that wait for a sign-in, counters of the rate limits. */
export type AuthStore = Database.Database

/** Its writes take less than a millisecond and wait for no disk, and who is counted or signed in cannot be tried again: so the thread waits for another process a little longer. */
const WAIT_MS = 200

const VERSION = 8
/** Losing all of it only makes people sign in again, so a new version drops its tables instead of migrating. Moments are UTC milliseconds; `until` is in microseconds. */
const TABLES = `
  DROP TABLE IF EXISTS auth_sessions; DROP TABLE IF EXISTS sign_in_flows; DROP TABLE IF EXISTS attempts; DROP TABLE IF EXISTS salts;
  DROP TABLE IF EXISTS confirmed_reads; DROP TABLE IF EXISTS record_openings;
  DROP TABLE IF EXISTS waiting_forms; DROP TABLE IF EXISTS logout_tokens;
  CREATE TABLE auth_sessions (
    hash BLOB PRIMARY KEY, id TEXT NOT NULL, person_id TEXT NOT NULL, epoch INTEGER NOT NULL, method TEXT NOT NULL,
    assured INTEGER NOT NULL, device TEXT NOT NULL, created_at INTEGER NOT NULL, seen_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL, replaced_at INTEGER, confirmed_at INTEGER, sid BLOB
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX auth_sessions_person ON auth_sessions (person_id);
  CREATE INDEX auth_sessions_id ON auth_sessions (id);
  CREATE TABLE sign_in_flows (
    hash BLOB NOT NULL, state TEXT NOT NULL, nonce TEXT NOT NULL, verifier TEXT NOT NULL, step_up INTEGER NOT NULL,
    person_id TEXT, go_to TEXT, started_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, PRIMARY KEY (hash, state)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sign_in_flows_ends ON sign_in_flows (ends_at);
  CREATE TABLE waiting_forms (id TEXT PRIMARY KEY, browser BLOB NOT NULL, content BLOB NOT NULL, ends_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX waiting_forms_browser ON waiting_forms (browser);
  CREATE TABLE logout_tokens (hash BLOB PRIMARY KEY, ends_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE attempts (what TEXT NOT NULL, who BLOB NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (what, who)) STRICT, WITHOUT ROWID;
  CREATE TABLE confirmed_reads (
    auth_session_id TEXT NOT NULL, address BLOB NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (auth_session_id, address)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE record_openings (
    auth_session_id TEXT NOT NULL, record_type TEXT NOT NULL, record_id TEXT NOT NULL, ground TEXT NOT NULL, opened_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL, PRIMARY KEY (auth_session_id, record_type, record_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE salts (day INTEGER PRIMARY KEY, salt BLOB NOT NULL) STRICT;
  PRAGMA user_version = ${VERSION};
`

function bringUpToDate(authStore: AuthStore): void {
  const version = () => Number(authStore.prepare('PRAGMA user_version').pluck().get())
  if (version() === VERSION) return
  authStore.exec('BEGIN IMMEDIATE')
  try {
    // Another process may have been first.
    if (version() !== VERSION) authStore.exec(TABLES)
    authStore.exec('COMMIT')
  } catch (error) {
    authStore.exec('ROLLBACK')
    throw error
  }
}

/**
 * Opens the auth store, a file beside the database. It is a file of its own because it is written all day and may be lost.
 */
export function openAuthStore(file: string): AuthStore {
  if (file !== ':memory:') mkdirSync(path.dirname(file), { recursive: true })
  if (file !== ':memory:' && isMainThread) process.umask(0o077)
  const authStore = new Database(file, { timeout: WAIT_MS })
  cacheStatements(authStore)
  // NORMAL: after a power cut the last moments may be missing, and nothing here is worth a wait for the disk at each request.
  authStore.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY',
  )
  bringUpToDate(authStore)
  return authStore
}
