import { cookieValue } from './cookies.ts'

/** Holds the key of what this browser typed before a sign-in; `__Host-`, so that no neighbouring host can plant one. */
export const WAITING_COOKIE = '__Host-koers-typed'
const SECONDS = 1_800

/** The token in the Cookie header; null when there is none, or more than one. */
export function waitingToken(cookie: string | null | undefined): string | null {
  return cookieValue(cookie, WAITING_COOKIE)
}

/** Lax, because the sign-in service leads back here. */
export function waitingCookie(token: string): string {
  return `${WAITING_COOKIE}=${token}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${SECONDS}`
}

export function clearedWaitingCookie(): string {
  return `${WAITING_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`
}
