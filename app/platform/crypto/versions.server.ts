import { createHash } from 'node:crypto'
import type { Allowed } from '#app/access/actor.ts'
import { type AllowedOn, requireProof } from '#app/access/allowed-on.ts'
import type { PermissionTo, RecordType } from '#app/access/record-permissions.ts'
import type { RecordAct } from '#app/access/vocabulary.ts'
import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import { type ConfidentialTx, confidentialTransactionNumber } from '#db/confidential/transaction.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import { anchorOf, type FoundAnchor } from '../confidential-log/anchor.server.ts'
import { type ConfidentialEntry, logConfidential } from '../confidential-log/log-confidential.server.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import type { SealProblem } from './data-keys.server.ts'
import { contentOf, type DataKeys, keyToSealWith, sealContent } from './sealed-content.server.ts'
import { areCurrentVersions, textIdOf, type VersionedText, type VersionStamp, versionBinding } from './version-chain.ts'

export type VersionRow = VersionStamp & { readonly sealed: Sealed }

/** What the log is told of a text that is saved or opened; the record, the person, the column and the relation follow from the proof and the text. */
export type TextEntry = Pick<ConfidentialEntry, 'action' | 'reason' | 'read' | 'operationId'>

/** All versions that stand there, in the order of their numbers, sealed. */
export function versionRows(db: ConfidentialDb, { of, id }: VersionedText): VersionRow[] {
  return prepared(
    db,
    `SELECT version_number AS number, previous_hash AS previousHash, ${of.savedAtColumn} AS savedAt, saved_by AS savedBy, struck_at AS struckAt,
      ${of.column} AS sealed FROM ${of.table} WHERE ${of.textColumn} = ? ORDER BY version_number`,
  ).all(id) as VersionRow[]
}

/** The hash of a version: over what it is bound to and over its sealed bytes, so that it says nothing of the text. */
export function hashOfVersion(text: VersionedText, row: VersionRow): string {
  const sealed = createHash('sha256').update(row.sealed).digest('hex')
  return createHash('sha256')
    .update(JSON.stringify([...versionBinding(text, row), sealed]))
    .digest('hex')
}

/** Whether these rows are the versions that count, as the log says. */
export function areWhole(text: VersionedText, rows: ReadonlyArray<VersionRow>, anchor: FoundAnchor): boolean {
  if (anchor === null || anchor === 'changed') return false
  const hashAt = (place: number) => {
    const row = rows[place]
    return row ? hashOfVersion(text, row) : ''
  }
  return areCurrentVersions(text.of.keeps, rows, hashAt, anchor)
}

/** Throws unless the proof is about the record of this text, of this transaction and for this: anything else is a defect. */
export function requireProofFor(
  allowed: AllowedOn<PermissionTo<RecordAct>, RecordType>,
  lets: RecordAct,
  tx: ConfidentialTx,
  { record, subjectId }: VersionedText,
): void {
  if (!tx.$client.inTransaction) throw new Error('confidential content is reached in a transaction only')
  requireProof(allowed, lets, record, confidentialTransactionNumber())
  if (allowed.subjectId !== subjectId) throw new Error('the text is about somebody else than its record')
}

function entryFor(allowed: AllowedOn<PermissionTo<RecordAct>, RecordType>, text: VersionedText, entry: TextEntry) {
  const { record, subjectId, relation } = allowed
  return { ...entry, record, subjectId, fields: [text.of.column], ground: relation }
}

/** Writes one version in its row, in the place of what stood there. Where one is kept, SQLite overwrites the one before (secure_delete). */
export function writeVersion(tx: ConfidentialTx, { of, id }: VersionedText, row: VersionRow): void {
  const { table, column, textColumn, savedAtColumn, keeps } = of
  const values = [row.number, row.previousHash, row.savedAt, row.savedBy, row.struckAt, row.sealed]
  const columns = `version_number, previous_hash, ${savedAtColumn}, saved_by, struck_at, ${column}`
  if (keeps === 'current') prepared(tx, `DELETE FROM ${table} WHERE ${textColumn} = ?`).run(id)
  else prepared(tx, `DELETE FROM ${table} WHERE ${textColumn} = ? AND version_number = ?`).run(id, row.number)
  prepared(tx, `INSERT INTO ${table} (${textColumn}, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`).run(id, ...values)
}

/** Writes in the log which version of a text counts from here on. */
export function logVersion(
  tx: ConfidentialTx,
  allowed: AllowedOn<PermissionTo<'save'>, RecordType>,
  text: VersionedText,
  row: VersionRow,
  entry: TextEntry,
  now: Date,
): void {
  const version = { textId: textIdOf(text), number: row.number, hash: hashOfVersion(text, row) }
  logConfidential(tx, allowed, { ...entryFor(allowed, text, entry), version }, now)
}

