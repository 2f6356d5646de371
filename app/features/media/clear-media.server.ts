import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { eq, lt } from 'drizzle-orm'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { mediaFiles } from '#db/schema/media.ts'
import { inTransaction } from '#db/transaction.server.ts'
import type { MediaFolders } from './media-folder.server.ts'

/** Somebody may still be at the editor, and an upload under way. */
const KEPT_MS = 24 * 3_600_000

/** The names that offers show, and those that wait in a draft of one: half a picture is no picture yet, and its file is in use. */
function namesInUse(db: Db): Set<string> {
  const texts = prepared(
    db,
    `SELECT picture FROM offers WHERE picture IS NOT NULL UNION ALL SELECT film FROM offers WHERE film IS NOT NULL
     UNION ALL SELECT value FROM offer_draft_fields WHERE name IN ('picture', 'film')
     UNION ALL SELECT value FROM offer_draft_texts WHERE name IN ('picture', 'film')
     UNION ALL SELECT content FROM offer_discards`,
  )
    .pluck()
    .all() as string[]
  return new Set(texts.flatMap((text) => text.match(/[0-9a-f]{32}/g) ?? []))
}

async function oldFiles(folder: string, before: number): Promise<string[]> {
  const old: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(folder, entry.name)
    const found = await stat(file).catch(() => null)
    if (found && found.mtimeMs < before) old.push(entry.name)
  }
  return old
}

/**
 * Deletes files of offers that no offer and no draft names any more, and uploads that never ended, a day after they came. `machineNow`: the clock of
 * the files, in milliseconds UTC. Answers how many files went.
 */
export async function clearMedia(
  db: Db,
  { served, incoming }: MediaFolders,
  now: Date,
  { breathe, machineNow = Date.now() }: { breathe: () => Promise<void>; machineNow?: number },
): Promise<number> {
  const before = lt(mediaFiles.addedAt, Number(now) - KEPT_MS)
  const known = inTransaction(db, (tx) => {
    const used = namesInUse(tx)
    const old = tx.select({ name: mediaFiles.name }).from(mediaFiles).where(before).all()
    const unused = old.map(({ name }) => name).filter((name) => !used.has(name))
    for (const name of unused) tx.delete(mediaFiles).where(eq(mediaFiles.name, name)).run()
    return new Set(
      tx
        .select({ name: mediaFiles.name })
        .from(mediaFiles)
        .all()
        .map(({ name }) => name),
    )
  })
  let count = 0
  for (const folder of [served, incoming]) {
    for (const file of await oldFiles(folder, machineNow - KEPT_MS)) {
      await breathe()
      if (folder === served && known.has(file.slice(0, 32))) continue
      await rm(path.join(folder, file), { force: true })
      count++
    }
  }
  return count
}
