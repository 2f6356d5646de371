import type { CommandIo } from '#app/features/catalogue/import-command.server.ts'
import { rebuildIndex } from '#app/features/catalogue/rebuild-index.server.ts'
import { readSearchDocuments } from '#app/features/catalogue/search-documents.queries.server.ts'
import { refreshingWords } from '#app/platform/search/embedded/refresh-words.server.ts'
import { codeOf } from '#app/platform/search/meilisearch/client.server.ts'
import { meiliOptions } from '#app/platform/search/meilisearch/options.server.ts'
import { rebuildNow } from '#app/platform/search/meilisearch/worker.server.ts'
import type { Db } from '#db/open.server.ts'
import { type Call, carryOut, EXIT, progressTeller, secondsSince } from './command.server.ts'
import { learnFromOffers } from './learn-words.server.ts'

async function rebuildServer(call: Call, db: Db): Promise<number> {
  const options = meiliOptions()
  if (!options) return EXIT.done
  const { io, t } = call
  const start = performance.now()
  try {
    const parts = { db, options, readDocuments: readSearchDocuments }
    const rebuilt = await rebuildNow(parts, progressTeller(call, 'sending'))
    if (!rebuilt.ok) {
      io.err(t('search:rebuild.meiliBusy'))
      return EXIT.refused
    }
    io.out(t('search:rebuild.meili', { count: rebuilt.value, seconds: secondsSince(start) }))
    return EXIT.done
  } catch (error) {
    io.err(t('search:rebuild.meiliFailed', { code: codeOf(error) }))
    return EXIT.refused
  }
}

/** `npm run search:rebuild`: writes the embedded index anew, counts its words, learns, and makes Meilisearch's index anew where there is one. */
export function runRebuild(
  argv: ReadonlyArray<string>,
  io: CommandIo,
  { db, now }: { db: Db; now: Date },
): Promise<number> {
  return carryOut(argv, io, { usage: (t) => [t('search:rebuild.usage')] }, async (call) => {
    const start = performance.now()
    const count = rebuildIndex(db, progressTeller(call, 'indexing'))
    const tellWords = progressTeller(call, 'words')
    for (const { done, total } of refreshingWords(db)) tellWords(done, total)
    learnFromOffers(db, now)
    io.out(call.t('search:rebuild.done', { count, seconds: secondsSince(start) }))
    return rebuildServer(call, db)
  })
}
