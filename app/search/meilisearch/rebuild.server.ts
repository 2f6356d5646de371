import { setImmediate } from 'node:timers/promises'
import type { Settings } from 'meilisearch'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { currentKnowledge } from '../embedded/knowledge.server.ts'
import { codeOf, isLost, MeiliError, taskDone, taskQueue } from './client.server.ts'
import { derivedSynonyms } from './derived-synonyms.ts'
import { BATCH, documentsFor, type Work } from './feed.server.ts'
import { differingSettings, settingsWith } from './settings.ts'
import { builtAs, markSent, remember, type WaitingChange, wordsState } from './state.server.ts'

export type UploadProgress = (done: number, total: number) => void

/** The settings that the index should have for the words and synonyms of this moment. */
export function settingsNow(db: Db): Settings {
  const { lexicon, synonyms } = currentKnowledge(db)
  return settingsWith(derivedSynonyms(lexicon, synonyms))
}

/** Brings the settings of the index up to date where they differ; returns the names of those that did. */
export async function bringSettingsUpToDate({ db, client, options, keepLease, signal }: Work, now: number) {
  const words = wordsState(db)
  const index = client.index(options.index)
  const differing = differingSettings(settingsNow(db), await index.getSettings())
  const names = Object.keys(differing)
  keepLease()
  if (names.length > 0) await taskDone(client, index.updateSettings(differing), { signal, onWait: keepLease })
  remember(db, { settingsFor: words, settingsAt: now })
  return names
}

/** Deletes an index, also when it is not there. */
export async function dropIndex(
  { client, keepLease, signal }: Pick<Work, 'client' | 'keepLease' | 'signal'>,
  uid: string,
) {
  try {
    await taskDone(client, client.deleteIndex(uid), { signal, onWait: keepLease })
  } catch (error) {
    if (!isLost(error)) throw error
  }
}

/** Makes an empty index, also when somebody was first. */
async function makeIndex({ client, keepLease, signal }: Work, uid: string): Promise<void> {
  try {
    await taskDone(client, client.createIndex(uid, { primaryKey: 'id' }), { signal, onWait: keepLease })
  } catch (error) {
    if (codeOf(error) !== 'index_already_exists') throw error
  }
}

function liveAfter(db: Db, id: number): Array<WaitingChange & { id: number }> {
  return prepared(db, 'SELECT id, entity, seq, live FROM search_doc WHERE live = 1 AND id > ? ORDER BY id LIMIT ?').all(
    id,
    BATCH,
  ) as Array<WaitingChange & { id: number }>
}

/** Sends every document that can be found, some hundreds at a time and never all in memory; returns what was sent, and how many documents that is. */
async function fill(
  work: Work,
  uid: string,
  onProgress: UploadProgress,
): Promise<{ sent: WaitingChange[]; documents: number }> {
  const { db, client, keepLease, signal } = work
  const total = Number(prepared(db, 'SELECT count(*) FROM search_doc WHERE live = 1').pluck().get())
  const sent: WaitingChange[] = []
  const queue = taskQueue()
  let documents = 0
  for (let rows = liveAfter(db, 0); rows.length > 0; rows = liveAfter(db, rows.at(-1)!.id)) {
    if (signal?.aborted) throw new MeiliError('stopped')
    const batch = documentsFor(work, rows)
    documents += batch.length
    sent.push(...rows)
    const waiting = { signal, onWait: keepLease }
    if (batch.length > 0) {
      await queue.add(taskDone(client, client.index(uid).addDocuments(batch, { primaryKey: 'id' }), waiting))
    }
    onProgress(sent.length, total)
    await setImmediate()
  }
  await queue.empty()
  return { sent, documents }
}

async function indexExists({ client, options }: Work): Promise<boolean> {
  try {
    await client.index(options.index).getRawInfo()
    return true
  } catch (error) {
    if (isLost(error)) return false
    throw error
  }
}

/**
 * Builds the index anew beside the one in use and swaps the two, so that searching goes on. What changes meanwhile stays in the outbox
 * and follows. Returns how many documents went. Throws when the server fails or counts other than we do; the index in use stays as it was.
 */
export async function rebuildServerIndex(
  work: Work,
  now: number,
  onProgress: UploadProgress = () => {},
): Promise<number> {
  const { db, client, options, keepLease, signal } = work
  const fresh = `${options.index}_new`
  const waiting = { signal, onWait: keepLease }
  const words = wordsState(db)
  await dropIndex(work, fresh)
  await makeIndex(work, fresh)
  // Before the documents: afterwards the server would read them all a second time.
  await taskDone(client, client.index(fresh).updateSettings(settingsNow(db)), waiting)
  const { sent, documents } = await fill(work, fresh, onProgress)
  const { numberOfDocuments } = await client.index(fresh).getStats()
  if (numberOfDocuments !== documents) throw new MeiliError('count_differs')
  keepLease()
  if (!(await indexExists(work))) await makeIndex(work, options.index)
  await taskDone(client, client.swapIndexes([{ indexes: [options.index, fresh], rename: false }]), waiting)
  await dropIndex(work, fresh)
  for (let from = 0; from < sent.length; from += BATCH) {
    inTransaction(db, (tx) => markSent(tx, sent.slice(from, from + BATCH)))
    await setImmediate()
  }
  remember(db, {
    built: builtAs(options),
    rebuiltAt: now,
    reconciledAt: now,
    settingsFor: words,
    settingsAt: now,
    doubt: '',
  })
  return documents
}
