/** Ties a started sign-in to the browser it was started in; `__Host-`, so that no neighbouring host can plant one. */
const NAME = '__Host-koers-flow'
const PATTERN = new RegExp(`(?:^|;\\s*)${NAME}=([^;\\s]*)`, 'g')
/** The flow itself ends after ten minutes; the cookie stays as long again, so that who is late hears why. */
const SECONDS = 1_200

/** The token in the Cookie header; nothing when there is none, or more than one. */
export function flowToken(cookie: string | null | undefined): string | null {
  const found = [...(cookie ?? '').matchAll(PATTERN)]
  return found.length === 1 ? (found[0]?.[1] ?? null) : null
}

/** Lax, because the sign-in service leads back here. */
export function flowCookie(token: string): string {
  return `${NAME}=${token}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${SECONDS}`
}

export function clearedFlowCookie(): string {
  return `${NAME}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`
}
