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

function nameOf({ id, issuer }: LogoutMessage): Buffer {
  return hashOfToken(`${issuer} ${id}`)
}

function cameBefore(authStore: AuthStore, message: LogoutMessage): boolean {
  return authStore.prepare('SELECT 1 FROM logout_tokens WHERE hash = ?').get(nameOf(message)) !== undefined
}

/** Notes that this message was carried out, as long as it would count once more. */
function noteCarriedOut(authStore: AuthStore, message: LogoutMessage, now: Date): void {
  deleteSpentLogoutTokens(authStore, now)
  authStore
    .prepare('INSERT INTO logout_tokens (hash, ends_at) VALUES (?, ?) ON CONFLICT DO NOTHING')
    .run(nameOf(message), message.until)
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
  if (cameBefore(authStore, message.value)) return stop('replay')
  const { issuer, subject, sid } = message.value
  const of = subject === null ? null : idOfIdentity(db, issuer, subject)
  const actor = asSystem('sign-in', 'sign-in.end-others')
  // Noted afterwards: what is cut off between the two is carried out when the service sends it again.
  const count = of === undefined ? 0 : revokeServiceSessions(authStore, actor, { of, sid })
  noteCarriedOut(authStore, message.value, now)
  log('info', 'the sign-in service ended sign-ins', { count })
  return done(count)
}
