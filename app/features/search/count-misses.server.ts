import { setImmediate } from 'node:timers/promises'
import { readSearchDocuments } from '#app/features/catalogue/search-documents.queries.server.ts'
import { defectOf } from '#app/platform/defect.ts'
import { log } from '#app/platform/log.server.ts'
import { countMisses } from '#app/search/embedded/misses.server.ts'
import { searchEmbedded } from '#app/search/embedded/search.server.ts'
import { readState } from '#app/search/embedded/state.server.ts'
import { meiliOptions } from '#app/search/meilisearch/options.server.ts'
import { startSearchFeed } from '#app/search/meilisearch/worker.server.ts'
import { type Db, isBusy } from '#db/open.server.ts'
import { refreshLearnedWords } from './learn-words.server.ts'

const A_MINUTE = 60_000
const AN_HOUR = 60 * A_MINUTE
const A_NIGHT = 20 * AN_HOUR
/** The hours in which the fewest people search, by the clock of this machine. */
const NIGHT = { from: 2, until: 5 }

/** Work in the background never ends the portal: what failed is logged by its kind and tried again the next time. */
async function quietly(what: string, work: () => void | Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    log(isBusy(error) ? 'info' : 'warn', `${what} has to wait`, { error: defectOf(error) })
  }
}

function isTimeToLearn(db: Db, now: Date): boolean {
  const learned = Number(readState(db, 'learned-at') || 0)
  const hour = now.getHours()
  return learned === 0 || (hour >= NIGHT.from && hour < NIGHT.until && Number(now) - learned > A_NIGHT)
}

/** Reads words and columns into memory before the first visitor searches. */
function warmUp(db: Db, now: Date): void {
  searchEmbedded(db, {
    q: 'loopbaanadvies',
    facets: {},
    sort: 'best',
    page: 1,
    pageSize: 1,
    now: Number(now),
    count: ['kind'],
  })
}

/**
 * What the search does beside answering: counts searches without a result once a minute, keeps its words and learns once a night (and
 * at the first start), and feeds Meilisearch where there is one. `stop` ends it, and writes what was still to be counted.
 */
export function startSearchBackground(db: Db, clock: () => Date): { stop(): Promise<void> } {
  const today = () => clock().toISOString().slice(0, 10)
  const breathe = async () => void (await setImmediate())
  const nightly = () =>
    quietly('learning words', async () => {
      if (isTimeToLearn(db, clock())) await refreshLearnedWords(db, clock(), breathe)
    })
  void quietly('warming up the search', () => warmUp(db, clock()))
  void nightly()
  const timers = [
    setInterval(() => void quietly('counting searches', () => countMisses(db, today())), A_MINUTE).unref(),
    setInterval(() => void nightly(), AN_HOUR).unref(),
  ]
  const options = meiliOptions()
  const feed = options ? startSearchFeed({ db, options, readDocuments: readSearchDocuments }) : null
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await feed?.stop()
      await quietly('counting searches', () => countMisses(db, today()))
    },
  }
}
