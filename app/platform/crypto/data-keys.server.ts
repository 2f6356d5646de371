import { createSecretKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto'
import type { Allowed } from '#app/access/actor.ts'
import type { DataKeyStore } from '#db/data-keys-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inDataKeysTransaction, inTransaction } from '#db/transaction.server.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import { decrypt, encrypt } from './envelope.server.ts'
import type { Keyring } from './keyring.server.ts'
import { type EncryptionKey, KEY_BYTES } from './keys.ts'

/** What has a key of its own: `access-needs` of one person, one trajectory. Destroying the key destroys all that it sealed. */
export type Dossier = { readonly type: string; readonly id: string }

/** `locked`: the key of the dossier, or the key that wraps it, is not here. `damaged`: something was changed. */
export type SealProblem = 'locked' | 'damaged'

export type DataKey = { readonly id: string; readonly secret: KeyObject }
/** A row of the file of data keys. */
export type DataKeyRow = {
  readonly id: string
  readonly dossierType: string
  readonly dossierId: string
  readonly wrapped: Buffer
  /** The name of the key that wraps it. */
  readonly wrappedBy: string
  readonly createdAt: number
  /** The text it is a key of; empty or absent for the key of a whole dossier. */
  readonly textId?: string
}
type Named = Pick<DataKeyRow, 'id' | 'dossierType' | 'dossierId' | 'textId'>

/** A wrapped key is bound to its dossier, and to its text when it is of one: moved to another row it does not open. */
function placeOf({ id, dossierType, dossierId, textId }: Named): string[] {
  return ['data_keys', id, 'wrapped', dossierType, dossierId, ...(textId ? [textId] : [])]
}

/** A new key in the file, wrapped by this one. */
function addDataKey(store: DataKeyStore, by: EncryptionKey, { type, id }: Dossier, textId: string, now: Date): DataKey {
  const named = { id: randomUUID(), dossierType: type, dossierId: id, textId }
  const secret = randomBytes(KEY_BYTES)
  addDataKeyRow(store, { ...named, ...wrap(by, named, secret), createdAt: Number(now) })
  const key = createSecretKey(secret)
  secret.fill(0)
  return { id: named.id, secret: key }
}

function wrap(by: EncryptionKey, row: Named, secret: Buffer): Pick<DataKeyRow, 'wrapped' | 'wrappedBy'> {
  return { wrapped: encrypt(by.secret, by.name, placeOf(row), secret), wrappedBy: by.name }
}

function unwrap(keyring: Keyring, row: DataKeyRow): Outcome<Buffer, SealProblem> {
  const by = keyring.keys.find(({ name }) => name === row.wrappedBy)
  if (!by) return refused('locked')
  const secret = decrypt(by.secret, placeOf(row), row.wrapped)
  return secret?.length === KEY_BYTES ? done(secret) : refused('damaged')
}

function opened(keyring: Keyring, row: DataKeyRow): Outcome<DataKey, SealProblem> {
  const secret = unwrap(keyring, row)
  if (!secret.ok) return secret
  const key = createSecretKey(secret.value)
  secret.value.fill(0)
  return done({ id: row.id, secret: key })
}

const COLUMNS =
  'id, dossier_type AS dossierType, dossier_id AS dossierId, wrapped, wrapped_by AS wrappedBy, created_at AS createdAt, text_id AS textId'
const OF_DOSSIER = `SELECT ${COLUMNS} FROM data_keys WHERE dossier_type = ? AND dossier_id = ? AND text_id = ? ORDER BY rowid DESC`
const BY_ID = `SELECT ${COLUMNS} FROM data_keys WHERE id = ?`
const ALL = `SELECT ${COLUMNS} FROM data_keys ORDER BY id`
const NEXT = `SELECT ${COLUMNS} FROM data_keys WHERE wrapped_by <> ? AND id > ? ORDER BY id LIMIT ?`
const ADD =
  'INSERT INTO data_keys (id, dossier_type, dossier_id, wrapped, wrapped_by, created_at, text_id) VALUES (?, ?, ?, ?, ?, ?, ?)'
const WRAP_AGAIN = 'UPDATE data_keys SET wrapped = ?, wrapped_by = ? WHERE id = ?'

function rowOf(store: DataKeyStore, dossier: Dossier, textId = ''): DataKeyRow | undefined {
  return prepared(store, OF_DOSSIER).get(dossier.type, dossier.id, textId) as DataKeyRow | undefined
}

/** Every key of the file, wrapped, in the order of their ids. */
export function dataKeyRows(store: DataKeyStore): DataKeyRow[] {
  return prepared(store, ALL).all() as DataKeyRow[]
}

/** The key of a dossier, to open what it sealed or to seal more. */
export function dataKeyOf(store: DataKeyStore, keyring: Keyring, dossier: Dossier): Outcome<DataKey, SealProblem> {
  const row = rowOf(store, dossier)
  return row ? opened(keyring, row) : refused('locked')
}

/**
 * The key of a dossier, or of one text of it, to seal with; the first time a new one, wrapped by the first key of the keyring. It is on the disk when this
 * returns: asked before the transaction that seals, so that no text is ever there without its key.
 */
export function makeDataKey(
  store: DataKeyStore,
  keyring: Keyring,
  dossier: Dossier,
  now: Date,
  textId = '',
): Outcome<DataKey, SealProblem> {
  const [first] = keyring.keys
  if (!first) return refused('locked')
  return inDataKeysTransaction(store, () => {
    const row = rowOf(store, dossier, textId)
    if (row) return opened(keyring, row)
    return done(addDataKey(store, first, dossier, textId, now))
  })
}

/** The key by which something was sealed, when it is one of this dossier and this text. */
export function dataKeyById(
  store: DataKeyStore,
  keyring: Keyring,
  dossier: Dossier,
  textId: string,
  keyId: string,
): Outcome<DataKey, SealProblem> {
  const row = prepared(store, BY_ID).get(keyId) as DataKeyRow | undefined
  if (!row) return refused('locked')
  const isOfText = row.dossierType === dossier.type && row.dossierId === dossier.id && (row.textId ?? '') === textId
  return isOfText ? opened(keyring, row) : refused('damaged')
}

/** The keys of a text, the youngest first. */
export function keyIdsOfText(store: DataKeyStore, dossier: Dossier, textId: string): string[] {
  const rows = prepared(store, OF_DOSSIER).all(dossier.type, dossier.id, textId) as DataKeyRow[]
  return rows.map(({ id }) => id)
}

/** One key more for a text, beside those it has: what is sealed anew with it no longer opens with them. On the disk when this returns. */
export function makeFreshKey(
  store: DataKeyStore,
  keyring: Keyring,
  dossier: Dossier,
  textId: string,
  now: Date,
): Outcome<DataKey, SealProblem> {
  const [first] = keyring.keys
  if (!first) return refused('locked')
  return done(inDataKeysTransaction(store, () => addDataKey(store, first, dossier, textId, now)))
}

/** Destroys one key by its id: for keys that are marked (strike-out.server.ts), which seal nothing any more. */
export function destroyKeyById(store: DataKeyStore, keyId: string): void {
  const destroy = prepared(store, 'DELETE FROM data_keys WHERE id = ?')
  inDataKeysTransaction(store, () => destroy.run(keyId).changes)
}

/** Adds a wrapped key as it is, such as one that stood in another file before. */
export function addDataKeyRow(store: DataKeyStore, row: DataKeyRow): void {
  prepared(store, ADD).run(
    row.id,
    row.dossierType,
    row.dossierId,
    row.wrapped,
    row.wrappedBy,
    row.createdAt,
    row.textId ?? '',
  )
}

/**
 * Destroys the keys of a dossier: what they sealed can be read by nobody any more, whoever holds which key. For a dossier that is marked
 * for erasing only (dossiers/erase-dossier.server.ts): a key that is missing without a mark counts as lost, not as destroyed.
 */
export function destroyDataKeys(store: DataKeyStore, dossier: Dossier): number {
  const destroy = prepared(store, 'DELETE FROM data_keys WHERE dossier_type = ? AND dossier_id = ?')
  return inDataKeysTransaction(store, () => destroy.run(dossier.type, dossier.id).changes)
}

/** How many keys of dossiers each key wraps, by its name. */
export function wrapCounts(store: DataKeyStore): Map<string, number> {
  const rows = prepared(store, 'SELECT wrapped_by AS name, count(*) AS n FROM data_keys GROUP BY wrapped_by').all()
  return new Map((rows as Array<{ name: string; n: number }>).map(({ name, n }) => [name, n]))
}

export type Rotated = { wrapped: number; locked: number; damaged: number }

const BATCH = 500

/**
 * Wraps every key of a dossier by the first key of the keyring, some hundreds a transaction; what is sealed stays as it is. Whatever
 * happens in between, each row is wrapped by the old key or by the new, so a run that was cut off is simply run again. The audit event
 * of each batch is there before the batch is.
 */
export function* rotatingDataKeys(
  { db, dataKeys }: { readonly db: Db; readonly dataKeys: DataKeyStore },
  keyring: Keyring,
  actor: Allowed<'keys.manage'>,
  now: Date,
  size: number = BATCH,
): Generator<number, Rotated> {
  const [first] = keyring.keys
  const total: Rotated = { wrapped: 0, locked: 0, damaged: 0 }
  if (!first) return total
  for (let after = ''; ; ) {
    const batch = inDataKeysTransaction(dataKeys, () => {
      const rows = prepared(dataKeys, NEXT).all(first.name, after, size) as DataKeyRow[]
      const count: Rotated = { wrapped: 0, locked: 0, damaged: 0 }
      for (const row of rows) {
        const secret = unwrap(keyring, row)
        count[secret.ok ? 'wrapped' : secret.problem]++
        if (!secret.ok) continue
        const { wrapped, wrappedBy } = wrap(first, row, secret.value)
        prepared(dataKeys, WRAP_AGAIN).run(wrapped, wrappedBy, row.id)
        secret.value.fill(0)
      }
      if (count.wrapped > 0)
        inTransaction(db, (tx) => {
          recordAudit(tx, actor, { action: 'keys.rotate', object: { type: 'key', id: first.name } }, now)
        })
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
export function tallyDataKeys(store: DataKeyStore, keyring: Keyring, _actor: Allowed<'keys.manage'>): Tally {
  const tally: Tally = { open: 0, locked: 0, damaged: 0 }
  for (const row of dataKeyRows(store)) {
    const key = opened(keyring, row)
    tally[key.ok ? 'open' : key.problem]++
  }
  return tally
}
