import { cookieValue } from './cookies.ts'

/** `__Host-`: only over TLS (or loopback), for this host and no other, so that no neighbouring host can plant one. */
export const SESSION_COOKIE = '__Host-koers'

/** The token of the auth session in the Cookie header; null when there is none, or more than one. */
export function sessionToken(cookie: string | null | undefined): string | null {
  return cookieValue(cookie, SESSION_COOKIE)
}

/** Gives the browser a token. It forgets it when it closes; the portal ends it sooner. Lax, because a sign-in service leads back here. */
export function sessionCookie(token: string): string {
  return `${SESSION_COOKIE}=${token}; Path=/; Secure; HttpOnly; SameSite=Lax`
}

export function clearedSessionCookie(): string {
  return `${SESSION_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`
}
