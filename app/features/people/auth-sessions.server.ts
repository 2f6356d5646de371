import { randomUUID } from 'node:crypto'
import type { Allowed, SignIn, Visitor } from '#app/access/actor.ts'
import type { Door } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { idleMsFor, isOpen, LONGEST_MS, MOST_SIGN_INS, SEEN_EVERY_MS, splitByAssurance } from './auth-session-rules.ts'
import { readPerson } from './read-person.server.ts'
import { hashOfToken, isToken, newToken } from './sign-in/secret-token.server.ts'
import type { Way } from './vocabulary.ts'

type Row = {
  hash: Buffer
  id: string
  person_id: string
  epoch: number
  way: Way
  assured: number
  device: string
  created_at: number
  seen_at: number
  ends_at: number
  replaced_at: number | null
}

function keep(door: Door, row: Omit<Row, 'hash' | 'replaced_at'>): string {
  const token = newToken()
  door
    .prepare(
      `INSERT INTO sign_ins (hash, id, person_id, epoch, way, assured, device, created_at, seen_at, ends_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      hashOfToken(token),
      row.id,
      row.person_id,
      row.epoch,
      row.way,
      row.assured,
      row.device,
      row.created_at,
      row.seen_at,
      row.ends_at,
    )
  return token
}

/**
 * Begins a sign-in and answers the token for the cookie: 256 random bits, of which only the hash is kept (ASVS 7.2). `before`, the token
 * the browser came with, ends. More than five at once ends the oldest. Nothing when the person may not sign in.
 */
export function beginSignIn(
  db: Db,
  door: Door,
  _actor: Allowed<'sign-in.begin'>,
  signIn: { personId: string; way: Way; assured: boolean; device: string; before?: string | null },
  now: Date,
): string | null {
  const known = readPerson(db, signIn.personId, now)
  if (!known) return null
  if (signIn.before) endByToken(door, signIn.before)
  const at = Number(now)
  const token = keep(door, {
    id: randomUUID(),
    person_id: signIn.personId,
    epoch: known.epoch,
    way: signIn.way,
    assured: signIn.assured ? 1 : 0,
    device: signIn.device,
    created_at: at,
    seen_at: at,
    ends_at: at + LONGEST_MS,
  })
  door
    .prepare(
      `DELETE FROM sign_ins WHERE person_id = ? AND hash NOT IN
       (SELECT hash FROM sign_ins WHERE person_id = ? AND replaced_at IS NULL ORDER BY created_at DESC, hash = ? DESC LIMIT ?)`,
    )
    .run(signIn.personId, signIn.personId, hashOfToken(token), MOST_SIGN_INS)
  return token
}

function readRow(door: Door, token: string): Row | undefined {
  if (!isToken(token)) return undefined
  return door.prepare('SELECT * FROM sign_ins WHERE hash = ?').get(hashOfToken(token)) as Row | undefined
}

function signInOf(row: Row, idleMs: number): SignIn {
  return {
    id: row.id,
    way: row.way,
    assured: row.assured === 1,
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
export function findVisitor(
  db: Db,
  door: Door,
  token: string,
  now: Date,
): { visitor: Visitor; renewed: string | null } | null {
  const row = readRow(door, token)
  if (!row) return null
  const at = Number(now)
  const known = readPerson(db, row.person_id, now)
  const idleMs = known ? idleMsFor(known.person.grants) : 0
  const times = { seenAt: row.seen_at, endsAt: row.ends_at, replacedAt: row.replaced_at }
  if (!known || !isOpen(times, idleMs, at)) {
    door.prepare('DELETE FROM sign_ins WHERE hash = ?').run(row.hash)
    return null
  }
  const { hold, waiting } = splitByAssurance(known.person.grants, row.assured === 1)
  const visitor = { person: { ...known.person, grants: hold }, signIn: signInOf(row, idleMs), waiting }
  if (row.replaced_at !== null) return { visitor, renewed: null }
  if (row.epoch !== known.epoch) {
    const marked = door
      .prepare('UPDATE sign_ins SET replaced_at = ? WHERE hash = ? AND replaced_at IS NULL')
      .run(at, row.hash).changes
    // Another request of the same browser was first; that one carries the new id.
    if (marked === 0) return { visitor, renewed: null }
    return { visitor, renewed: keep(door, { ...row, epoch: known.epoch, seen_at: at }) }
  }
  if (at - row.seen_at >= SEEN_EVERY_MS)
    door.prepare('UPDATE sign_ins SET seen_at = ? WHERE hash = ?').run(at, row.hash)
  return { visitor, renewed: null }
}

/**
 * Ends the sign-in of this token: signing out, or signing in anew with the same browser. By its id, so that a token which replaced this one,
 * or was replaced by it a moment ago, ends with it.
 */
export function endByToken(door: Door, token: string): void {
  if (isToken(token))
    door.prepare('DELETE FROM sign_ins WHERE id = (SELECT id FROM sign_ins WHERE hash = ?)').run(hashOfToken(token))
}

/** The open sign-ins of somebody, the last used first. */
export function listSignIns(db: Db, door: Door, personId: string, now: Date): SignIn[] {
  const known = readPerson(db, personId, now)
  const idleMs = known ? idleMsFor(known.person.grants) : 0
  const rows = door
    .prepare('SELECT * FROM sign_ins WHERE person_id = ? AND replaced_at IS NULL ORDER BY seen_at DESC, id')
    .all(personId) as Row[]
  return rows
    .filter((row) => isOpen({ seenAt: row.seen_at, endsAt: row.ends_at, replacedAt: null }, idleMs, Number(now)))
    .map((row) => signInOf(row, idleMs))
}

/** Ends one sign-in of the actor's own, by the id of the list. False when there is no such one of theirs. */
export function endOwnSignIn(door: Door, actor: Allowed<'sign-in.end-own'>, signInId: string): boolean {
  return door.prepare('DELETE FROM sign_ins WHERE id = ? AND person_id = ?').run(signInId, actor.id).changes > 0
}

/** Ends every sign-in of the actor's own; `except`, the id of the one they use, may stay. Answers how many ended. */
export function endOwnSignIns(door: Door, actor: Allowed<'sign-in.end-own'>, except: string | null): number {
  return door.prepare('DELETE FROM sign_ins WHERE person_id = ? AND id IS NOT ?').run(actor.id, except).changes
}

/** Ends every sign-in of somebody else (ASVS 7.4.5). Answers how many ended. */
export function endSignInsOf(door: Door, _actor: Allowed<'sign-in.end-others'>, personId: string): number {
  // An id that was replaced a moment ago is no sign-in of its own.
  door.prepare('DELETE FROM sign_ins WHERE person_id = ? AND replaced_at IS NOT NULL').run(personId)
  return door.prepare('DELETE FROM sign_ins WHERE person_id = ?').run(personId).changes
}

/** Deletes sign-ins and sign-ins on their way that have ended. Runs with the daily retention. */
export function forgetEndedSignIns(door: Door, now: Date): void {
  door.prepare('DELETE FROM sign_ins WHERE ends_at <= ?').run(Number(now))
  door.prepare('DELETE FROM sign_in_flows WHERE ends_at <= ?').run(Number(now))
}
