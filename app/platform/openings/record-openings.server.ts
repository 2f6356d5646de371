import type { AuthSession } from '#app/access/visitor.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import {
  groundText,
  isOpening,
  OPEN_IDLE_MS,
  OPEN_LONGEST_MS,
  OPENING_REASONS,
  type OpeningGround,
  type OpeningTimes,
} from './opening-rules.ts'

/** Which record, by kind and id. */
export type OpenedRecord = { readonly type: string; readonly id: string }
/** What is told of an opening: on what ground, how somebody came, and the names of what was opened. */
export type OpeningEvent = {
  readonly record: OpenedRecord
  readonly ground: string
  readonly cameBy: 'form'
  readonly fields: ReadonlyArray<string>
}

type Session = Pick<AuthSession, 'id'>
type Asked = {
  readonly record: OpenedRecord
  readonly ground: OpeningGround
  /** The names of what the record holds and this opens, never their content. */
  readonly fields: ReadonlyArray<string>
}

function isGround(ground: OpeningGround): boolean {
  return 'assignment' in ground ? ground.assignment !== '' : OPENING_REASONS.includes(ground.reason)
}

function timesOf(authStore: AuthStore, { id }: Session, record: OpenedRecord): OpeningTimes | undefined {
  return authStore
    .prepare(
      `SELECT opened_at AS openedAt, used_at AS usedAt FROM record_openings
       WHERE auth_session_id = ? AND record_type = ? AND record_id = ?`,
    )
    .get(id, record.type, record.id) as OpeningTimes | undefined
}

/**
 * Opens somebody else's record for this auth session, after a POST with a form token. `tell` records the event, in a transaction of its own that asks
 * for the relation again; when it throws or answers false nothing opens. It comes first: an event without an opening harms nobody, and no
 * transaction spans the two files.
 */
export function openRecord(
  authStore: AuthStore,
  session: Session,
  { record, ground, fields }: Asked,
  tell: (event: OpeningEvent) => boolean,
  now: Date,
): boolean {
  if (!isGround(ground)) throw new Error('a record is opened on an assignment or for one of the reasons')
  if (!tell({ record, ground: groundText(ground), cameBy: 'form', fields })) return false
  const at = Number(now)
  authStore
    .prepare(
      `INSERT OR REPLACE INTO record_openings (auth_session_id, record_type, record_id, ground, opened_at, used_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
    )
    .run(session.id, record.type, record.id, groundText(ground), at, at)
  return true
}

/**
 * Whether this record is open in this auth session; asking is use, which keeps it open. For reading only: saving asks for the relation, and what was
 * typed is not lost because fifteen minutes went by.
 */
export function extendOpening(authStore: AuthStore, session: Session, record: OpenedRecord, now: Date): boolean {
  const times = timesOf(authStore, session, record)
  if (!times) return false
  if (!isOpening(times, Number(now))) {
    closeRecord(authStore, session, record)
    return false
  }
  authStore
    .prepare('UPDATE record_openings SET used_at = ? WHERE auth_session_id = ? AND record_type = ? AND record_id = ?')
    .run(Number(now), session.id, record.type, record.id)
  return true
}

/** Closes a record at once, such as when somebody is done with it or loses what ties them to it. */
export function closeRecord(authStore: AuthStore, { id }: Session, record: OpenedRecord): void {
  authStore
    .prepare('DELETE FROM record_openings WHERE auth_session_id = ? AND record_type = ? AND record_id = ?')
    .run(id, record.type, record.id)
}

/** Closes a record for everybody: it was erased, or what was in it moved elsewhere. */
export function closeRecordForAll(authStore: AuthStore, record: OpenedRecord): number {
  return authStore
    .prepare('DELETE FROM record_openings WHERE record_type = ? AND record_id = ?')
    .run(record.type, record.id).changes
}

/** Deletes openings that had ended at this moment, in UTC milliseconds. Answers how many. */
export function deleteEndedOpenings(authStore: AuthStore, moment: number): number {
  return authStore
    .prepare('DELETE FROM record_openings WHERE used_at <= ? OR opened_at <= ?')
    .run(moment - OPEN_IDLE_MS, moment - OPEN_LONGEST_MS).changes
}
