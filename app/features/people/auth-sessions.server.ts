import { type Allowed, may } from '#app/access/actor.ts'
import type { AuthSession, Visitor } from '#app/access/visitor.ts'
import type { SignInMethod } from '#app/access/vocabulary.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { idleMsFor, isOpen, LONGEST_MS, MOST_SESSIONS, SEEN_EVERY_MS, splitByAssurance } from './auth-session-rules.ts'
import { readPerson } from './read-person.server.ts'
import { hashOfToken, isToken, newToken } from './sign-in/secret-token.server.ts'

type Row = {
  hash: Buffer
  id: string
  person_id: string
  epoch: number
  method: SignInMethod
  assured: number
  device: string
  created_at: number
  seen_at: number
  ends_at: number
  replaced_at: number | null
  confirmed_at: number | null
  sid: Buffer | null
}

function insertSession(authStore: AuthStore, row: Omit<Row, 'hash' | 'replaced_at'>): string {
  const token = newToken()
  authStore
    .prepare(
      `INSERT INTO auth_sessions (hash, id, person_id, epoch, method, assured, device, created_at, seen_at, ends_at, confirmed_at, sid)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      hashOfToken(token),
      row.id,
      row.person_id,
      row.epoch,
      row.method,
      row.assured,
      row.device,
      row.created_at,
      row.seen_at,
      row.ends_at,
      row.confirmed_at,
      row.sid,
    )
  return token
}

export type NewAuthSession = {
  personId: string
  method: SignInMethod
  assured: boolean
  device: string
  /** The token the browser came with. */
  before?: string | null
  /** Whether somebody only confirms who they are: what hangs on the auth session of `before` goes on under a new token. */
  continues?: boolean
  confirmedAt?: number | null
  /** The service's name for where they are signed in there; only its hash is kept. */
  sid?: string | null
}

/**
 * Starts an auth session and returns the token for the cookie: 256 random bits, of which only the hash is stored (ASVS 7.2). The session of
 * `before`, the token the browser came with, ends. A sixth session ends the oldest. Returns null if the person may not sign in.
 */
export function startAuthSession(
  db: Db,
  authStore: AuthStore,
  _actor: Allowed<'sign-in.begin'>,
  session: NewAuthSession,
  now: Date,
): string | null {
  const known = readPerson(db, session.personId, now)
  if (!known) return null
  const at = Number(now)
  const id = (session.continues && idOfOpenSession(authStore, session, known, at)) || newToken()
  if (session.before) revokeSessionOfToken(authStore, session.before)
  const token = insertSession(authStore, {
    id,
    person_id: session.personId,
    epoch: known.epoch,
    method: session.method,
    assured: session.assured ? 1 : 0,
    device: session.device,
    created_at: at,
    seen_at: at,
    ends_at: at + LONGEST_MS,
    confirmed_at: session.confirmedAt ?? null,
    sid: session.sid ? hashOfToken(session.sid) : null,
  })
  authStore
    .prepare(
      `DELETE FROM auth_sessions WHERE person_id = ? AND hash NOT IN
       (SELECT hash FROM auth_sessions WHERE person_id = ? AND replaced_at IS NULL ORDER BY created_at DESC, hash = ? DESC LIMIT ?)`,
    )
    .run(session.personId, session.personId, hashOfToken(token), MOST_SESSIONS)
  return token
}

function readRow(authStore: AuthStore, token: string): Row | undefined {
  if (!isToken(token)) return undefined
  return authStore.prepare('SELECT * FROM auth_sessions WHERE hash = ?').get(hashOfToken(token)) as Row | undefined
}

/** The id of the auth session the browser came with, when it is open and of the same person; nothing for any other. */
function idOfOpenSession(
  authStore: AuthStore,
  { before, personId }: NewAuthSession,
  { person }: NonNullable<ReturnType<typeof readPerson>>,
  at: number,
): string | undefined {
  const row = before ? readRow(authStore, before) : undefined
  if (row?.person_id !== personId) return undefined
  const times = { seenAt: row.seen_at, endsAt: row.ends_at, replacedAt: row.replaced_at }
  return isOpen(times, idleMsFor(person.grants), at) ? row.id : undefined
}

function authSessionOf(row: Row, idleMs: number): AuthSession {
  return {
    id: row.id,
    method: row.method,
    assured: row.assured === 1,
    confirmedAt: row.confirmed_at,
    device: row.device,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    endsAt: row.ends_at,
    idleMs,
  }
}

/**
 * Who comes with this token, with the roles that hold now: a role that ended, a person who was disabled count at once (ASVS 8.3.2).
 * Nobody when it is unknown, ended or idle for too long. After a change of roles the token is replaced: `renewed` goes into the cookie.
 */
export function findVisitorByToken(
  db: Db,
  authStore: AuthStore,
  token: string,
  now: Date,
  /** Told whose auth session it was, when it had ended. */
  noteEnded: (personId: string) => void = () => undefined,
): { visitor: Visitor; renewed: string | null } | null {
  const row = readRow(authStore, token)
  if (!row) return null
  const at = Number(now)
  const known = readPerson(db, row.person_id, now)
  const idleMs = known ? idleMsFor(known.person.grants) : 0
  const times = { seenAt: row.seen_at, endsAt: row.ends_at, replacedAt: row.replaced_at }
  if (!known || !isOpen(times, idleMs, at)) {
    authStore.prepare('DELETE FROM auth_sessions WHERE hash = ?').run(row.hash)
    noteEnded(row.person_id)
    return null
  }
  const { hold, waiting } = splitByAssurance(known.person.grants, row.assured === 1)
  const visitor = { person: { ...known.person, grants: hold }, authSession: authSessionOf(row, idleMs), waiting }
  if (row.replaced_at !== null) return { visitor, renewed: null }
  if (row.epoch !== known.epoch) {
    const marked = authStore
      .prepare('UPDATE auth_sessions SET replaced_at = ? WHERE hash = ? AND replaced_at IS NULL')
      .run(at, row.hash).changes
    // Another request of the same browser was first; that one carries the new id.
    if (marked === 0) return { visitor, renewed: null }
    return { visitor, renewed: insertSession(authStore, { ...row, epoch: known.epoch, seen_at: at }) }
  }
  if (at - row.seen_at >= SEEN_EVERY_MS)
    authStore.prepare('UPDATE auth_sessions SET seen_at = ? WHERE hash = ?').run(at, row.hash)
  return { visitor, renewed: null }
}

/** The open auth sessions of a person, the last used first. */
export function listAuthSessions(db: Db, authStore: AuthStore, personId: string, now: Date): AuthSession[] {
  const known = readPerson(db, personId, now)
  const idleMs = known ? idleMsFor(known.person.grants) : 0
  const rows = authStore
    .prepare('SELECT * FROM auth_sessions WHERE person_id = ? AND replaced_at IS NULL ORDER BY seen_at DESC, id')
    .all(personId) as Row[]
  return rows
    .filter((row) => isOpen({ seenAt: row.seen_at, endsAt: row.ends_at, replacedAt: null }, idleMs, Number(now)))
    .map((row) => authSessionOf(row, idleMs))
}

type Revocation = { of: string; only?: string | null; except?: string | null }

/**
 * Ends the auth sessions of a person: all of them, only the one with this id, or all except that one (ASVS 7.4.5). A token that was replaced
 * a moment ago ends too and is not counted. Returns how many sessions ended.
 */
export function revokeSessions(
  authStore: AuthStore,
  actor: Allowed<'sign-in.end-own'> | Allowed<'sign-in.end-others'>,
  { of, only = null, except = null }: Revocation,
): number {
  // Somebody's own permission never reaches the sessions of another person.
  if (of !== actor.id && !may(actor, 'sign-in.end-others'))
    throw new Error('only somebody who may end the sessions of others can name another person')
  const values = { of, only, except }
  const matching = 'person_id = @of AND (@only IS NULL OR id = @only) AND id IS NOT @except'
  authStore.prepare(`DELETE FROM auth_sessions WHERE replaced_at IS NOT NULL AND ${matching}`).run(values)
  return authStore.prepare(`DELETE FROM auth_sessions WHERE ${matching}`).run(values).changes
}

/** Ends the auth session that this token belongs to, with a token that replaced it or that it replaced (sign-out, and a new sign-in in the same browser). */
export function revokeSessionOfToken(authStore: AuthStore, token: string): void {
  if (isToken(token))
    authStore
      .prepare('DELETE FROM auth_sessions WHERE id = (SELECT id FROM auth_sessions WHERE hash = ?)')
      .run(hashOfToken(token))
}

/**
 * Ends the auth sessions that began at the sign-in service: those of one of its sign-ins (`sid`), all of a person, or those of a person in one
 * of its sign-ins; where the service told no `sid` at the beginning, all of the person. Returns how many ended.
 */
export function revokeServiceSessions(
  authStore: AuthStore,
  _actor: Allowed<'sign-in.end-others'>,
  { of, sid }: { of: string | null; sid: string | null },
): number {
  if (of === null && sid === null) return 0
  return authStore
    .prepare(
      `DELETE FROM auth_sessions WHERE method = 'oidc' AND (@of IS NULL OR person_id = @of)
       AND (@sid IS NULL OR sid = @sid OR (sid IS NULL AND @of IS NOT NULL))`,
    )
    .run({ of, sid: sid === null ? null : hashOfToken(sid) }).changes
}

/** Deletes auth sessions and sign-in flows that had ended at this moment. Answers how many sessions. */
export function deleteEndedSessions(authStore: AuthStore, by: Date): number {
  authStore.prepare('DELETE FROM sign_in_flows WHERE ends_at <= ?').run(Number(by))
  return authStore.prepare('DELETE FROM auth_sessions WHERE ends_at <= ?').run(Number(by)).changes
}

/** Deletes sign-in flows that were started before this moment, in UTC milliseconds. Answers how many. */
export function deleteFlowsBefore(authStore: AuthStore, moment: number): number {
  return authStore.prepare('DELETE FROM sign_in_flows WHERE started_at < ?').run(moment).changes
}
