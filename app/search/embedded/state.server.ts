import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Tx } from '#db/transaction.server.ts'

/** What the search remembers of itself, by name; empty when it never said anything. */
export function readState(db: Db, name: string): string {
  return String(prepared(db, 'SELECT value FROM search_state WHERE name = ?').pluck().get(name) ?? '')
}

export function writeState(tx: Tx, name: string, value: string): void {
  prepared(
    tx,
    'INSERT INTO search_state (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  ).run(name, value)
}

/** Counts a version up, so that every process reads again what it stands for. */
export function nextVersion(tx: Tx, name: 'words-version' | 'synonyms-version'): void {
  writeState(tx, name, String(Number(readState(tx, name) || 0) + 1))
}
