import { open } from 'node:fs/promises'
import { type Reading, unreadable } from './reading.ts'

/** The bytes of a file somebody named, when it is one and is not larger than it may be. */
export async function readBytes(file: string, mostMegabytes: number): Promise<Reading<Buffer>> {
  let handle: Awaited<ReturnType<typeof open>>
  try {
    handle = await open(file, 'r')
  } catch {
    return unreadable('not-found')
  }
  try {
    const facts = await handle.stat()
    if (!facts.isFile()) return unreadable('not-a-file')
    if (facts.size > mostMegabytes * 1024 * 1024) return unreadable('too-large', { megabytes: mostMegabytes })
    return { ok: true, value: await handle.readFile() }
  } finally {
    await handle.close()
  }
}
