import { isSafeOrigin } from '#app/platform/loopback.ts'
import { decodeText } from '#app/platform/tables/detect-text.server.ts'
import { unreadable } from '#app/platform/tables/reading.ts'
import { type ImportSource, isObject, type SourceReading } from './import-record.ts'
import { readPage, sourceOf } from './read-oeapi.server.ts'
import { offeringId } from './read-offerings.server.ts'

const LIMITS = { bytes: 50 * 1024 * 1024, pages: 1_000, redirects: 5, milliseconds: 30_000 }
export type FetchLimits = typeof LIMITS

/** The body of an answer, given up as soon as it is larger than what is left of the limit. */
async function bodyOf(response: Response, most: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  const reader = response.body?.getReader()
  let size = 0
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength
    if (size > most) {
      await reader?.cancel()
      return undefined
    }
    chunks.push(part.value)
  }
  return Buffer.concat(chunks)
}

/** Asks one address, following redirects within the same server only. */
async function ask(start: URL, most: number, limits: FetchLimits): Promise<SourceReading<Buffer>> {
  let address = start
  try {
    for (let step = 0; step <= limits.redirects; step++) {
      const signal = AbortSignal.timeout(limits.milliseconds)
      const response = await fetch(address, { redirect: 'manual', signal, headers: { Accept: 'application/json' } })
      const target = response.status >= 300 && response.status < 400 ? response.headers.get('Location') : null
      if (target !== null) {
        await response.body?.cancel()
        if (!URL.canParse(target, address)) return unreadable('address-answered', { status: response.status })
        const next = new URL(target, address)
        if (next.origin !== start.origin) return unreadable('redirected-elsewhere', { host: next.host })
        address = next
        continue
      }
      if (!response.ok) {
        await response.body?.cancel()
        return unreadable('address-answered', { status: response.status })
      }
      const body = await bodyOf(response, most)
      return body ? { ok: true, value: body } : unreadable('too-large', { megabytes: limits.bytes / 1024 / 1024 })
    }
    return unreadable('address-failed')
  } catch (error) {
    return unreadable(error instanceof Error && error.name === 'TimeoutError' ? 'address-slow' : 'address-failed')
  }
}

function firstKey(items: ReadonlyArray<unknown>): unknown {
  const [first] = items
  return offeringId(first) ?? (isObject(first) ? first.courseId : undefined)
}

/**
 * Reads the courses of an Open Education API address, page after page for as long as the server says more follow. Only https, or
 * http on this machine itself; with limits on time, size and number of pages.
 */
export async function fetchCourses(
  text: string,
  progress: (courses: number) => void,
  limits: FetchLimits = LIMITS,
): Promise<SourceReading<ImportSource>> {
  if (!URL.canParse(text) || !isSafeOrigin(new URL(text))) return unreadable('address-not-allowed')
  const address = new URL(text)
  const items: unknown[] = []
  let left = limits.bytes
  let before: unknown
  for (let asked = 1; asked <= limits.pages; asked++) {
    const answer = await ask(address, left, limits)
    if (!answer.ok) return answer
    left -= answer.value.byteLength
    const decoded = decodeText(answer.value)
    if (!decoded.ok) return decoded
    const page = readPage(decoded.value.text)
    if (!page.ok) return page
    const key = firstKey(page.value.items)
    // A server that does not know pageNumber would go on giving its first page.
    if (asked > 1 && key !== undefined && key === before) return unreadable('same-page-again')
    before = key
    items.push(...page.value.items)
    progress(items.length)
    if (!page.value.hasNextPage) {
      return items.length === 0 ? unreadable('empty') : { ok: true, value: sourceOf(items) }
    }
    const number = page.value.pageNumber ?? Number(address.searchParams.get('pageNumber') ?? 1)
    address.searchParams.set('pageNumber', String(number + 1))
  }
  return unreadable('too-many-pages', { pages: limits.pages })
}
