import { existsSync } from 'node:fs'
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import type { Db } from '#db/open.server.ts'
import { mediaFiles } from '#db/schema/media.ts'
import { readCaptions, writeCaptions } from './captions.ts'
import { cleanFilm } from './files/clean-film.server.ts'
import { makePicture } from './files/make-picture.server.ts'
import type { MediaFolders } from './media-folder.server.ts'
import type { MediaPlace, MediaProblem } from './vocabulary.ts'

type Prepared = { ok: true; file: string } | { ok: false; problem: MediaProblem }

/** What a file holds reaches the disk before anything names it. */
async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.sync().finally(() => handle.close())
}

async function prepareCaptions(given: string, served: string, name: string): Promise<Prepared> {
  const text = new TextDecoder('utf-8', { fatal: true })
  let cues: ReturnType<typeof readCaptions> = null
  try {
    cues = readCaptions(text.decode(await readFile(given)))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
  if (!cues) return { ok: false, problem: 'not-captions' }
  await writeFile(path.join(served, `${name}.vtt`), writeCaptions(cues), { mode: 0o600 })
  return { ok: true, file: name }
}

async function prepareFilm(given: string, served: string, name: string): Promise<Prepared> {
  const type = await cleanFilm(given)
  if (!type) return { ok: false, problem: 'not-a-film' }
  await sync(given)
  await rename(given, path.join(served, `${name}.${type}`))
  return { ok: true, file: `${name}.${type}` }
}

function prepare(place: MediaPlace, given: string, { served }: MediaFolders, name: string): Promise<Prepared> {
  if (place === 'picture') return makePicture(given, { folder: served, name })
  return place === 'film' ? prepareFilm(given, served, name) : prepareCaptions(given, served, name)
}

/** The name of a film that was moved already when the process ended in between. */
function movedFilm(served: string, name: string): string | undefined {
  return [`${name}.mp4`, `${name}.webm`].find((file) => existsSync(path.join(served, file)))
}

/**
 * Makes our own file of what came in and deletes that, or says why not. For the worker thread: decoding takes time and memory. May be done twice. What
 * is gone already is refused as what it was given as.
 */
export async function prepareMedia(db: Db, folders: MediaFolders, name: string): Promise<void> {
  const row = db.select().from(mediaFiles).where(eq(mediaFiles.name, name)).get()
  if (row?.state !== 'waiting') return
  const given = path.join(folders.incoming, name)
  const moved = row.place === 'film' ? movedFilm(folders.served, name) : undefined
  const missing: MediaProblem =
    row.place === 'picture' ? 'not-a-picture' : row.place === 'film' ? 'not-a-film' : 'not-captions'
  const prepared: Prepared = moved
    ? { ok: true, file: moved }
    : existsSync(given)
      ? await prepare(row.place, given, folders, name)
      : { ok: false, problem: missing }
  const outcome = prepared.ok
    ? ({ state: 'ready', file: prepared.file } as const)
    : ({ state: 'refused', problem: prepared.problem } as const)
  db.update(mediaFiles).set(outcome).where(eq(mediaFiles.name, name)).run()
  await rm(given, { force: true })
}
