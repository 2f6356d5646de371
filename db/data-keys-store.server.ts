import type Database from 'better-sqlite3'
import { connect, type OpenOptions } from './open.server.ts'

declare const store: unique symbol
/** The connection to the file of data keys: the wrapped keys of each dossier, and nothing else. */
export type DataKeyStore = { readonly $client: Database.Database; readonly [store]: 'data-keys' }

/** What each version of the file adds to the one before. */
const STEPS = [
  `CREATE TABLE data_keys (
    id TEXT PRIMARY KEY, dossier_type TEXT NOT NULL, dossier_id TEXT NOT NULL, wrapped BLOB NOT NULL, wrapped_by TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX data_keys_dossier ON data_keys (dossier_type, dossier_id);`,
  // A text of which a passage can be struck out has keys of its own; the key of the dossier has an empty text.
  `ALTER TABLE data_keys ADD COLUMN text_id TEXT NOT NULL DEFAULT '';
  DROP INDEX data_keys_dossier;
  CREATE UNIQUE INDEX data_keys_dossier ON data_keys (dossier_type, dossier_id) WHERE text_id = '';
  CREATE INDEX data_keys_text ON data_keys (dossier_type, dossier_id, text_id);`,
]

function versionOf(sqlite: Database.Database): number {
  return Number(sqlite.prepare('PRAGMA user_version').pluck().get())
}

/** Does what this file lacks, in one transaction; another process may have done it meanwhile. */
function bringStoreUpToDate(sqlite: Database.Database): void {
  if (versionOf(sqlite) >= STEPS.length) return
  sqlite.exec('BEGIN IMMEDIATE')
  try {
    for (const step of STEPS.slice(versionOf(sqlite))) sqlite.exec(step)
    sqlite.exec(`PRAGMA user_version = ${STEPS.length}; COMMIT`)
  } finally {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK')
  }
}

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
  bringStoreUpToDate(sqlite)
  return { $client: sqlite } as DataKeyStore
}
