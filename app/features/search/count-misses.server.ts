import { startTick } from '#app/platform/jobs/tick.server.ts'
import { countMisses } from '#app/search/embedded/misses.server.ts'
import { searchEmbedded } from '#app/search/embedded/search.server.ts'
import type { Db } from '#db/open.server.ts'

const A_MINUTE = 60_000

/** Reads words and columns into memory before the first visitor searches. */
export function warmUpSearch(db: Db, now: Date): void {
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

/** Counts, once a minute, the searches without a result that this process noted. `stop` writes what was still to be counted. */
export function startCountingMisses(db: Db, clock: () => Date): { stop(): Promise<void> } {
  return startTick('counting searches', A_MINUTE, () => countMisses(db, clock().toISOString().slice(0, 10)), {
    onceMore: true,
  })
}
