import { createHash } from 'node:crypto'
import type { AuthSession } from '#app/access/visitor.ts'
import type { AuthStore } from '#db/auth-store.server.ts'

/** How long a page may be opened after the button was pressed: as long as a redirect takes on a bad line. */
const LASTS_MS = 60_000
/** So many wait at once for one auth session; the oldest go. */
const MOST = 20

type Session = Pick<AuthSession, 'id'>

function hashOf(address: string): Buffer {
  return createHash('sha256').update(address).digest()
}

/** Notes that somebody pressed the button to open this very address, in this auth session. It serves once, within a minute. */
export function confirmRead(authStore: AuthStore, { id }: Session, address: string, now: Date): void {
  const until = Number(now) + LASTS_MS
  authStore.prepare('DELETE FROM confirmed_reads WHERE until <= ?').run(Number(now))
  authStore
    .prepare('INSERT OR REPLACE INTO confirmed_reads (auth_session_id, address, until) VALUES (?, ?, ?)')
    .run(id, hashOf(address), until)
  authStore
    .prepare(
      `DELETE FROM confirmed_reads WHERE auth_session_id = ? AND address NOT IN
       (SELECT address FROM confirmed_reads WHERE auth_session_id = ? ORDER BY until DESC, address LIMIT ?)`,
    )
    .run(id, id, MOST)
}

/** Whether somebody pressed the button for this address in this auth session; asked once, it is used up. */
export function takeConfirmedRead(authStore: AuthStore, { id }: Session, address: string, now: Date): boolean {
  const taken = authStore
    .prepare('DELETE FROM confirmed_reads WHERE auth_session_id = ? AND address = ? AND until > ?')
    .run(id, hashOf(address), Number(now))
  return taken.changes === 1
}

/** Deletes what nobody used before this moment, in UTC milliseconds. Answers how many. */
export function deleteConfirmedReads(authStore: AuthStore, moment: number): number {
  return authStore.prepare('DELETE FROM confirmed_reads WHERE until < ?').run(moment).changes
}
