import type { Db } from '#db/open.server.ts'
import { currentKnowledge } from '../embedded/knowledge.server.ts'
import type { SearchAnswer, SearchDocument, SearchQuery } from '../search-engine.ts'
import { marksOf } from '../words/marks.ts'
import { closestWords, understand } from '../words/understand.ts'
import { askServer } from './ask.server.ts'
import { MeiliError, type MeiliOptions, searchClient, taskDone, taskQueue, workClient } from './client.server.ts'
import { meiliDocument } from './document.ts'
import { BATCH } from './feed.server.ts'
import { wordsToSend } from './query.ts'
import { dropIndex, settingsNow, type UploadProgress } from './rebuild.server.ts'

/** Fills an index of its own for trying things out, with the words and synonyms of this database; returns how long it took in milliseconds. */
export async function loadScratchIndex(
  options: MeiliOptions,
  db: Db,
  documents: ReadonlyArray<SearchDocument>,
  onProgress: UploadProgress = () => {},
): Promise<number> {
  const client = workClient(options)
  const began = performance.now()
  await dropScratchIndex(options)
  await taskDone(client, client.createIndex(options.index, { primaryKey: 'id' }))
  await taskDone(client, client.index(options.index).updateSettings(settingsNow(db)))
  const { lexicon } = currentKnowledge(db)
  const queue = taskQueue()
  for (let from = 0; from < documents.length; from += BATCH) {
    const batch = documents.slice(from, from + BATCH).map((one, place) => meiliDocument(one, from + place + 1, lexicon))
    await queue.add(taskDone(client, client.index(options.index).addDocuments(batch, { primaryKey: 'id' })))
    onProgress(Math.min(documents.length, from + BATCH), documents.length)
  }
  await queue.empty()
  const { numberOfDocuments } = await client.index(options.index).getStats()
  if (numberOfDocuments !== documents.length) throw new MeiliError('count_differs')
  return performance.now() - began
}

/** Deletes the index again, also when it is not there. */
export async function dropScratchIndex(options: MeiliOptions): Promise<void> {
  await dropIndex({ client: workClient(options), keepLease: () => {} }, options.index)
}

export type ScratchEngine = {
  /** The answer, and the time the server says it took in milliseconds. Throws when the server fails. */
  search(query: SearchQuery): Promise<{ answer: SearchAnswer; ms: number }>
}

/** Searches such an index with nothing behind it: for measuring, never for a page. Ids are not compared with the database. */
export function scratchEngine(options: MeiliOptions, db: Db): ScratchEngine {
  const client = searchClient(options)
  return {
    async search(query) {
      const { lexicon, synonyms } = currentKnowledge(db)
      const understood = understand(query.q, lexicon, synonyms)
      const words = wordsToSend(query.q, understood, lexicon)
      const { hits, near, total, counts, relaxed, ms } = await askServer({ client, index: options.index }, query, words)
      return {
        answer: {
          ids: hits.map(({ id }) => id),
          near: near.map(({ id }) => id),
          total,
          counts,
          relaxed,
          marks: marksOf(understood),
          corrected: understood.corrected,
          closest: total === 0 ? closestWords(query.q, lexicon, 5) : [],
        },
        ms,
      }
    },
  }
}
