import { menuOf, type Visitor } from '#app/access/visitor.ts'
import { isLanguage } from '#app/i18n/languages.ts'
import { topicVersions } from '#db/cached.server.ts'
import { database } from '../database.server.ts'
import { settings } from '../env.server.ts'
import { noticeVersion } from '../portal/settings.server.ts'
import { type CookiePair, parseCookies } from './cookies.ts'
import { LANGUAGE_COOKIES } from './language.server.ts'
import { SESSION_COOKIE } from './session-cookie.server.ts'

/** A page as it is sent: compressed once, with the headers it needs. */
export type CachedPage = { body: Buffer; policy: string }
type Entry = CachedPage & { version: string; until: number }

/** What depends on the clock may be half a minute old, seats five seconds; any other change shows at once, because its version is part of the question. */
const KEPT_MS = 30_000
const MOST_BYTES = 24_000_000
const LARGEST_PAGE = 200_000

const pages = new Map<string, Entry>()
let bytes = 0

function drop(address: string): void {
  const entry = pages.get(address)
  if (!entry) return
  bytes -= entry.body.length + address.length
  pages.delete(address)
}

/** Whether nothing in the request is about a person: no cookie but the language's. */
export function isAnonymous(cookie: string | null | undefined): boolean {
  return holdsNoMoreThanLanguage(parseCookies(cookie))
}

function holdsNoMoreThanLanguage({ pairs, skipped }: ReturnType<typeof parseCookies>): boolean {
  const names = new Set(pairs.map(({ name }) => name))
  return skipped === 0 && names.size === pairs.length && pairs.every(isLanguageCookie)
}

/** By either name: a browser keeps the one of before a portal had https. Neither says more than `nl` or `en`. */
const LANGUAGE_NAMES: ReadonlySet<string> = new Set(Object.values(LANGUAGE_COOKIES))

function isLanguageCookie({ name, value }: CookiePair): boolean {
  return LANGUAGE_NAMES.has(name) && isLanguage(value)
}

/**
 * With whom a request may share rendered pages: with everybody who has no sign-in (``), or with all who are signed in and have the same
 * menu. Nothing else of a person is in such a page. Null when it shares with nobody: other cookies, or the same one twice.
 */
export function sharingGroup(cookie: string | null | undefined, visitor: () => Visitor | null): string | null {
  const cookies = parseCookies(cookie)
  if (holdsNoMoreThanLanguage(cookies)) return ''
  const { pairs, skipped } = cookies
  const names = new Set(pairs.map(({ name }) => name))
  if (skipped > 0 || names.size < pairs.length) return null
  if (!pairs.every((pair) => isLanguageCookie(pair) || pair.name === SESSION_COOKIE)) return null
  const known = visitor()
  if (!known) return null
  const { entries, work = '', idleMinutes } = menuOf(known)
  return `${entries.join('+')},${work},${idleMinutes}`
}

/** The page of this address (path and query) for this group, when it was rendered less than half a minute ago and nothing that such pages show has changed since. */
export function cachedPage(group: string, address: string): CachedPage | undefined {
  const key = `${group} ${address}`
  const entry = pages.get(key)
  if (!entry) return undefined
  if (entry.until > Date.now() && entry.version === pageVersion()) return entry
  drop(key)
  return undefined
}

/** What a page is true for. To be taken before anything of the page is read, so that a change while it is made counts as later. */
export function pageVersion(): string {
  const { catalogue, portal, search, seats } = topicVersions(database())
  // A page of this version has the portal's settings of this version in it, also when another process has just saved them.
  noticeVersion(String(portal))
  return `${catalogue}.${portal}.${search}.${seats}`
}

/** Keeps a page for the next who asks. The oldest go first when there is no room. */
export function cachePage(group: string, path: string, version: string, page: CachedPage): void {
  if (!settings().PAGE_CACHE || page.body.length > LARGEST_PAGE) return
  const address = `${group} ${path}`
  drop(address)
  pages.set(address, { ...page, version, until: Date.now() + KEPT_MS })
  bytes += page.body.length + address.length
  for (const oldest of pages.keys()) {
    if (bytes <= MOST_BYTES) return
    drop(oldest)
  }
}

/** A page for somebody who is signed in is kept by no browser and no proxy; any other is asked for anew each time. */
export function cacheControl(cookie: string | null | undefined): string {
  return isAnonymous(cookie) ? 'private, no-cache' : 'no-store'
}
