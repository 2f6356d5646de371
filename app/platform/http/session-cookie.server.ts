/** `__Host-`: only over TLS (or loopback), for this host and no other, so that no neighbouring host can plant one. */
const NAME = '__Host-koers'
const PATTERN = new RegExp(`(?:^|;\\s*)${NAME}=([^;\\s]*)`, 'g')

/** The token of the sign-in in the Cookie header; nothing when there is none, or more than one. */
export function sessionToken(cookie: string | null | undefined): string | null {
  const found = [...(cookie ?? '').matchAll(PATTERN)]
  return found.length === 1 ? (found[0]?.[1] ?? null) : null
}

/** Gives the browser a token. It forgets it when it closes; the portal ends it sooner. Lax, because a sign-in service leads back here. */
export function sessionCookie(token: string): string {
  return `${NAME}=${token}; Path=/; Secure; HttpOnly; SameSite=Lax`
}

export function clearedSessionCookie(): string {
  return `${NAME}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`
}
