import type { Allowed } from '#app/access/actor.ts'
import type { Permission } from '#app/access/permissions.ts'
import type { ConfidentialTx } from '#db/confidential/transaction.server.ts'
import type { DataKeyStore } from '#db/data-keys-store.server.ts'
import type { Db } from '#db/open.server.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import type { AuditEntry } from '../audit/record-audit.server.ts'
import { recordConfidential } from '../audit/record-confidential.server.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import { type DataKey, type Dossier, dataKeyOf, type SealProblem } from './data-keys.server.ts'
import { decrypt, encryptPadded, keyIdOf } from './envelope.server.ts'
import type { Keyring } from './keyring.server.ts'

export type { SealProblem }

/** Where confidential text stands, and whose it is. Text that was sealed for one place opens in no other. */
export type Place = {
  readonly table: string
  readonly column: string
  readonly row: string
  /** The person it is about, by id. */
  readonly subject: string
  /** A number of this version, such as the moment of its last change: an older text put back does not open. */
  readonly version?: number
  readonly dossier: Dossier
}

/** Permissions to read confidential content: only with proof of one of these something is opened. */
export type MayOpen = Extract<Permission, `${string}.read-${string}`>

/** What the audit log is told of an opening; the fields and the person follow from the place. */
export type Opening = Pick<AuditEntry, 'action' | 'object' | 'ground' | 'read' | 'reason' | 'operationId'>

function bindingOf({ table, row, column, subject, version, dossier }: Place): string[] {
  return [table, row, column, subject, String(version ?? ''), dossier.type, dossier.id]
}

/** Seals a text for its place, with a key that was there before the transaction (`makeDataKey`). */
export function sealText(key: DataKey, place: Place, text: string): Sealed {
  return encryptPadded(key.secret, key.id, bindingOf(place), Buffer.from(text)) as Sealed
}

function contentOf(store: DataKeyStore, keyring: Keyring, place: Place, sealed: Sealed): Outcome<Buffer, SealProblem> {
  const key = dataKeyOf(store, keyring, place.dossier)
  if (!key.ok) return key
  if (keyIdOf(sealed) !== key.value.id) return refused('damaged')
  const content = decrypt(key.value.secret, bindingOf(place), sealed)
  return content ? done(content) : refused('damaged')
}

/**
 * Opens what was sealed for this place. The only way to read it: the event stands in the audit log before the text is handed out. What
 * does not open because it was changed is told as a refused reading; without keys nothing is read or told.
 */
export function openText(
  tx: ConfidentialTx,
  keys: { readonly db: Db; readonly dataKeys: DataKeyStore; readonly keyring: Keyring },
  actor: Allowed<MayOpen>,
  place: Place,
  sealed: Sealed,
  opening: Opening,
  now: Date,
): Outcome<string, SealProblem> {
  // Outside a transaction the text could be another by the time it is told.
  if (!tx.$client.inTransaction) throw new Error('confidential content is opened in a transaction only')
  const content = contentOf(keys.dataKeys, keys.keyring, place, sealed)
  if (!content.ok && content.problem === 'locked') return content
  const result = content.ok ? 'done' : 'refused'
  recordConfidential(keys.db, actor, { ...opening, subjectId: place.subject, fields: [place.column], result }, now)
  return content.ok ? done(content.value.toString('utf8')) : content
}

/** Whether what was sealed for this place would open. It shows nothing of it, so it is no reading. */
export function wouldOpen(
  store: DataKeyStore,
  keyring: Keyring,
  _actor: Allowed<'keys.manage'>,
  place: Place,
  sealed: Sealed,
): 'open' | SealProblem {
  const content = contentOf(store, keyring, place, sealed)
  return content.ok ? 'open' : content.problem
}
