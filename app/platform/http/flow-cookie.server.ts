import { cookieValue } from './cookies.ts'

/** Ties a started sign-in to the browser it was started in; `__Host-`, so that no neighbouring host can plant one. */
const NAME = '__Host-koers-flow'
/** The flow itself ends after ten minutes; the cookie stays as long again, so that who is late hears why. */
const SECONDS = 1_200

/** The token in the Cookie header; nothing when there is none, or more than one. */
export function flowToken(cookie: string | null | undefined): string | null {
  return cookieValue(cookie, NAME)
}

/** Lax, because the sign-in service leads back here. */
export function flowCookie(token: string): string {
  return `${NAME}=${token}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${SECONDS}`
}

export function clearedFlowCookie(): string {
  return `${NAME}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`
}
