import type { CustomFetchOptions } from 'openid-client'

/** The most that one answer of the sign-in service may hold, once it is unpacked: metadata, keys, tokens and claims are some kilobytes. */
export const LARGEST_ANSWER = 1024 * 1024

/** The sign-in service answers with more than it may; the rest is left unread. */
class TooLargeAnswer extends TypeError {
  readonly code = 'too_large'
}

/** Statuses whose answer has no body (Fetch standard). */
const WITHOUT_BODY: ReadonlySet<number> = new Set([101, 103, 204, 205, 304])

async function bodyWithin(response: Response, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  let size = 0
  const reader = response.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > most) {
      await reader.cancel()
      throw new TooLargeAnswer('the sign-in service answers with too much')
    }
    pieces.push(value)
  }
  return new Uint8Array(Buffer.concat(pieces))
}

/**
 * Fetches for signing in: follows no redirect, and reads at most 1 MB of an answer, counted after unpacking, so that a small packed one does not
 * grow in memory. The caller's signal ends it in time, the body included.
 */
export async function limitedFetch(address: string, options: Partial<CustomFetchOptions>): Promise<Response> {
  const response = await fetch(address, { ...(options as RequestInit), redirect: 'manual' })
  const body = await bodyWithin(response, LARGEST_ANSWER)
  return new Response(WITHOUT_BODY.has(response.status) ? null : body, response)
}
