import { createHash } from 'node:crypto'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { readState, writeState } from '../embedded/state.server.ts'
import type { MeiliOptions } from './client.server.ts'
import { LAYOUT } from './document.ts'

/** What the feed remembers in `search_state`, so that it survives a restart and every process knows it. Moments in UTC milliseconds. */
const NAMES = {
  /** The layout, the name and the server of the index that was built. */
  built: 'meili-built',
  rebuiltAt: 'meili-rebuilt-at',
  reconciledAt: 'meili-reconciled-at',
  settingsAt: 'meili-settings-at',
  /** For which words and synonyms the settings were made. */
  settingsFor: 'meili-settings-for',
  /** The oldest change that waits, and since when it is seen to. */
  waiting: 'meili-waiting',
  /** The code of what went wrong last, empty after a success. */
  error: 'meili-error',
  attempts: 'meili-attempts',
  retryAt: 'meili-retry-at',
  /** Not empty: the index was caught at something that the database does not know. */
  doubt: 'meili-doubt',
} as const
type Name = keyof typeof NAMES

/** The job of the feed, and the name of its lease: one process at a time works on the server. */
export const FEED = { name: 'feed-meilisearch', record: '' } as const

export function rememberedState(db: Db, name: Name): string {
  return readState(db, NAMES[name])
}

export function rememberedNumber(db: Db, name: Name): number {
  return Number(rememberedState(db, name)) || 0
}

/** Writes what changed only: a worker that has nothing to do leaves the file alone. */
export function remember(db: Db, facts: Partial<Record<Name, string | number>>): void {
  const said = new Map(Object.entries(facts))
  const changed = Object.entries(NAMES).flatMap(([name, key]) => {
    const value = said.get(name)
    return value === undefined || readState(db, key) === String(value) ? [] : [[key, String(value)] as const]
  })
  if (changed.length === 0) return
  inTransaction(db, (tx) => {
    for (const [key, value] of changed) writeState(tx, key, value)
  })
}

/** What `built` says of an index that can be searched. Of the address it holds a print only: an address may hold a password. */
export function builtAs({ url, index }: Pick<MeiliOptions, 'url' | 'index'>): string {
  return `${LAYOUT}:${index}:${createHash('sha256').update(url).digest('hex').slice(0, 16)}`
}

/** Which change is the oldest that waits, and since when it is seen to; null when none is noted. */
export function waitingSince(db: Db): { seq: number; since: number } | null {
  const [seq, since] = rememberedState(db, 'waiting').split(' ')
  return seq && since ? { seq: Number(seq), since: Number(since) } : null
}

/** A change that the server has not confirmed: the document, the change, and whether the document is still there. */
export type WaitingChange = { entity: string; seq: number; live: number }

/** The oldest changes that wait. */
export function waitingChanges(db: Db, most: number): WaitingChange[] {
  return prepared(db, 'SELECT entity, seq, live FROM search_doc WHERE seq > sent ORDER BY seq LIMIT ?').all(
    most,
  ) as WaitingChange[]
}

/** How many changes wait, and the oldest. */
export function waitingState(db: Db): { waiting: number; oldestSeq: number | null } {
  const { waiting, oldest } = prepared(
    db,
    'SELECT count(*) AS waiting, min(seq) AS oldest FROM search_doc WHERE seq > sent',
  ).get() as { waiting: number; oldest: number | null }
  return { waiting, oldestSeq: oldest }
}

/** Marks changes as confirmed. A document that changed again meanwhile stays in the outbox: its `seq` is higher. */
export function markSent(tx: Tx, changes: ReadonlyArray<Pick<WaitingChange, 'entity' | 'seq'>>): void {
  const mark = prepared(tx, 'UPDATE search_doc SET sent = ? WHERE entity = ? AND seq >= ?')
  for (const { entity, seq } of changes) mark.run(seq, entity, seq)
}

/** Since when the oldest change waits, to be remembered for the status and for whoever watches it. */
export function waitingNote(db: Db, now: number): { waiting: string } {
  const { oldestSeq } = waitingState(db)
  if (oldestSeq === null) return { waiting: '' }
  const known = waitingSince(db)
  return { waiting: `${oldestSeq} ${known?.seq === oldestSeq ? known.since : now}` }
}

/** Which words and synonyms there are; the settings of the server hang on them. */
export function wordsState(db: Db): string {
  const newest = prepared(db, 'SELECT coalesce(max(seq), 0) FROM search_term').pluck().get()
  return [readState(db, 'words-version'), readState(db, 'synonyms-version'), String(newest)].join('.')
}
