import type { Db } from '#db/open.server.ts'
import { countDocuments } from '../embedded/columns.server.ts'
import { codeOf, type MeiliOptions, workClient } from './client.server.ts'
import { builtAs, remembered, rememberedNumber, waitingState } from './state.server.ts'

/** How the search server stands, for the status command. Moments in UTC milliseconds, 0 for never; `ageMs` of the oldest change that waits. */
export type MeiliStatus = {
  engine: 'meilisearch'
  reachable: boolean
  /** Why it could not be asked, or the last failure of the feed. */
  error: string
  version: string
  /** In the index, null when that could not be asked; and in the database. */
  documents: number | null
  live: number
  built: boolean
  waiting: number
  ageMs: number
  retryAt: number
  rebuiltAt: number
  reconciledAt: number
  settingsAt: number
}

/** Asks the server and the database; a server that is away is a status, not an exception. */
export async function meiliStatus(db: Db, options: MeiliOptions, now: number): Promise<MeiliStatus> {
  const [, since] = remembered(db, 'waiting').split(' ')
  const { waiting } = waitingState(db)
  const known = {
    engine: 'meilisearch' as const,
    live: countDocuments(db),
    built: remembered(db, 'built') === builtAs(options.index),
    waiting,
    ageMs: waiting > 0 && since ? Math.max(0, now - Number(since)) : 0,
    retryAt: rememberedNumber(db, 'retryAt'),
    rebuiltAt: rememberedNumber(db, 'rebuiltAt'),
    reconciledAt: rememberedNumber(db, 'reconciledAt'),
    settingsAt: rememberedNumber(db, 'settingsAt'),
  }
  const client = workClient(options)
  try {
    await client.health()
  } catch (error) {
    return { ...known, reachable: false, error: codeOf(error), version: '', documents: null }
  }
  try {
    const [{ pkgVersion }, { numberOfDocuments }] = await Promise.all([
      client.getVersion(),
      client.index(options.index).getStats(),
    ])
    return {
      ...known,
      reachable: true,
      error: remembered(db, 'error'),
      version: pkgVersion,
      documents: numberOfDocuments,
    }
  } catch (error) {
    return { ...known, reachable: true, error: codeOf(error), version: '', documents: null }
  }
}
