import { dataVersion } from '#db/cached.server.ts'
import { database } from '#db/client.server.ts'
import { settings } from '../env.server.ts'

/** A page as it is sent: compressed once, with the headers it needs. */
export type KeptPage = { body: Buffer; policy: string }
type Entry = KeptPage & { version: string; until: number }

/** "4 seats left" may be half a minute old; a change in the database shows at once, because the version is part of the question. */
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

/** Whether nothing in the request is about a person: no cookie but the language's. Only such requests share pages. */
export function isAnonymous(cookie: string | null | undefined): boolean {
  return !cookie || /^\s*language=(nl|en)\s*$/.test(cookie)
}

/** The page of this address (path and query), when it was rendered less than half a minute ago and nothing has changed since. */
export function keptPage(address: string): KeptPage | undefined {
  const entry = pages.get(address)
  if (!entry) return undefined
  if (entry.until > Date.now() && entry.version === pageVersion()) return entry
  drop(address)
  return undefined
}

/** What a page is true for. To be taken before anything of the page is read, so that a change while it is made counts as later. */
export function pageVersion(): string {
  return dataVersion(database())
}

/** Keeps a page for the next who asks. The oldest go first when there is no room. */
export function keepPage(address: string, version: string, page: KeptPage): void {
  if (settings().PAGE_CACHE === false || page.body.length > LARGEST_PAGE) return
  drop(address)
  pages.set(address, { ...page, version, until: Date.now() + KEPT_MS })
  bytes += page.body.length + address.length
  for (const oldest of pages.keys()) {
    if (bytes <= MOST_BYTES) return
    drop(oldest)
  }
}

/** Whether a browser takes gzip, by its Accept-Encoding header: `gzip;q=0` says no. */
export function takesGzip(header: string | null | undefined): boolean {
  return /(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0+)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)/i.test(header ?? '')
}
