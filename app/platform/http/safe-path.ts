/** Where somebody may be led to after signing in or out: a page of the portal in one of its languages, and nothing that could be read as another site. */
const PAGE = /^\/(?:nl|en)(?:\/[\w~!$'()*+,;=:@%.-]+)*\/?(?:\?[\w~!$'()*+,;=:@%./?&-]*)?$/
const LONGEST = 2_000
/** Never back to the door itself. */
const DOOR = /^\/(?:nl|en)\/sign-(?:in|out)(?:[/?]|$)/

/** The path when it is a page of the portal, else null. Full addresses, double slashes, backslashes, control signs and encoded slashes are none. */
export function safePath(path: unknown): string | null {
  if (typeof path !== 'string' || path.length > LONGEST || !PAGE.test(path) || DOOR.test(path)) return null
  if (/%(?:2f|5c|0|1|7f)/i.test(path.split('?')[0] ?? '') || /(?:^|\/)\.\.?(?:\/|$|\?)/.test(path)) return null
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
