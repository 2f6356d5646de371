import type { Actor } from '#app/access/actor.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'

/** What makes sessions somebody's own: the ids of those that a feature knows of, whatever became of their offer. */
export type OwnSessionSource = (db: Db, personIds: ReadonlyArray<string>, now: Date) => ReadonlyArray<string>

const TRAINED = `SELECT DISTINCT record_id FROM relations WHERE record_type = 'session' AND relation = 'session-trainer'
  AND person_id IN (SELECT value FROM json_each(?)) AND starts_at <= ? AND (ends_at IS NULL OR ends_at > ?)`

/** Sessions that somebody gives. */
const trainedSessions: OwnSessionSource = (db, personIds, now) =>
  prepared(db, TRAINED).pluck().all(JSON.stringify(personIds), Number(now), Number(now)) as string[]

const SIGNED_UP = `SELECT DISTINCT session_id FROM sign_ups WHERE person_id IN (SELECT value FROM json_each(?)) AND holds <> 'nothing'`

/** Sessions that somebody signed up for, with a place or a number in the list. */
const signedUpSessions: OwnSessionSource = (db, personIds) =>
  prepared(db, SIGNED_UP).pluck().all(JSON.stringify(personIds)) as string[]

/** The features that know whose a session is; each adds its line here. */
const SOURCES: ReadonlyArray<OwnSessionSource> = [trainedSessions, signedUpSessions]

/** The ids of all sessions that are the actor's own. */
export function ownSessionIds(
  db: Db,
  { id, formerIds = [] }: Pick<Actor, 'id' | 'formerIds'>,
  now: Date,
  sources: ReadonlyArray<OwnSessionSource> = SOURCES,
): Set<string> {
  return new Set(sources.flatMap((source) => source(db, [id, ...formerIds], now)))
}
