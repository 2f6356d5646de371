import { asSystem } from '#app/access/actor.ts'
import { log } from '#app/platform/log.server.ts'
import { type LogoutMessage, readLogoutToken } from '#app/platform/oidc/logout-token.server.ts'
import { signInService } from '#app/platform/oidc/service.server.ts'
import type { OidcSettings } from '#app/platform/oidc/settings.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { revokeServiceSessions } from './auth-sessions.server.ts'
import { idOfIdentity } from './find-person.server.ts'
import { hashOfToken } from './sign-in/secret-token.server.ts'

/** Deletes the names of logout tokens that no longer counted at this moment. Answers how many. */
export function deleteSpentLogoutTokens(authStore: AuthStore, by: Date): number {
  return authStore.prepare('DELETE FROM logout_tokens WHERE ends_at <= ?').run(Number(by)).changes
}

/** Notes that this message came; false when it came before. */
function isFirst(authStore: AuthStore, { id, issuer, until }: LogoutMessage, now: Date): boolean {
  deleteSpentLogoutTokens(authStore, now)
  return (
    authStore
      .prepare('INSERT INTO logout_tokens (hash, ends_at) VALUES (?, ?) ON CONFLICT DO NOTHING')
      .run(hashOfToken(`${issuer} ${id}`), until).changes === 1
  )
}

/**
 * Carries out that somebody signed out at the sign-in service (OpenID Connect Back-Channel Logout 1.0): ends their auth sessions here. A token
 * that is not right, or came before, does nothing. Answers how many ended; the log gets no more than that, or the check that failed.
 */
export async function endSessionsForService(
  db: Db,
  authStore: AuthStore,
  oidc: OidcSettings,
  token: string,
  now: Date,
): Promise<Outcome<number, 'not-right'>> {
  const stop = (code: string) => {
    log('warn', 'a sign-out of the sign-in service was refused', { code })
    return refused('not-right' as const)
  }
  const service = await signInService(oidc, now)
  if (!service) return stop('unreachable')
  const message = await readLogoutToken(service, oidc, token, now)
  if (!message.ok) return stop(message.code)
  const { issuer, subject, sid } = message.value
  const actor = asSystem('sign-in', 'sign-in.end-others')
  const ended = authStore.transaction(() => {
    if (!isFirst(authStore, message.value, now)) return null
    const of = subject === null ? null : (idOfIdentity(db, issuer, subject) ?? '')
    return of === '' ? 0 : revokeServiceSessions(authStore, actor, { of, sid })
  })
  const count = ended.immediate()
  if (count === null) return stop('replay')
  log('info', 'the sign-in service ended sign-ins', { count })
  return done(count)
}
