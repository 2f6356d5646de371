import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '#db/open.server.ts'
import { log } from '../../log.server.ts'
import { countDocuments } from '../embedded/columns.server.ts'
import { codeOf, isLost, MeiliError, type MeiliOptions, workClient } from './client.server.ts'
import { feedOnce, type ReadDocuments, type Work } from './feed.server.ts'
import { bringSettingsUpToDate, type Progress, rebuildIndex } from './rebuild.server.ts'
import { reconcile } from './reconcile.server.ts'
import {
  builtAs,
  holdLease,
  releaseLease,
  remember,
  remembered,
  rememberedNumber,
  waitingState,
  wordsState,
} from './state.server.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How often the outbox is looked at. */
const EVERY = 2 * SECOND
/** A process that ends without giving the lease back keeps the others waiting no longer than this. */
const LEASE = 60 * SECOND
const MOST_BACKOFF = 30 * SECOND
const SETTINGS_EVERY = 5 * MINUTE
const COUNT_EVERY = MINUTE
/** A difference that comparing does not mend is not compared for again and again. */
const DOUBT_EVERY = 10 * MINUTE
const RECONCILE_EVERY = 22 * HOUR
const NIGHT = { from: 1, until: 5 }
/** Batches in one turn; then others may have the lease. */
const MOST_BATCHES = 20

export type FeedParts = {
  db: Db
  options: MeiliOptions
  readDocuments: ReadDocuments
  /** Milliseconds UTC; not the portal's clock, which a demo may move. */
  clock?: () => number
}

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

type InFeed = Work & { clock: () => number; holder: string }

function leaseOrThrow(db: Db, holder: string, clock: () => number): () => void {
  let keptUntil = 0
  return () => {
    // Asked at every look at a task; written now and then.
    if (clock() < keptUntil - LEASE / 2) return
    if (!holdLease(db, holder, clock(), clock() + LEASE)) throw new MeiliError('lease_lost')
    keptUntil = clock() + LEASE
  }
}

function workFor({ db, options, readDocuments, clock = Date.now }: FeedParts, signal?: AbortSignal): InFeed {
  const holder = randomUUID()
  const keepLease = leaseOrThrow(db, holder, clock)
  return { db, options, readDocuments, client: workClient(options), clock, holder, keepLease, signal }
}

