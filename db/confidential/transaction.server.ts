import type { MustBeSync } from '../transaction.server.ts'
import type { ConfidentialDb } from './open.server.ts'

declare const open: unique symbol
/** The file for confidences inside a transaction. It is no transaction of the main file, and no main transaction is one of this file. */
export type ConfidentialTx = ConfidentialDb & { readonly [open]: true }

let begun = 0

/** A number of its own for every transaction of this file: what was proven under another one no longer holds. */
export function confidentialTransactionNumber(): number {
  return begun
}

/** Work in one transaction of the file for confidences. No transaction spans files: what has to be in two of them is done in steps (decision 017). */
export function inConfidentialTransaction<T>(
  db: ConfidentialDb,
  work: (tx: ConfidentialTx) => T,
  ..._: MustBeSync<T>
): T {
  // Within another one it is a part of that.
  if (!db.$client.inTransaction) begun++
  return db.$client.transaction(() => work(db as ConfidentialTx)).immediate()
}
