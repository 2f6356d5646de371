import { rebuildIndex } from '#app/features/catalogue/rebuild-index.server.ts'
import { readSearchDocuments } from '#app/features/catalogue/search-documents.queries.server.ts'
import type { CommandIo } from '#app/platform/command/command.server.ts'
import { type Call, carryOut, EXIT, progressTeller, secondsSince } from '#app/platform/command/command.server.ts'
import { refreshingWords } from '#app/search/embedded/refresh-words.server.ts'
import { codeOf } from '#app/search/meilisearch/client.server.ts'
import { type HeldServer, holdServer } from '#app/search/meilisearch/lease.server.ts'
import { meiliOptions } from '#app/search/meilisearch/options.server.ts'
import type { Db } from '#db/open.server.ts'
import { learnFromOffers } from './learn-words.server.ts'

function rebuildOwn(call: Call, db: Db, now: Date): void {
  const { io, t } = call
  const start = performance.now()
  const tell = progressTeller(io)
  const count = rebuildIndex(
    db,
    tell((counts) => t('search:progress.indexing', counts)),
  )
  const tellWords = tell((counts) => t('search:progress.words', counts))
  for (const { done, total } of refreshingWords(db)) tellWords(done, total)
  learnFromOffers(db, now)
  io.out(t('search:rebuild.done', { count, seconds: secondsSince(start) }))
}

async function rebuildServer(call: Call, server: HeldServer | null): Promise<number> {
  const { io, t } = call
  if (!server) {
    io.err(t('search:rebuild.meiliBusy'))
    return EXIT.refused
  }
  const start = performance.now()
  try {
    const count = await server.rebuild(progressTeller(io)((counts) => t('search:progress.sending', counts)))
    io.out(t('search:rebuild.meili', { count, seconds: secondsSince(start) }))
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
  return carryOut(argv, io, { usage: (t) => [t('search:rebuild.usage')], mostWords: 0 }, async (call) => {
    const options = meiliOptions()
    // Held from before the first change: the portal's own feed would send everything once, and the rebuild once more.
    const server = options ? await holdServer({ db, options, readDocuments: readSearchDocuments }) : null
    try {
      rebuildOwn(call, db, now)
      return options ? await rebuildServer(call, server) : EXIT.done
    } finally {
      server?.release()
    }
  })
}
