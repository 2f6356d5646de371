import type { Db } from './open.server.ts'

declare const open: unique symbol
/** The database inside a transaction. A verb that writes an index or an outbox beside its change asks for this type. */
export type Tx = Db & { readonly [open]: true }

type MustBeSync<T> = T extends PromiseLike<unknown> ? ['work inside a SQLite transaction must be synchronous'] : []

/** better-sqlite3 cannot hold a transaction open across an await; this signature makes trying it a type error. */
export function inTransaction<T>(db: Db, work: (tx: Tx) => T, ..._: MustBeSync<T>): T {
  return db.$client.transaction(() => work(db as Tx)).immediate()
}
