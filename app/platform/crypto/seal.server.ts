import type { Allowed } from '#app/access/actor.ts'
import type { Permission } from '#app/access/permissions.ts'
import type { Db } from '#db/open.server.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import type { Tx } from '#db/transaction.server.ts'
import { type AuditEntry, recordAudit } from '../audit/record-audit.server.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import { type Dossier, dataKeyFor, dataKeyOf, type SealProblem } from './data-keys.server.ts'
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

/** Seals a text for its place, with the key of its dossier; the first time it makes that key. Refused without keys. */
export function sealText(
  tx: Tx,
  keyring: Keyring,
  place: Place,
  text: string,
  now: Date,
): Outcome<Sealed, SealProblem> {
  const key = dataKeyFor(tx, keyring, place.dossier, now)
  if (!key.ok) return key
  return done(encryptPadded(key.value.secret, key.value.id, bindingOf(place), Buffer.from(text)) as Sealed)
}

function contentOf(db: Db, keyring: Keyring, place: Place, sealed: Sealed): Outcome<Buffer, SealProblem> {
  const key = dataKeyOf(db, keyring, place.dossier)
  if (!key.ok) return key
  if (keyIdOf(sealed) !== key.value.id) return refused('damaged')
  const content = decrypt(key.value.secret, bindingOf(place), sealed)
  return content ? done(content) : refused('damaged')
}

/**
 * Opens what was sealed for this place. The only way to read it: the event stands in the audit log, in this transaction, before the
 * text is handed out. What does not open because it was changed is told as a refused reading; without keys nothing is read or told.
 */
export function openText(
  tx: Tx,
  keyring: Keyring,
  actor: Allowed<MayOpen>,
  place: Place,
  sealed: Sealed,
  opening: Opening,
  now: Date,
): Outcome<string, SealProblem> {
  // Outside a transaction the event could be there without the reading, or the other way about.
  if (!tx.$client.inTransaction) throw new Error('confidential content is opened in a transaction only')
  const content = contentOf(tx, keyring, place, sealed)
  if (!content.ok && content.problem === 'locked') return content
  const result = content.ok ? 'done' : 'refused'
  recordAudit(tx, actor, { ...opening, subjectId: place.subject, fields: [place.column], result }, now)
  return content.ok ? done(content.value.toString('utf8')) : content
}

/** Whether what was sealed for this place would open. It shows nothing of it, so it is no reading. */
export function wouldOpen(
  db: Db,
  keyring: Keyring,
  _actor: Allowed<'keys.manage'>,
  place: Place,
  sealed: Sealed,
): 'open' | SealProblem {
  const content = contentOf(db, keyring, place, sealed)
  return content.ok ? 'open' : content.problem
}
