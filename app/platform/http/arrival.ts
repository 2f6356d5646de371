/**
 * How a request came, as far as its headers prove it: `form` by a form of the portal (the CSRF guard has let it through), `portal` by a link or
 * script of a page of the portal. `elsewhere` is all else: another site, a mail, a typed address, an image or frame, a prefetch, a HEAD request,
 * the return from sign-in, a browser that does not say.
 */
export type Arrival = 'form' | 'portal' | 'elsewhere'

type Headers = Readonly<Record<string, string | ReadonlyArray<string> | undefined>>

/** What browsers and their extensions send when nobody has asked for the page yet. */
const PREFETCH = ['purpose', 'sec-purpose', 'x-purpose', 'x-moz', 'x-amz-purpose', 'sec-speculation-tags']
/** A page somebody goes to, and what a script of a page of the portal fetches. Images, frames, styles and all else open nothing. */
const OPENS: ReadonlySet<unknown> = new Set(['document', 'empty'])

/** Whether the page before this one was that of signing in: who was sent there by another site was sent here by it too. */
function isFromSignIn(referer: string): boolean {
  if (!URL.canParse(referer)) return false
  const steps = new URL(referer).pathname.toLowerCase().split('/')
  return steps[1] === 'sign-in' || steps[2] === 'sign-in'
}

/** How a request came. Each header that is doubled, unknown or missing counts against it. */
export function arrivalOf(method: string, headers: Headers): Arrival {
  if (method === 'POST') return 'form'
  if (method !== 'GET' || PREFETCH.some((name) => headers[name] !== undefined)) return 'elsewhere'
  if (headers['sec-fetch-site'] !== 'same-origin' || !OPENS.has(headers['sec-fetch-dest'])) return 'elsewhere'
  const { referer } = headers
  return referer !== undefined && (typeof referer !== 'string' || isFromSignIn(referer)) ? 'elsewhere' : 'portal'
}
