/** Where somebody may be led to after signing in or out: a page of the portal in one of its languages, and nothing that could be read as another site. */
const PAGE = /^\/(?:nl|en)(?:\/[\w~!$'()*+,;=:@%.-]+)*\/?(?:\?[\w~!$'()*+,;=:@%./?&-]*)?$/
const LONGEST = 2_000
/** Never back to the sign-in page itself. Addresses are matched without regard to case. */
const SIGN_IN_OR_OUT = /^\/(?:nl|en)\/sign-(?:in|out)(?:\/|$)/i
/** Signs that are encoded for a reason, in a path: slashes that would make another path of it, and the sign of encoding itself. */
const HIDDEN_IN_PATH = /%(?:2f|5c|25)/i
/** Control signs: no address of the portal has them, and in a header they would begin a line. */
const HIDDEN = /%(?:0|1|7f)/i
/** Addresses of pages are plain; words of a search may be anything. */
const PLAIN = /^[\x21-\x7e]*$/
/** What the browser asks for inside the portal is no page. */
const DATA = /\.data$/i

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/** The path when it is a page of the portal, else null. Full addresses, double slashes, backslashes, control signs and encoded slashes are none. */
export function safePath(path: unknown): string | null {
  if (typeof path !== 'string' || path.length > LONGEST || !PAGE.test(path) || HIDDEN.test(path)) return null
  const [page = ''] = path.split('?')
  const plain = decoded(page)
  if (
    plain === null ||
    !PLAIN.test(plain) ||
    HIDDEN_IN_PATH.test(page) ||
    SIGN_IN_OR_OUT.test(plain) ||
    DATA.test(plain)
  )
    return null
  if (/(?:^|\/)\.\.?(?:\/|$)/.test(plain)) return null
  const base = 'http://portal.invalid'
  if (!URL.canParse(path, base)) return null
  const read = new URL(path, base)
  return read.origin === base && read.pathname + read.search === path ? path : null
}

const PERSONAL = /^\/(?:nl|en)\/(?:my|desk)(?:[/?]|$)/

/** Whether only who is signed in sees anything at this path of the portal. */
export function isPersonal(path: string | null): boolean {
  return path !== null && PERSONAL.test(path)
}