async function feedAll(work: InFeed): Promise<number> {
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

/** Notes since when the oldest change waits, for the status and for whoever watches it. */
function noteWaiting(db: Db, now: number): number {
  const { waiting, oldestSeq } = waitingState(db)
  const [seq] = remembered(db, 'waiting').split(' ')
  if (oldestSeq === null) remember(db, { waiting: '' })
  else if (seq !== String(oldestSeq)) remember(db, { waiting: `${oldestSeq} ${now}` })
  return waiting
}

function isPowerOfTwo(count: number): boolean {
  return (count & (count - 1)) === 0
}

/** A feed that remembers between its turns when it last looked at what need not be looked at every time. */
function makeFeed(work: InFeed): Feed {
  const { db, options, client, clock } = work
  let settingsSeen = false
  let countedAt = Number.NEGATIVE_INFINITY
  let doubtedAt = Number.NEGATIVE_INFINITY

  function settingsAreDue(now: number): boolean {
    if (!settingsSeen) return true
    return (
      remembered(db, 'settingsFor') !== wordsState(db) && now - rememberedNumber(db, 'settingsAt') >= SETTINGS_EVERY
    )
  }

  async function settings(now: number): Promise<void> {
    if (!settingsAreDue(now)) return
    await bringSettingsUpToDate(work, now)
    settingsSeen = true
  }

  async function rebuild(now: number): Promise<Turn> {
    const documents = await rebuildIndex(work, now)
    settingsSeen = true
    return { did: 'rebuilt', documents }
  }

  /** How many documents the index holds; throws index_not_found when it is gone: adding would make one without settings. */
  async function count(): Promise<number> {
    return (await client.index(options.index).getStats()).numberOfDocuments
  }

  async function compare(now: number): Promise<Turn> {
    const { missing, stale, extra } = await reconcile(work, now)
    await feedAll(work)
    return { did: 'reconciled', differences: missing + stale + extra }
  }

  function countIsDue(now: number): boolean {
    const isDoubted = remembered(db, 'doubt') !== ''
    return now - doubtedAt >= DOUBT_EVERY && (isDoubted || now - countedAt >= COUNT_EVERY)
  }

  /** Asked before the lease is taken: a feed with nothing to do writes nothing. */
  function hasWork(now: number): boolean {
    return (
      remembered(db, 'built') !== builtAs(options.index) ||
      waitingState(db).waiting > 0 ||
      remembered(db, 'waiting') !== '' ||
      settingsAreDue(now) ||
      countIsDue(now) ||
      isTimeToReconcile(db, now)
    )
  }

  /** When nothing waits, the index must hold as many documents as can be found; an index that lost most of them is built anew. */
  async function recount(now: number): Promise<Turn | null> {
    if (!countIsDue(now)) return null
    countedAt = now
    const documents = countDocuments(db)
    const found = await count()
    if (found === documents && remembered(db, 'doubt') === '') return null
    doubtedAt = now
    return found < documents / 2 ? await rebuild(now) : await compare(now)
  }

  async function turn(now: number): Promise<Turn> {
    if (remembered(db, 'built') !== builtAs(options.index)) return await rebuild(now)
    const waiting = noteWaiting(db, now)
    if (waiting > 0 || !settingsSeen) await count()
    await settings(now)
    if (waiting > 0) {
      const documents = await feedAll(work)
      noteWaiting(db, clock())
      return { did: 'fed', documents }
    }
    const recounted = await recount(now)
    if (recounted) return recounted
    return isTimeToReconcile(db, now) ? await compare(now) : { did: 'nothing' }
  }

  function failed(error: unknown, now: number): Turn {
    const code = codeOf(error)
    if (code === 'stopped' || work.signal?.aborted) return { did: 'stopped' }
    const attempts = rememberedNumber(db, 'attempts') + 1
    const backoff = Math.min(SECOND * 2 ** Math.min(attempts, 10), MOST_BACKOFF)
    // A lost index is built anew at the next turn.
    const built = isLost(error) ? { built: '' } : {}
    remember(db, { error: code, attempts, retryAt: now + backoff, ...built })
    // A server that is away all night says so a few times, not every half minute.
    if (isPowerOfTwo(attempts)) log('warn', 'the search server could not be fed', { code, count: attempts })
    return { did: 'failed', code }
  }

  return {
    async tick() {
      const now = clock()
      try {
        if (!hasWork(now)) return { did: 'nothing' }
        if (rememberedNumber(db, 'retryAt') > now) return { did: 'waiting' }
        if (!holdLease(db, work.holder, now, now + LEASE)) return { did: 'busy' }
        try {
          const done = await turn(now)
          remember(db, { error: '', attempts: 0, retryAt: 0 })
          return done
        } catch (error) {
          return failed(error, now)
        } finally {
          releaseLease(db, work.holder)
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

/** Starts the feed in this process; it keeps no process alive. `stop` ends the work under way and resolves when it has ended. */
export function startSearchFeed(parts: FeedParts): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const feed = searchFeed(parts, stopping.signal)
  let running: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  function next(): void {
    if (stopping.signal.aborted) return
    timer = setTimeout(() => {
      running = feed.tick().then(next, next)
    }, EVERY)
    timer.unref()
  }
  next()
  return {
    async stop() {
      stopping.abort()
      clearTimeout(timer)
      // A server that hangs does not hold up the end of the portal.
      await Promise.race([running, pause(SECOND, undefined, { ref: false })])
    },
  }
}

/** Builds the index anew now, for a command. Refuses when another process is at work on the server, and throws when the server fails. */
export async function rebuildNow(
  parts: FeedParts,
  onProgress?: Progress,
): Promise<{ ok: true; value: number } | { ok: false; problem: 'busy' }> {
  const work = workFor(parts)
  const now = work.clock()
  if (!holdLease(work.db, work.holder, now, now + LEASE)) return { ok: false, problem: 'busy' }
  try {
    const documents = await rebuildIndex(work, now, onProgress)
    remember(work.db, { error: '', attempts: 0, retryAt: 0 })
    return { ok: true, value: documents }
  } finally {
    releaseLease(work.db, work.holder)
  }
}
