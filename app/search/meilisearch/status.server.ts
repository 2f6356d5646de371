import type { Db } from '#db/open.server.ts'
import { countDocuments } from '../embedded/columns.server.ts'
import { isBehind } from './breaker.ts'
import { codeOf, type MeiliOptions, searchClient, workClient } from './client.server.ts'
import { builtAs, rememberedNumber, rememberedState, waitingSince, waitingState } from './state.server.ts'

/** How the search server stands, for the status command. Moments in UTC milliseconds, 0 for never; `ageMs` of the oldest change that waits. */
export type MeiliStatus = {
  engine: 'meilisearch'
  reachable: boolean
  /** Why it could not be asked, or the last failure of the feed. */
  error: string
  /** Why a search, with the key for searching, is not answered; empty when it is. */
  searchError: string
  version: string
  /** In the index, null when that could not be asked; and in the database. */
  documents: number | null
  live: number
  built: boolean
  waiting: number
  ageMs: number
  /** More or older changes wait than searches may miss: the embedded engine answers. */
  behind: boolean
  retryAt: number
  rebuiltAt: number
  reconciledAt: number
  settingsAt: number
}

/** The smallest of searches, sent as the portal sends its own. */
async function searchErrorOf(options: MeiliOptions): Promise<string> {
  try {
    await searchClient(options).multiSearch({ queries: [{ indexUid: options.index, q: '', page: 1, hitsPerPage: 0 }] })
    return ''
  } catch (error) {
    return codeOf(error)
  }
}

/** Asks the server and the database; a server that is away is a status, not an exception. */
export async function meiliStatus(db: Db, options: MeiliOptions, now: number): Promise<MeiliStatus> {
  const { waiting } = waitingState(db)
  const lag = waiting > 0 ? waitingSince(db) : null
  const known = {
    engine: 'meilisearch' as const,
    live: countDocuments(db),
    built: rememberedState(db, 'built') === builtAs(options),
    waiting,
    ageMs: lag ? Math.max(0, now - lag.since) : 0,
    behind: isBehind(lag, waiting, now),
    retryAt: rememberedNumber(db, 'retryAt'),
    rebuiltAt: rememberedNumber(db, 'rebuiltAt'),
    reconciledAt: rememberedNumber(db, 'reconciledAt'),
    settingsAt: rememberedNumber(db, 'settingsAt'),
  }
  const client = workClient(options)
  try {
    await client.health()
  } catch (error) {
    const code = codeOf(error)
    return { ...known, reachable: false, error: code, searchError: code, version: '', documents: null }
  }
  const searchError = await searchErrorOf(options)
  try {
    const [{ pkgVersion }, { numberOfDocuments }] = await Promise.all([
      client.getVersion(),
      client.index(options.index).getStats(),
    ])
    return {
      ...known,
      reachable: true,
      error: rememberedState(db, 'error'),
      searchError,
      version: /^[\w.+-]{1,40}$/.test(pkgVersion) ? pkgVersion : '?',
      documents: numberOfDocuments,
    }
  } catch (error) {
    return { ...known, reachable: true, error: codeOf(error), searchError, version: '', documents: null }
  }
}