/**
 * Saves the next version of a text, sealed and tied to the one before; the log says which number counts from now on, and its hash. Its key
 * must be there already (`makeDataKey`). Refused when the earlier versions are not as they were saved: what somebody put there must not
 * become part of the chain.
 */
export function saveText<R extends RecordType>(
  tx: ConfidentialTx,
  keys: DataKeys,
  allowed: AllowedOn<PermissionTo<'save'>, R>,
  text: VersionedText<R>,
  content: string,
  entry: TextEntry,
  now: Date,
): Outcome<number, SealProblem> {
  requireProofFor(allowed, 'save', tx, text)
  const rows = versionRows(tx, text)
  const anchor = anchorOf(tx, textIdOf(text))
  const isNew = rows.length === 0 && anchor === null
  if (anchor === 'changed' || (text.of.keeps === 'all' && !isNew && !areWhole(text, rows, anchor)))
    return refused('damaged')
  const key = keyToSealWith(tx, keys, text)
  if (!key.ok) return key
  const stamp = {
    number: (anchor?.number ?? 0) + 1,
    previousHash: anchor?.hash ?? '',
    savedAt: Number(now),
    savedBy: allowed.id,
    struckAt: null,
  }
  const row = { ...stamp, sealed: sealContent(key.value, versionBinding(text, stamp), content) }
  writeVersion(tx, text, row)
  logVersion(tx, allowed, text, row, entry, now)
  return done(row.number)
}

/** A text from before there were versions: bound to the moment of its last change, and no event tells of it. Its next version is the first. */
function bindingOfOld({ of, id, record, subjectId }: VersionedText, { savedAt }: VersionRow): string[] {
  return [of.table, id, of.column, subjectId, String(savedAt), record.type, record.id]
}

/** The content of one version, when all that stands there is as the log says. */
export function contentOfText(
  db: ConfidentialDb,
  keys: DataKeys,
  text: VersionedText,
  number: number | 'last',
): Outcome<Buffer, SealProblem> {
  const rows = versionRows(db, text)
  const anchor = anchorOf(db, textIdOf(text))
  const row = number === 'last' ? rows.at(-1) : rows.find((one) => one.number === number)
  if (anchor === null && row?.number === 0 && rows.length === 1)
    return contentOf(keys, text, bindingOfOld(text, row), row.sealed)
  if (!row || !areWhole(text, rows, anchor)) return refused('damaged')
  return contentOf(keys, text, versionBinding(text, row), row.sealed)
}

/**
 * Opens one version of a text. The event stands in the confidential log, in this transaction, before the text is handed out. Versions that
 * were swapped, cut off or put back from before are `damaged`: a refused reading, and told as one. Without keys nothing is read or told.
 */
export function openText<R extends RecordType>(
  tx: ConfidentialTx,
  keys: DataKeys,
  allowed: AllowedOn<PermissionTo<'open'>, R>,
  text: VersionedText<R>,
  entry: TextEntry,
  now: Date,
  number: number | 'last' = 'last',
): Outcome<string, SealProblem> {
  requireProofFor(allowed, 'open', tx, text)
  const content = contentOfText(tx, keys, text, number)
  if (!content.ok && content.problem === 'locked') return content
  const result = content.ok ? 'done' : 'refused'
  logConfidential(tx, allowed, { ...entryFor(allowed, text, entry), result }, now)
  return content.ok ? done(content.value.toString('utf8')) : content
}

/** Whether all versions of a text would open. It shows nothing of them, so it is no reading. */
export function wouldOpenText(
  db: ConfidentialDb,
  keys: DataKeys,
  _actor: Allowed<'keys.manage'>,
  text: VersionedText,
): 'open' | SealProblem {
  for (const { number } of versionRows(db, text)) {
    const content = contentOfText(db, keys, text, number)
    if (!content.ok) return content.problem
  }
  return 'open'
}

/** Who saved which version and when, oldest first, without what they say. Of a text of which only the current one is kept, that one. */
export function versionsOf<R extends RecordType>(
  tx: ConfidentialTx,
  allowed: AllowedOn<PermissionTo<'open'>, R>,
  text: VersionedText<R>,
): VersionStamp[] {
  requireProofFor(allowed, 'open', tx, text)
  return versionRows(tx, text).map(({ sealed: _, ...stamp }) => stamp)
}
