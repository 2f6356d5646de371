import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import {
  DAY,
  FOREVER,
  handClock,
  now,
  query,
  rebuildNow,
  shelf,
  wanted,
  written,
} from '#tests/support/meilisearch/portal.ts'
import { embeddedSearch } from '../embedded/search.server.ts'
import type { SearchEngine } from '../search-engine.ts'
import { type MeiliOptions, workClient } from './client.server.ts'
import { meilisearchEngine } from './engine.server.ts'
import { settingsNow } from './rebuild.server.ts'
import { dropScratchIndex, loadScratchIndex, scratchEngine } from './scratch.server.ts'
import { differingSettings } from './settings.ts'
import { meiliStatus } from './status.server.ts'
import { searchFeed } from './worker.server.ts'

// With a real server: MEILI_URL, MEILI_KEY (may write) and, when given, MEILI_SEARCH_KEY. It only touches indexes of its own.
const { MEILI_URL: url = '', MEILI_KEY: key = '', MEILI_SEARCH_KEY: searchKey } = process.env
const options: MeiliOptions = {
  url: url || 'http://127.0.0.1:1',
  key,
  searchKey,
  index: `koers-test-${randomUUID().slice(0, 8)}`,
}
/** Only for an empty result may the embedded engine be asked. */
function onlyForNothing(fallback: SearchEngine): SearchEngine {
  return {
    ...fallback,
    async search(asked) {
      const answer = await fallback.search(asked)
      if (answer.total > 0) throw new Error('the embedded engine was asked')
      return answer
    },
  }
}

const documents = [
  written('lead', 'Leiderschap in teams', {
    summary: { nl: 'Geef richting.', en: 'Give direction.' },
    facets: { theme: ['leadership', 'teams'], kind: ['training'] },
    starts: [now - DAY, now + DAY],
    openUntil: [now + DAY],
  }),
  written('lead-later', 'Leiderschap voor gevorderden', {
    facets: { theme: ['leadership'], kind: ['training'] },
    starts: [now - DAY, now + 200 * DAY],
  }),
  written('coach', 'Leiderschap en coaching', {
    facets: { theme: ['coaching'], kind: ['coaching'] },
    anyTime: true,
    openUntil: [FOREVER],
  }),
  written('career', 'Loopbaangesprek', {
    labels: ['Loopbaan', 'Career'],
    facets: { theme: ['career'], kind: ['coaching'] },
  }),
  written('burnout', 'Burn-outpreventie', { facets: { theme: ['health'], kind: ['training'] } }),
  written('code', 'Programmeren in C# en R', { facets: { theme: ['research'], kind: ['training'] } }),
  written('hidden', 'Leiderschap van morgen', { visibleFrom: now + DAY }),
  written('over', 'Leiderschap van gisteren', { visibleUntil: now }),
]

