import { randomUUID } from 'node:crypto'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { JobError } from './job-error.ts'
import type { JobId } from './job-rows.server.ts'
import { LEASE_MS } from './job-rules.ts'

type Hold = JobId & { holder: string; now: number; until: number }

/** Of a job that has no row yet: when it is due, by the portal's clock. */
type FirstDue = { dueAt?: number }

/** One process at a time: takes or keeps the lease until `until`, both by the machine's clock. False when another process has it. */
export function takeLease(tx: Tx, hold: Hold & FirstDue): boolean {
  return (
    prepared(
      tx,
      `INSERT INTO jobs (name, record, due_at, holder, leased_until) VALUES (@name, @record, @dueAt, @holder, @until)
       ON CONFLICT (name, record) DO UPDATE SET holder = @holder, leased_until = @until
       WHERE holder IS NULL OR holder = @holder OR leased_until <= @now`,
    ).run({ dueAt: hold.now, ...hold }).changes > 0
  )
}

/** Gives the lease back, when it is still ours. */
export function giveLeaseBack(tx: Tx, { name, record, holder }: Omit<Hold, 'now' | 'until'>): void {
  prepared(tx, 'UPDATE jobs SET holder = NULL, leased_until = NULL WHERE name = ? AND record = ? AND holder = ?').run(
    name,
    record,
    holder,
  )
}

/** The right to do something that one process at a time may do. */
export type Lease = {
  readonly holder: string
  /** False when another process has it. */
  take(): boolean
  /** Throws JobError `lease_lost` when another process took it. */
  keep(): void
  release(): void
}

/** The lease of this name. A process that ends without giving it back keeps the others waiting for a minute at most. `clock`: the machine's. */
export function leaseOf(db: Db, id: JobId, clock: () => number = Date.now): Lease {
  const holder = randomUUID()
  let until = 0
  function take(): boolean {
    const now = clock()
    if (!inTransaction(db, (tx) => takeLease(tx, { ...id, holder, now, until: now + LEASE_MS }))) return false
    until = now + LEASE_MS
    return true
  }
  return {
    holder,
    take,
    keep() {
      // Asked at every step; written now and then.
      if (clock() >= until - LEASE_MS / 2 && !take()) throw new JobError('lease_lost')
    },
    release() {
      until = 0
      inTransaction(db, (tx) => giveLeaseBack(tx, { ...id, holder }))
    },
  }
}
