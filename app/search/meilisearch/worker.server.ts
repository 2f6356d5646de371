import type { Job } from '#app/platform/jobs/job.ts'
import { log } from '#app/platform/log.server.ts'
import type { Db } from '#db/open.server.ts'
import { countDocuments } from '../embedded/columns.server.ts'
import { isWorthTelling } from './breaker.ts'
import { codeOf, isLost, type MeiliOptions } from './client.server.ts'
import { feedOnce } from './feed.server.ts'
import { type FeedParts, type LeasedWork, workFor } from './lease.server.ts'
import { bringSettingsUpToDate, rebuildServerIndex } from './rebuild.server.ts'
import { reconcile } from './reconcile.server.ts'
import {
  builtAs,
  FEED,
  remember,
  rememberedNumber,
  rememberedState,
  waitingNote,
  waitingState,
  wordsState,
} from './state.server.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How often the outbox is looked at. */
const EVERY = 2 * SECOND
const MOST_BACKOFF = 30 * SECOND
const SETTINGS_EVERY = 5 * MINUTE
const COUNT_EVERY = MINUTE
/** A difference that comparing does not mend is looked at every minute, but not compared for again and again. */
const DOUBT_EVERY = 10 * MINUTE
const RECONCILE_EVERY = 22 * HOUR
const NIGHT = { from: 2, until: 5 }
/** Batches in one turn; then others may have the lease. */
const MOST_BATCHES = 20

/** What one turn did. `busy`: another process has the lease; `waiting`: after a failure it is not yet time to try again. */
export type Turn =
  | { did: 'fed'; documents: number }
  | { did: 'rebuilt'; documents: number }
  | { did: 'reconciled'; differences: number }
  | { did: 'nothing' | 'busy' | 'waiting' | 'stopped' }
  | { did: 'failed'; code: string }

export type Feed = {
  /** One turn: looks what is to be done and does it. Never throws. */
  tick(): Promise<Turn>
}

async function feedAll(work: LeasedWork): Promise<number> {
  let documents = 0
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const sent = await feedOnce(work)
    documents += sent
    if (sent === 0 || work.signal?.aborted) break
  }
  return documents
}

/** Whether it is night and the last comparison is not of this night. */
function isTimeToReconcile(db: Db, now: number): boolean {
  const hour = new Date(now).getHours()
  const isNight = hour >= NIGHT.from && hour < NIGHT.until
  return isNight && now - rememberedNumber(db, 'reconciledAt') >= RECONCILE_EVERY
}

