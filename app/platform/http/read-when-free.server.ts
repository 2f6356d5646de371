import { BUSY, whenFree } from '../when-free.server.ts'

/** What a page reads with an event about it, once the file is free. After five seconds the answer is 503: what is not noted is not shown. */
export async function readWhenFree<T>(read: () => T): Promise<T> {
  const result = await whenFree(read)
  if (result === BUSY) throw new Response(null, { status: 503, headers: { 'Retry-After': '5' } })
  return result as T
}
