import type { Actor } from '#app/access/actor.ts'
import type { AllowedOn } from '#app/access/allowed-on.ts'
import type { RecordPermission } from '#app/access/record-permissions.ts'
import { allowOn } from '#app/features/people/allow-on.server.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import type { SealProblem } from '#app/platform/crypto/seal.server.ts'
import { openText, type TextEntry } from '#app/platform/crypto/versions.server.ts'
import { done, type Outcome } from '#app/platform/outcome.ts'
import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import type { ConfidentialTx } from '#db/confidential/transaction.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { CONTACT_REQUEST, type ContactContent, contactText } from './contact-rules.ts'

export type ContactDossier = { id: string; subjectId: string; createdAt: number; closedAt: number | null }

const COLUMNS = 'd.id, d.subject_id AS subjectId, d.created_at AS createdAt, d.closed_at AS closedAt'
const THERE = `d.type = '${CONTACT_REQUEST}' AND d.id NOT IN (SELECT dossier_id FROM erasures)`
const ONE = `SELECT ${COLUMNS} FROM dossiers d WHERE ${THERE} AND d.id = ?`
const OF_PERSON = `SELECT ${COLUMNS} FROM dossiers d WHERE ${THERE} AND d.subject_id IN (SELECT value FROM json_each(?)) ORDER BY d.created_at DESC, d.id`
const WAITING = `SELECT ${COLUMNS} FROM dossiers d WHERE ${THERE} AND d.closed_at IS NULL AND d.subject_id NOT IN (SELECT value FROM json_each(?))
  ORDER BY d.created_at, d.id LIMIT ?`
const ASSIGNED = `SELECT ${COLUMNS} FROM dossiers d JOIN dossier_relations r ON r.dossier_id = d.id AND r.relation = 'assigned'
  WHERE ${THERE} AND r.person_id IN (SELECT value FROM json_each(?)) AND r.starts_at <= ? AND (r.ends_at IS NULL OR r.ends_at > ?)
  ORDER BY d.created_at DESC, d.id LIMIT ?`

const list = (ids: ReadonlyArray<string>) => JSON.stringify(ids)

/** A dossier of a contact request that is there and is not being erased. */
export function contactDossier(db: ConfidentialDb, id: string): ContactDossier | undefined {
  return prepared(db, ONE).get(id) as ContactDossier | undefined
}

type ContactPermission = Extract<RecordPermission, `contact-request.${string}`>

/** The proof that this actor may do this to a contact request; null as for one that is not there when it is being erased. */
export function allowOnContact<P extends ContactPermission>(
  { db }: Pick<PortalFiles, 'db'>,
  tx: ConfidentialTx,
  actor: Actor,
  permission: P,
  id: string,
  now: Date,
): AllowedOn<P> | null {
  if (!contactDossier(tx, id)) return null
  return allowOn(db, tx, actor, permission, { type: CONTACT_REQUEST, id } as Parameters<typeof allowOn<P>>[4], now)
}

/** Those of a person, newest first, without what they say. */
export function contactDossiersOf(db: ConfidentialDb, personIds: ReadonlyArray<string>): ContactDossier[] {
  return prepared(db, OF_PERSON).all(list(personIds)) as ContactDossier[]
}

/** Those that wait for anybody at the career centre but for these people themselves, longest first, without what they say or whose they are. */
export function waitingContactDossiers(
  db: ConfidentialDb,
  readerIds: ReadonlyArray<string>,
  most: number,
): Array<Pick<ContactDossier, 'id' | 'createdAt'>> {
  const rows = prepared(db, WAITING).all(list(readerIds), most) as ContactDossier[]
  return rows.map(({ id, createdAt }) => ({ id, createdAt }))
}

/** Those that these people answered and may still open. */
export function assignedContactDossiers(
  db: ConfidentialDb,
  readerIds: ReadonlyArray<string>,
  now: Date,
  most: number,
): Array<Pick<ContactDossier, 'id' | 'createdAt'>> {
  const rows = prepared(db, ASSIGNED).all(list(readerIds), Number(now), Number(now), most) as ContactDossier[]
  return rows.map(({ id, createdAt }) => ({ id, createdAt }))
}

/** Opens the content of a dossier; the reading is told. */
export function openContact(
  tx: ConfidentialTx,
  keys: Parameters<typeof openText>[1],
  allowed: AllowedOn<'contact-request.open' | 'contact-request.read-own'>,
  entry: TextEntry,
  now: Date,
): Outcome<ContactContent, SealProblem> {
  const text = contactText({ id: allowed.record.id, subjectId: allowed.subjectId })
  const opened = openText(tx, keys, allowed, text, entry, now)
  return opened.ok ? done(JSON.parse(opened.value) as ContactContent) : opened
}
