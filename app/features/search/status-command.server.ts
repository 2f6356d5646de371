import { formatDate } from '#app/i18n/format.ts'
import type { CommandIo } from '#app/platform/command/command.server.ts'
import { type Call, carryOut, EXIT } from '#app/platform/command/command.server.ts'
import { countDocuments } from '#app/search/embedded/columns.server.ts'
import { currentKnowledge, groupsInForce } from '#app/search/embedded/knowledge.server.ts'
import { frequentMisses } from '#app/search/embedded/misses.server.ts'
import { storedPairs } from '#app/search/embedded/pairs.server.ts'
import { readState } from '#app/search/embedded/state.server.ts'
import { meiliOptions } from '#app/search/meilisearch/options.server.ts'
import { type MeiliStatus, meiliStatus } from '#app/search/meilisearch/status.server.ts'
import type { Db } from '#db/open.server.ts'

const MOST_MISSES = 1_000

export type EmbeddedStatus = {
  documents: number
  words: number
  groups: number
  pairs: number
  misses: number
  /** UTC milliseconds; null when it never was. */
  learnedAt: number | null
}

function embeddedStatus(db: Db): EmbeddedStatus {
  const learned = readState(db, 'learned-at')
  return {
    documents: countDocuments(db),
    words: currentKnowledge(db).lexicon.words.length,
    groups: groupsInForce(db).length,
    pairs: storedPairs(db).filter((pair) => pair.state !== 'refused').length,
    misses: frequentMisses(db, MOST_MISSES).length,
    learnedAt: learned ? Number(learned) : null,
  }
}

/** Why searches are not answered by the server, as a code; null when they are. */
function problemOf({ reachable, documents, built, error, searchError, behind }: MeiliStatus): string | null {
  if (!reachable || documents === null) return error
  if (!built) return error || 'not_built'
  if (searchError) return searchError
  return behind ? error || 'behind' : null
}

function meiliLine({ t }: Call, status: MeiliStatus | null): string {
  if (!status) return t('search:status.noMeili')
  const { waiting, version, documents, live } = status
  const code = problemOf(status)
  if (code !== null) return t('search:status.meiliDown', { code, waiting })
  return t('search:status.meiliUp', { version, documents, live, waiting })
}

/** `npm run search:status`: how the search stands, in sentences or as JSON. Answers with the exit code: refused when Meilisearch is set and cannot be used. */
export function runStatus(argv: ReadonlyArray<string>, io: CommandIo, { db }: { db: Db }): Promise<number> {
  const flags = { json: 'switch' } as const
  return carryOut(argv, io, { flags, usage: (t) => [t('search:status.usage')], mostWords: 0 }, async (call) => {
    const { t, language } = call
    const options = meiliOptions()
    const embedded = embeddedStatus(db)
    const meilisearch = options ? await meiliStatus(db, options, Date.now()) : null
    const isUsable = !meilisearch || problemOf(meilisearch) === null
    if (call.is('json')) {
      io.out(JSON.stringify({ embedded, meilisearch }, null, 2))
      return isUsable ? EXIT.done : EXIT.refused
    }
    io.out(t('search:status.embedded', embedded))
    io.out(
      embedded.learnedAt === null
        ? t('search:status.neverLearned')
        : t('search:status.learnedAt', { moment: formatDate(language, embedded.learnedAt) }),
    )
    io.out(meiliLine(call, meilisearch))
    return isUsable ? EXIT.done : EXIT.refused
  })
}