/** A feed that remembers between its turns when it last looked at what need not be looked at every time. */
function makeFeed(work: LeasedWork): Feed {
  const { db, options, client, clock, lease } = work
  const built = builtAs(options)
  let settingsSeen = false
  let countedAt = Number.NEGATIVE_INFINITY
  let doubtedAt = Number.NEGATIVE_INFINITY

  function isBuilt(): boolean {
    return rememberedState(db, 'built') === built
  }

  function settingsAreDue(now: number): boolean {
    if (!settingsSeen) return true
    return (
      rememberedState(db, 'settingsFor') !== wordsState(db) &&
      now - rememberedNumber(db, 'settingsAt') >= SETTINGS_EVERY
    )
  }

  async function settings(now: number): Promise<void> {
    if (!settingsAreDue(now)) return
    await bringSettingsUpToDate(work, now)
    settingsSeen = true
  }

  async function rebuild(now: number): Promise<Turn> {
    const documents = await rebuildServerIndex(work, now)
    settingsSeen = true
    return { did: 'rebuilt', documents }
  }

  /** How many documents the index holds; throws index_not_found when it is gone: adding would make one without settings. */
  async function count(): Promise<number> {
    return (await client.index(options.index).getStats()).numberOfDocuments
  }

  /** How many documents the index holds, asked before the lease is taken: a server that is away costs one write for every try. */
  async function look(): Promise<number> {
    try {
      return await count()
    } catch (error) {
      if (isLost(error) && !isBuilt()) return 0
      throw error
    }
  }

  async function compare(now: number): Promise<Turn> {
    const { missing, stale, extra } = await reconcile(work, now)
    await feedAll(work)
    return { did: 'reconciled', differences: missing + stale + extra }
  }

  function mayCompare(now: number): boolean {
    return now - doubtedAt >= DOUBT_EVERY
  }

  function doubtIsDue(now: number): boolean {
    return rememberedState(db, 'doubt') !== '' && mayCompare(now)
  }

  function countIsDue(now: number): boolean {
    return now - countedAt >= COUNT_EVERY || doubtIsDue(now)
  }

  /** What there is to do as far as the database knows. */
  function hasWork(now: number): boolean {
    return (
      !isBuilt() ||
      waitingState(db).waiting > 0 ||
      rememberedState(db, 'waiting') !== '' ||
      settingsAreDue(now) ||
      doubtIsDue(now) ||
      isTimeToReconcile(db, now)
    )
  }

  /** When nothing waits, the index must hold as many documents as can be found; an index that lost most of them is built anew. */
  async function recount(now: number): Promise<Turn | null> {
    if (!countIsDue(now)) return null
    countedAt = now
    const found = await count()
    const documents = countDocuments(db)
    const isAsItShould = found === documents && rememberedState(db, 'doubt') === ''
    if (isAsItShould || !mayCompare(now)) return null
    doubtedAt = now
    return found < documents / 2 ? await rebuild(now) : await compare(now)
  }

  /** What is done with the lease. */
  async function workOn(now: number): Promise<Turn> {
    if (!isBuilt()) return await rebuild(now)
    remember(db, waitingNote(db, now))
    await settings(now)
    if (waitingState(db).waiting > 0) {
      const documents = await feedAll(work)
      remember(db, waitingNote(db, clock()))
      return { did: 'fed', documents }
    }
    const recounted = await recount(now)
    if (recounted) return recounted
    return isTimeToReconcile(db, now) ? await compare(now) : { did: 'nothing' }
  }

  /** The server answered well. Writes only after a failure. */
  function went(done: Turn): Turn {
    remember(db, { error: '', attempts: 0, retryAt: 0 })
    return done
  }

  /** Looks first, which writes nothing: the lease is taken only for what there is to do. */
  async function turn(now: number): Promise<Turn> {
    const isSomething = hasWork(now)
    if (!isSomething && !countIsDue(now)) return { did: 'nothing' }
    if (rememberedNumber(db, 'retryAt') > now) return { did: 'waiting' }
    const found = await look()
    if (!isSomething && (found === countDocuments(db) || !mayCompare(now))) {
      countedAt = now
      return went({ did: 'nothing' })
    }
    if (!lease.take()) return { did: 'busy' }
    try {
      return went(await workOn(now))
    } finally {
      lease.release()
    }
  }

  function failed(error: unknown, now: number): Turn {
    const code = codeOf(error)
    if (code === 'stopped' || work.signal?.aborted) return { did: 'stopped' }
    // Nothing is wrong with the server: another process works on it.
    if (code === 'lease_lost') return { did: 'busy' }
    const attempts = rememberedNumber(db, 'attempts') + 1
    const backoff = Math.min(SECOND * 2 ** Math.min(attempts, 10), MOST_BACKOFF)
    // A lost index is built anew at the next turn.
    const lost = isLost(error) ? { built: '' } : {}
    remember(db, { error: code, attempts, retryAt: now + backoff, ...waitingNote(db, now), ...lost })
    // A server that is away all night says so a few times, not every half minute.
    if (isWorthTelling(attempts)) log('warn', 'the search server could not be fed', { code, count: attempts })
    return { did: 'failed', code }
  }

  return {
    async tick() {
      const now = clock()
      try {
        try {
          return await turn(now)
        } catch (error) {
          return failed(error, now)
        }
      } catch (error) {
        // The database itself: the next turn tries again.
        log('warn', 'the search feed could not read or write its state', { code: codeOf(error) })
        return { did: 'failed', code: 'database' }
      }
    },
  }
}

/** The feed to the search server, for whoever drives it turn by turn. */
export function searchFeed(parts: FeedParts, signal?: AbortSignal): Feed {
  return makeFeed(workFor(parts, signal))
}

/** Feeds the search server: every process looks, and the one that has the lease does what there is to do. */
export function feedJob(
  parts: Omit<FeedParts, 'db' | 'options'> & { options: () => MeiliOptions | null },
): Job<typeof FEED.name> {
  let feed: Feed | undefined
  return {
    name: FEED.name,
    when: { lookEveryMs: EVERY },
    isOn: () => parts.options() !== null,
    async run({ db, signal }) {
      const options = parts.options()
      if (!options) return
      // One feed as long as the process runs: it remembers when it last looked at what.
      feed ??= searchFeed({ ...parts, db, options }, signal)
      await feed.tick()
    },
  }
}
