import { setImmediate } from 'node:timers'
import type { ConfidentialTx } from '#db/confidential/transaction.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Tx } from '#db/transaction.server.ts'
import type { Happening, OutboxLevel } from './vocabulary.ts'
import { wakeDispatcher } from './wake.server.ts'

/** Ids of records: letters, digits and what stands between them. A name, an address or a sentence is none. */
const ID = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$/

/** What happened. */
export type Happened<Level extends OutboxLevel = OutboxLevel> = {
  readonly type: Happening
  /** Which records, such as `{ signUp: '…', session: '…' }`. Ids only. */
  readonly ids: Readonly<Record<string, string>>
  readonly level: Level
  /** Makes it one happening, however often it is written: such as the id of the sign-up with the number of its change. */
  readonly key: string
  /** Not before this moment; at once without it. */
  readonly due?: Date
}

const WRITE = `INSERT INTO outbox (key, type, ids, level, written_at, due_at) VALUES (@key, @type, @ids, @level, @now, @due)
  ON CONFLICT (key) DO NOTHING`

function write(tx: Tx | ConfidentialTx, happened: Happened, now: Date): void {
  const { type, ids, level, key, due } = happened
  for (const id of [key, ...Object.values(ids)])
    if (!ID.test(id)) throw new Error(`the outbox holds ids only; one of ${type} is none`)
  const isNew = prepared(tx, WRITE).run({
    key: `${type}:${key}`,
    type,
    ids: JSON.stringify(ids),
    level,
    now: Number(now),
    due: Number(due ?? now),
  }).changes
  // A transaction is held by one thread and never awaits: by then it is over.
  if (isNew > 0 && !due) setImmediate(wakeDispatcher)
}

/** Writes down that something happened, in the transaction in which it does: both are kept, or neither. */
export function writeOutbox(tx: Tx, happened: Happened<'internal' | 'personal'>, now: Date): void {
  write(tx, happened, now)
}

/** The same for what happened in confidence, in the file for confidences. */
export function writeConfidentialOutbox(tx: ConfidentialTx, happened: Omit<Happened, 'level'>, now: Date): void {
  write(tx, { ...happened, level: 'confidential' }, now)
}
