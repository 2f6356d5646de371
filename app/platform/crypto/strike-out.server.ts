import type { AllowedOn } from '#app/access/allowed-on.ts'
import type { PermissionTo, RecordType } from '#app/access/record-permissions.ts'
import { emptyJournal } from '#db/confidential/open.server.ts'
import { type ConfidentialTx, inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { anchorOf } from '../confidential-log/anchor.server.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import type { ConfidentialFiles } from './confidential-files.ts'
import { type DataKey, destroyKeyById, keyIdsOfText, makeFreshKey, type SealProblem } from './data-keys.server.ts'
import { keyIdOf } from './envelope.server.ts'
import type { Keyring } from './keyring.server.ts'
import { contentOf, type DataKeys, sealContent } from './sealed-content.server.ts'
import { keyTextOf, textIdOf, type VersionedText, versionBinding, withoutPassages } from './version-chain.ts'
import {
  areWhole,
  hashOfVersion,
  logVersion,
  requireProofFor,
  type TextEntry,
  type VersionRow,
  versionRows,
  writeVersion,
} from './versions.server.ts'

/** `not-found`: the passage stands in no version. */
export type StrikeProblem = SealProblem | 'not-found'

/** What is struck out of which text: the passages as they stand there, and what comes in their place (`[verwijderd op …]`). */
export type Strike<R extends RecordType> = {
  readonly text: VersionedText<R>
  readonly passages: ReadonlyArray<string>
  readonly mark: string
}

const MARK_KEY = 'INSERT OR IGNORE INTO keys_to_destroy (key_id, marked_at) VALUES (?, ?)'
const MARKED_KEYS = 'SELECT key_id FROM keys_to_destroy'
const UNMARK_KEY = 'DELETE FROM keys_to_destroy WHERE key_id = ?'

/** Every version with its passages struck out, not sealed yet; `not-found` when none had any. */
function struckVersions<R extends RecordType>(
  keys: DataKeys,
  { text, passages, mark }: Strike<R>,
  rows: ReadonlyArray<VersionRow>,
  now: Date,
): Outcome<Array<VersionRow & { content: string }>, StrikeProblem> {
  const versions: Array<VersionRow & { content: string }> = []
  let isFound = false
  for (const row of rows) {
    const content = contentOf(keys, text, versionBinding(text, row), row.sealed)
    if (!content.ok) return content
    const whole = content.value.toString('utf8')
    const struck = withoutPassages(whole, passages, mark)
    isFound ||= struck !== null
    versions.push({ ...row, content: struck ?? whole, struckAt: struck === null ? row.struckAt : Number(now) })
  }
  return isFound ? done(versions) : refused('not-found')
}

/** Seals every version anew, each tied to the one before it, and marks the keys that seal nothing from here on. */
function sealAnew<R extends RecordType>(
  tx: ConfidentialTx,
  { dataKeys }: DataKeys,
  allowed: AllowedOn<PermissionTo<'save'>, R>,
  text: VersionedText<R>,
  fresh: DataKey,
  versions: ReadonlyArray<VersionRow & { content: string }>,
  entry: TextEntry,
  now: Date,
): void {
  let last: VersionRow | undefined
  for (const { content, ...version } of versions) {
    const previousHash: string = last ? hashOfVersion(text, last) : version.previousHash
    const stamp = { ...version, previousHash }
    last = { ...stamp, sealed: sealContent(fresh, versionBinding(text, stamp), content) }
    writeVersion(tx, text, last)
  }
  if (last) logVersion(tx, allowed, text, last, entry, now)
  for (const id of keyIdsOfText(dataKeys, text.record, keyTextOf(text)))
    if (id !== fresh.id) prepared(tx, MARK_KEY).run(id, Number(now))
}

/** Whether this key still seals: not marked by another strike, and not destroyed. Asked in the transaction that seals. */
function stillSeals(tx: ConfidentialTx, { dataKeys }: DataKeys, text: VersionedText, { id }: DataKey): boolean {
  const isMarked = prepared(tx, 'SELECT 1 FROM keys_to_destroy WHERE key_id = ?').get(id) !== undefined
  return !isMarked && keyIdsOfText(dataKeys, text.record, keyTextOf(text)).includes(id)
}

/** A fresh key of a strike that changes nothing goes again, unless somebody saved a version with it meanwhile. */
function giveUp(tx: ConfidentialTx, rows: ReadonlyArray<VersionRow>, { id }: DataKey, now: Date): void {
  if (!rows.some(({ sealed }) => keyIdOf(sealed) === id)) prepared(tx, MARK_KEY).run(id, Number(now))
}

type Struck = Outcome<'struck', StrikeProblem>

/** The second step, in one transaction; null when another strike took the fresh key away in between. */
function strikeWith<R extends RecordType>(
  tx: ConfidentialTx,
  keys: DataKeys,
  allowed: AllowedOn<PermissionTo<'save'>, R> | null,
  strike: Strike<R>,
  fresh: DataKey,
  entry: TextEntry,
  now: Date,
): Struck | null {
  const { text } = strike
  const rows = versionRows(tx, text)
  if (!allowed) {
    giveUp(tx, rows, fresh, now)
    return refused('not-found')
  }
  requireProofFor(allowed, 'save', tx, text)
  if (!stillSeals(tx, keys, text, fresh)) return null
  const isWhole = areWhole(text, rows, anchorOf(tx, textIdOf(text)))
  const versions = isWhole ? struckVersions(keys, strike, rows, now) : refused('damaged')
  if (!versions.ok) {
    giveUp(tx, rows, fresh, now)
    return versions
  }
  sealAnew(tx, keys, allowed, text, fresh, versions.value, entry, now)
  return done('struck')
}

/** How often another strike may take the fresh key away. */
const MOST_TRIES = 5

/**
 * Strikes passages out of all versions of a text. In steps, because no transaction spans files: a fresh key is on the disk before anything
 * is sealed with it; in one transaction every version is sealed anew and the keys of before are marked; those are then destroyed
 * (`destroyMarkedKeys`, also at the next start), so that an older copy of the file for confidences does not open either. The log says
 * that something was struck out and when, never what. `prove` looks up the relation in that transaction; without one it is `not-found`.
 */
export function strikeOut<R extends RecordType>(
  files: ConfidentialFiles,
  keyring: Keyring,
  prove: (tx: ConfidentialTx) => AllowedOn<PermissionTo<'save'>, R> | null,
  strike: Strike<R>,
  entry: TextEntry,
  now: Date,
): Struck {
  const { text } = strike
  if (text.of.key !== 'text') throw new Error('a passage is struck out of a text that has keys of its own')
  const keys: DataKeys = { dataKeys: files.dataKeys, keyring }
  for (let time = 0; time < MOST_TRIES; time++) {
    const fresh = makeFreshKey(files.dataKeys, keyring, text.record, keyTextOf(text), now)
    if (!fresh.ok) return fresh
    const struck = inConfidentialTransaction(files.confidential, (tx) =>
      strikeWith(tx, keys, prove(tx), strike, fresh.value, entry, now),
    )
    if (!struck) continue
    // The bytes of before are in the journal until it is emptied; without their key they say nothing anyway.
    if (struck.ok) emptyJournal(files.confidential)
    destroyMarkedKeys(files)
    return struck
  }
  throw new Error('other strikes kept taking the fresh key away')
}

/** Destroys the keys that seal nothing any more since a passage was struck out. Done again after a kill it does the rest; answers how many. */
export function destroyMarkedKeys({ confidential, dataKeys }: ConfidentialFiles): number {
  const marked = prepared(confidential, MARKED_KEYS).pluck().all() as string[]
  for (const id of marked) {
    destroyKeyById(dataKeys, id)
    prepared(confidential, UNMARK_KEY).run(id)
  }
  return marked.length
}
