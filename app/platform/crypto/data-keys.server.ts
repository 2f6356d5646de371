import { createSecretKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto'
import { and, asc, count, eq, gt, ne } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import type { Permission } from '#app/access/permissions.ts'
import type { Db } from '#db/open.server.ts'
import { dataKeys } from '#db/schema/privacy.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { type AuditEntry, recordAudit } from '../audit/record-audit.server.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import { decrypt, encrypt } from './envelope.server.ts'
import type { Keyring } from './keyring.server.ts'
import { type EncryptionKey, KEY_BYTES } from './keys.ts'

/** What has a key of its own: `access-needs` of one person, one trajectory. Destroying the key destroys all that it sealed. */
export type Dossier = { readonly type: string; readonly id: string }

/** `locked`: the key outside the database is not here. `damaged`: something was changed, or the dossier's key was destroyed. */
export type SealProblem = 'locked' | 'damaged'

export type DataKey = { readonly id: string; readonly secret: KeyObject }
type Row = typeof dataKeys.$inferSelect
type Named = Pick<Row, 'id' | 'dossierType' | 'dossierId'>

/** A wrapped key is bound to its dossier: moved to another row it does not open. */
function placeOf({ id, dossierType, dossierId }: Named): string[] {
  return ['data_keys', id, 'wrapped', dossierType, dossierId]
}

function wrap(by: EncryptionKey, row: Named, secret: Buffer): Pick<Row, 'wrapped' | 'wrappedBy'> {
  return { wrapped: encrypt(by.secret, by.name, placeOf(row), secret), wrappedBy: by.name }
}

function unwrap(keyring: Keyring, row: Row): Outcome<Buffer, SealProblem> {
  const by = keyring.keys.find(({ name }) => name === row.wrappedBy)
  if (!by) return refused('locked')
  const secret = decrypt(by.secret, placeOf(row), row.wrapped)
  return secret?.length === KEY_BYTES ? done(secret) : refused('damaged')
}

function opened(keyring: Keyring, row: Row): Outcome<DataKey, SealProblem> {
  const secret = unwrap(keyring, row)
  if (!secret.ok) return secret
  const key = createSecretKey(secret.value)
  secret.value.fill(0)
  return done({ id: row.id, secret: key })
}

function rowOf(db: Db, dossier: Dossier): Row | undefined {
  return db
    .select()
    .from(dataKeys)
    .where(and(eq(dataKeys.dossierType, dossier.type), eq(dataKeys.dossierId, dossier.id)))
    .get()
}

/** The key of a dossier, to open what it sealed. */
export function dataKeyOf(db: Db, keyring: Keyring, dossier: Dossier): Outcome<DataKey, SealProblem> {
  const row = rowOf(db, dossier)
  if (row) return opened(keyring, row)
  return refused(keyring.keys.length === 0 ? 'locked' : 'damaged')
}

/** The key of a dossier, to seal with; the first time a new one, wrapped by the first key of the keyring. */
export function dataKeyFor(tx: Tx, keyring: Keyring, dossier: Dossier, now: Date): Outcome<DataKey, SealProblem> {
  const row = rowOf(tx, dossier)
  if (row) return opened(keyring, row)
  const [first] = keyring.keys
  if (!first) return refused('locked')
  const named = { id: randomUUID(), dossierType: dossier.type, dossierId: dossier.id }
  const secret = randomBytes(KEY_BYTES)
  tx.insert(dataKeys)
    .values({ ...named, ...wrap(first, named, secret), createdAt: Number(now) })
    .run()
  const key = createSecretKey(secret)
  secret.fill(0)
  return done({ id: named.id, secret: key })
}

/** Destroys the key of a dossier: what it sealed can be read by nobody any more, whoever holds which key. False when there was none. */
export function destroyDataKey(
  tx: Tx,
  actor: Allowed<Permission>,
  dossier: Dossier,
  act: Pick<AuditEntry, 'subjectId' | 'ground' | 'operationId'>,
  now: Date,
): boolean {
  const row = rowOf(tx, dossier)
  if (!row) return false
  tx.delete(dataKeys).where(eq(dataKeys.id, row.id)).run()
  recordAudit(tx, actor, { ...act, action: 'data-key.destroy', object: { type: 'data-key', id: row.id } }, now)
  return true
}

/** How many keys of dossiers each key wraps, by its name. */
export function wrapCounts(db: Db): Map<string, number> {
  const rows = db.select({ name: dataKeys.wrappedBy, n: count() }).from(dataKeys).groupBy(dataKeys.wrappedBy).all()
  return new Map(rows.map(({ name, n }) => [name, n]))
}

export type Rotated = { wrapped: number; locked: number; damaged: number }

const BATCH = 500

function nextBatch(tx: Tx, first: EncryptionKey, after: string, size: number): Row[] {
  return tx
    .select()
    .from(dataKeys)
    .where(and(ne(dataKeys.wrappedBy, first.name), gt(dataKeys.id, after)))
    .orderBy(asc(dataKeys.id))
    .limit(size)
    .all()
}

/**
 * Wraps every key of a dossier by the first key of the keyring, some hundreds a transaction; what is sealed stays as it is. Whatever
 * happens in between, each row is wrapped by the old key or by the new, so a run that was cut off is simply run again.
 */
export function* rotatingDataKeys(
  db: Db,
  keyring: Keyring,
  actor: Allowed<'keys.manage'>,
  now: Date,
  size: number = BATCH,
): Generator<number, Rotated> {
  const [first] = keyring.keys
  const total: Rotated = { wrapped: 0, locked: 0, damaged: 0 }
  if (!first) return total
  for (let after = ''; ; ) {
    const batch = inTransaction(db, (tx) => {
      const rows = nextBatch(tx, first, after, size)
      const count: Rotated = { wrapped: 0, locked: 0, damaged: 0 }
      for (const row of rows) {
        const secret = unwrap(keyring, row)
        count[secret.ok ? 'wrapped' : secret.problem]++
        if (!secret.ok) continue
        tx.update(dataKeys)
          .set(wrap(first, row, secret.value))
          .where(eq(dataKeys.id, row.id))
          .run()
        secret.value.fill(0)
      }
      if (count.wrapped > 0)
        recordAudit(tx, actor, { action: 'keys.rotate', object: { type: 'key', id: first.name } }, now)
      return { count, last: rows.at(-1)?.id }
    })
    if (batch.last === undefined) return total
    for (const kind of ['wrapped', 'locked', 'damaged'] as const) total[kind] += batch.count[kind]
    after = batch.last
    yield total.wrapped
  }
}

export type Tally = { open: number } & Record<SealProblem, number>

/** How many keys of dossiers open with this keyring; shows nothing of them. */
export function tallyDataKeys(db: Db, keyring: Keyring, _actor: Allowed<'keys.manage'>): Tally {
  const tally: Tally = { open: 0, locked: 0, damaged: 0 }
  for (const row of db.select().from(dataKeys).all()) {
    const key = opened(keyring, row)
    tally[key.ok ? 'open' : key.problem]++
  }
  return tally
}
