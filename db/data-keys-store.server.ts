import type Database from 'better-sqlite3'
import { connect, type OpenOptions } from './open.server.ts'

declare const store: unique symbol
/** The connection to the file of data keys: the wrapped key of each dossier, and nothing else. */
export type DataKeyStore = { readonly $client: Database.Database; readonly [store]: 'data-keys' }

const VERSION = 1
const TABLES = `
  CREATE TABLE IF NOT EXISTS data_keys (
    id TEXT PRIMARY KEY, dossier_type TEXT NOT NULL, dossier_id TEXT NOT NULL, wrapped BLOB NOT NULL, wrapped_by TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS data_keys_dossier ON data_keys (dossier_type, dossier_id);
  PRAGMA user_version = ${VERSION};
`

/**
 * Opens the file of data keys. It keeps no journal between transactions and overwrites what is deleted, so that a key that was destroyed
 * is in no file any more when the call returns.
 */
export function openDataKeyStore(file: string | Buffer, options: OpenOptions = {}): DataKeyStore {
  const sqlite = connect(file, options)
  // EXTRA: the folder is synced too when the journal goes; else a power cut could bring a destroyed key back.
  sqlite.exec(
    `PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY`,
  )
  if (Number(sqlite.prepare('PRAGMA user_version').pluck().get()) !== VERSION)
    sqlite.exec(`BEGIN IMMEDIATE; ${TABLES} COMMIT`)
  return { $client: sqlite } as DataKeyStore
}
