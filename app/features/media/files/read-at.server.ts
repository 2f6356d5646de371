import type { FileHandle } from 'node:fs/promises'

/** A file that is read and written in place, whatever its size. */
export type OpenFile = { readonly handle: FileHandle; readonly size: number }

/** Bytes of a file from a place on; fewer where it ends. */
export async function readAt({ handle, size }: OpenFile, at: number, count: number): Promise<Buffer> {
  const wanted = Math.max(0, Math.min(count, size - at))
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(wanted), 0, wanted, at)
  return buffer.subarray(0, bytesRead)
}

const CHUNK = Buffer.alloc(64 * 1024)

/** Writes zeros over a stretch of a file. */
export async function zeroAt({ handle }: OpenFile, at: number, until: number): Promise<void> {
  for (let place = at; place < until; place += CHUNK.length)
    await handle.write(CHUNK, 0, Math.min(CHUNK.length, until - place), place)
}
