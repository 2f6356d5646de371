import { asSystem } from '#app/access/actor.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { startAuthSession } from './auth-sessions.server.ts'
import { isDemoHandle } from './demo-people.ts'
import { idOfHandle } from './find-person.server.ts'

/** Signs in as a person of the demo by their handle; returns null for anybody else. Only the demo's own sign-in calls this. */
export function signInAsDemoPerson(
  db: Db,
  authStore: AuthStore,
  request: { handle: string; device: string; before: string | null },
  now: Date,
): string | null {
  const { handle, device, before } = request
  if (!isDemoHandle(handle)) return null
  const personId = idOfHandle(db, handle)
  if (!personId) return null
  const signIn = { personId, method: 'demo', assured: true, device, before } as const
  return startAuthSession(db, authStore, asSystem('sign-in', 'sign-in.begin'), signIn, now)
}