describe.runIf(url)('a real server', { timeout: 60_000 }, () => {
  const shelved = shelf(...documents)
  const clock = handClock()
  const feed = searchFeed(shelved.parts(options, clock.read))
  const embedded = embeddedSearch(shelved.db)
  const fallback = onlyForNothing(embedded)
  const engine = meilisearchEngine({ db: shelved.db, options, fallback, clock: clock.read })

  afterAll(async () => {
    await dropScratchIndex(options)
    await dropScratchIndex({ ...options, index: `${options.index}_scratch` })
  })

  async function indexed(): Promise<Record<string, number>> {
    const { results } = await workClient(options).index(options.index).getDocuments({ limit: 100 })
    return Object.fromEntries(results.map(({ id, rev }) => [id, rev]).sort())
  }

  test('builds the index, and has the settings that were sent', async () => {
    expect(await feed.tick()).toEqual({ did: 'rebuilt', documents: 8 })
    expect(await indexed()).toEqual(wanted(shelved))
    const found = await workClient(options).index(options.index).getSettings()
    expect(differingSettings(settingsNow(shelved.db), found)).toEqual({})
    expect(await meiliStatus(shelved.db, options, clock.read())).toMatchObject({
      reachable: true,
      built: true,
      documents: 8,
      waiting: 0,
    })
  })

  const all = ['theme', 'kind', 'when', 'open']
  test.each([
    query('leiderschap', { count: [...all, 'nosuch'] }),
    query('leiderschap', { facets: { theme: ['leadership'] }, count: all }),
    query('leiderschap', { facets: { theme: ['teams', 'coaching'], kind: ['coaching'] }, count: all }),
    query('leiderschap', { facets: { when: ['week', 'any-time'] }, count: all }),
    query('leiderschap', { facets: { when: ['quarter'] }, count: all }),
    query('leiderschap', { facets: { open: ['yes'] }, count: all }),
    query('leiderschap', { now: now + 2 * DAY, count: all }),
    query('leiderschap', { page: 3, pageSize: 2 }),
    query('leiderschap', { facets: { theme: ['health'] }, count: all }),
    query('leidersch', { count: all }),
    query('leiderschpa', { count: all }),
    query('burnoutpreventie'),
    query('loopbaan gesprek'),
    query('c#'),
    query('r'),
    query('kwantummechanica', { count: all }),
    query('leiderschap coaching', { count: all }),
  ])('says of %o what the embedded engine says', async (asked) => {
    const meili = await engine.search(asked)
    const own = await embedded.search(asked)
    const sorted = (answer: typeof own) => ({ ...answer, ids: [...answer.ids].sort(), near: [...answer.near].sort() })
    expect(sorted(meili)).toEqual(sorted(own))
  })

  test('shows changes when they are fed, and not what was taken out', async () => {
    shelved.put(written('new', 'Presenteren voor publiek'))
    shelved.remove('coach')
    expect((await engine.search(query('leiderschap'))).ids).not.toContain('coach')
    expect(await feed.tick()).toEqual({ did: 'fed', documents: 2 })
    expect((await engine.search(query('presenteren'))).ids).toEqual(['new'])
    expect(await indexed()).toEqual(wanted(shelved))
  })

  test('is built anew while something changes, and repaired when it differs', async () => {
    const building = await rebuildNow(shelved.parts(options, clock.read), () =>
      shelved.put(written('new', 'Anders voor publiek')),
    )
    expect(building).toBe(8)
    expect(await feed.tick()).toEqual({ did: 'fed', documents: 1 })
    expect(await indexed()).toEqual(wanted(shelved))
    const index = workClient(options).index(options.index)
    await index.deleteDocuments(['lead']).waitTask()
    await index
      .addDocuments([
        { id: 'stranger', rev: 1 },
        { id: 'code', rev: 0 },
      ])
      .waitTask()
    const night = new Date(now + 2 * DAY)
    clock.move(night.setHours(2, 0, 0, 0) - clock.read())
    expect(await feed.tick()).toEqual({ did: 'reconciled', differences: 3 })
    expect(await indexed()).toEqual(wanted(shelved))
  })

  test('loses its index and gets it back', async () => {
    await workClient(options).deleteIndex(options.index).waitTask()
    const answering = meilisearchEngine({ db: shelved.db, options, fallback: embedded, clock: clock.read })
    expect(await answering.search(query('leiderschap'))).toEqual(await embedded.search(query('leiderschap')))
    await setImmediate()
    expect((await feed.tick()).did).toBe('rebuilt')
    expect(await indexed()).toEqual(wanted(shelved))
  })

  test('fills and searches a scratch index', async () => {
    const scratch = { ...options, index: `${options.index}_scratch` }
    await loadScratchIndex(scratch, shelved.db, documents)
    const { answer, ms } = await scratchEngine(scratch, shelved.db).search(query('leiderschap'))
    expect([answer.total, ms >= 0]).toEqual([3, true])
  })
})
