import type { AuthStore } from './auth-store.server.ts'
import type { DataKeyStore } from './data-keys-store.server.ts'
import type { Db } from './open.server.ts'

declare const open: unique symbol
/** The database inside a transaction. A verb that writes an index or an outbox beside its change asks for this type. */
export type Tx = Db & { readonly [open]: true }

/** What may not be awaited: a transaction is held open by one thread. */
export type MustBeSync<T> =
  T extends PromiseLike<unknown> ? ['work inside a SQLite transaction must be synchronous'] : []

let begun = 0

/** A number of its own for every transaction: what was remembered under another one may have been undone. */
export function transactionNumber(): number {
  return begun
}

/** better-sqlite3 cannot hold a transaction open across an await; this signature makes trying it a type error. */
export function inTransaction<T>(db: Db, work: (tx: Tx) => T, ..._: MustBeSync<T>): T {
  begun++
  return db.$client.transaction(() => work(db as Tx)).immediate()
}

/** The same for the auth store: many auth sessions written at once. */
export function inAuthStoreTransaction<T>(authStore: AuthStore, work: () => T, ..._: MustBeSync<T>): T {
  return authStore.transaction(work).immediate()
}

/** The same for the file of data keys. */
export function inDataKeysTransaction<T>(keys: DataKeyStore, work: () => T, ..._: MustBeSync<T>): T {
  return keys.$client.transaction(work).immediate()
}
