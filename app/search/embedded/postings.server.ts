import type Database from 'better-sqlite3'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'

type Kept = { seq: number; size: number; lists: Map<string, ReadonlyArray<number>> }

/** Numbers kept in all; eight bytes each at most. The oldest go first. */
const MOST_NUMBERS = 400_000

const kept = new WeakMap<Database.Database, Kept>()

function listsFor(db: Db, seq: number): Kept | null {
  // What a transaction may undo is not kept.
  if (db.$client.inTransaction) return null
  const known = kept.get(db.$client)
  if (known && known.seq === seq) return known
  const fresh = { seq, size: 0, lists: new Map<string, ReadonlyArray<number>>() }
  kept.set(db.$client, fresh)
  return fresh
}

/** What an entry takes, in numbers of eight bytes. */
function sizeOf(key: string, list: ReadonlyArray<number>): number {
  return list.length + 8 + key.length / 4
}

/** Forgets what was found before, so that a measurement begins cold. */
export function clearPostingsCache(db: Db): void {
  kept.delete(db.$client)
}

/**
 * The numbers of the documents that answer a question to one table of the index; remembered until the index (its `seq`) changes. SQLite
 * hands the numbers over as one text, which costs half of row by row.
 */
export function documentsMatching(db: Db, seq: number, table: string, match: string): ReadonlyArray<number> {
  const known = listsFor(db, seq)
  const key = `${table} ${match}`
  const before = known?.lists.get(key)
  if (before) return before
  const text = prepared(db, `SELECT json_group_array(rowid) FROM ${table} WHERE ${table} MATCH ?`).pluck().get(match)
  const list = JSON.parse(String(text)) as number[]
  if (known && list.length < MOST_NUMBERS / 4) {
    known.lists.set(key, list)
    known.size += sizeOf(key, list)
    for (const oldest of known.lists.keys()) {
      if (known.size <= MOST_NUMBERS) break
      known.size -= sizeOf(oldest, known.lists.get(oldest)!)
      known.lists.delete(oldest)
    }
  }
  return list
}
