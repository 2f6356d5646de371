import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import path from 'node:path'
import type { Allowed } from '#app/access/actor.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { askForWork } from '#app/platform/jobs/asked-work.server.ts'
import type { Db } from '#db/open.server.ts'
import { mediaFiles } from '#db/schema/media.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import type { MediaFolders } from './media-folder.server.ts'
import type { MediaPlace } from './vocabulary.ts'

/** The job that makes our own file of what came in (jobs.server.ts). */
export const PREPARE_MEDIA = 'prepare-media'

/** A file that has arrived whole in the folder of what comes in, under its random name. */
export type ArrivedFile = { readonly name: string; readonly path: string; readonly bytes: number }

/** Notes a file that was given for an offer, in the transaction of whoever is told. It is shown to nobody until it is prepared. */
export function noteMedia(
  tx: Tx,
  actor: Allowed<'media.add'>,
  { name, bytes, offerId, place }: { name: string; bytes: number; offerId: string; place: MediaPlace },
  now: Date,
): void {
  const row = { name, offerId, place, state: 'waiting', bytes, addedAt: Number(now) } as const
  if (tx.insert(mediaFiles).values(row).onConflictDoNothing().run().changes === 0) return
  recordAudit(tx, actor, { action: 'media.add', object: { type: 'offer', id: offerId }, fields: [place] }, now)
}

/** Takes a file that arrived for an offer, and asks for our own to be made of it in the worker thread. May be done twice. */
export async function addMedia(
  db: Db,
  folders: MediaFolders,
  actor: Allowed<'media.add'>,
  { file, offerId, place }: { file: ArrivedFile; offerId: string; place: MediaPlace },
  now: Date,
): Promise<void> {
  const target = path.join(folders.incoming, file.name)
  if (!existsSync(target)) await rename(file.path, target)
  inTransaction(db, (tx) => noteMedia(tx, actor, { ...file, offerId, place }, now))
  askForWork(db, { name: PREPARE_MEDIA, record: file.name }, now)
}
