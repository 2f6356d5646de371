import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { settings } from '../env.server.ts'
import { cookieValue } from './cookies.ts'
import { publicOrigin } from './origin.server.ts'

/**
 * The token of a demo: nothing in a request proves where it came from, so who may choose a person shows the token that the start printed
 * (docs/decisions/020).
 */
const HEADER = 'X-Koers-Demo'
/** The query of the printed address. */
export const DEMO_QUERY = 'demo'
/** No prefix: a demo is visited over http. A cookie that a neighbour plants opens nothing, because its value is compared with the token. */
const COOKIE = 'koers-demo'
/** Only the sign-in itself gets the cookie: no page and no cache differs by it. */
const COOKIE_PATH = '/sign-in'

let drawn: string | undefined

/** The token of this demo: from KOERS_DEMO_TOKEN, else drawn once a process. */
export function demoToken(): string {
  drawn ??= randomBytes(16).toString('hex')
  return settings().KOERS_DEMO_TOKEN ?? drawn
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** Whether this is the token of the demo, compared in constant time. */
export function isDemoToken(given: string | null): boolean {
  return given !== null && timingSafeEqual(digest(given), digest(demoToken()))
}

/** Whether a request shows the token of the demo, in its header or cookie. */
export function showsDemoToken(headers: Headers): boolean {
  return isDemoToken(headers.get(HEADER)) || isDemoToken(cookieValue(headers.get('Cookie'), COOKIE))
}

/** The code in what somebody typed or pasted: the code itself, or the whole line that the start printed. */
export function codeIn(typed: string): string {
  return (/[?&]demo=([\w-]+)/.exec(typed)?.[1] ?? typed).trim()
}

/** Lets a browser that has shown the token go on as any person of the demo, until it closes. */
export function demoCookie(): string {
  const secure = publicOrigin().startsWith('https:') ? '; Secure' : ''
  return `${COOKIE}=${demoToken()}; Path=${COOKIE_PATH}; HttpOnly; SameSite=Strict${secure}`
}

/** The address to print at the start: in the demo with its token, elsewhere the portal's own. */
export function addressToOpen(): string {
  return settings().KOERS_DEMO ? `${publicOrigin()}/?${DEMO_QUERY}=${demoToken()}` : publicOrigin()
}
