import { open } from 'node:fs/promises'
import { beginsAsMp4, cleanMp4 } from './clean-mp4.server.ts'
import { beginsAsWebm, cleanWebm } from './clean-webm.server.ts'
import { readAt } from './read-at.server.ts'

const HEAD = 4_096

/**
 * Finds out by its bytes, never by its name, whether a file is an MP4 or WebM film, and takes out in place what is told of it. Null for any other file:
 * that one is thrown away.
 */
export async function cleanFilm(path: string): Promise<'mp4' | 'webm' | null> {
  const handle = await open(path, 'r+')
  try {
    const file = { handle, size: (await handle.stat()).size }
    const head = await readAt(file, 0, HEAD)
    if (head.length < 16) return null
    if (beginsAsMp4(head)) return (await cleanMp4(file)) ? 'mp4' : null
    return beginsAsWebm(head) && (await cleanWebm(file)) ? 'webm' : null
  } finally {
    await handle.close()
  }
}
