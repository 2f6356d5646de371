import type { Allowed } from '#app/access/actor.ts'
import { momentOf } from '#app/i18n/zoned-time.ts'
import { type ConfidentialDb, hasGaps, writeAnew } from '#db/confidential/open.server.ts'
import { type ConfidentialTx, inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { firstDayKept, type IsoPeriod } from '../duration.ts'
import { ERASES_EVENTS } from './event.ts'
import { logConfidential } from './log-confidential.server.ts'

/** Records that went: none of their events is younger than this moment, and the record is there no more. */
const GONE = `SELECT record_id FROM confidential_events WHERE action <> '${ERASES_EVENTS}'
  GROUP BY record_id HAVING max(at) < ? AND record_id NOT IN (SELECT id FROM dossiers) AND record_id NOT IN (SELECT dossier_id FROM erasures)`
const OF_RECORD = 'SELECT seq FROM confidential_events WHERE record_id = ? ORDER BY seq LIMIT ?'
const ERASE = 'DELETE FROM confidential_events WHERE seq IN (SELECT value FROM json_each(?))'
const OLD_HEADS = 'DELETE FROM confidential_heads WHERE at < ?'
/** Numbers that one event names. */
const BATCH = 500

function eraseBatch(tx: ConfidentialTx, actor: Allowed<'confidential-log.erase'>, id: string, now: Date): number {
  const seqs = prepared(tx, OF_RECORD).pluck().all(id, BATCH) as number[]
  if (seqs.length === 0) return 0
  const fields = seqs.map(String)
  logConfidential(
    tx,
    actor,
    { action: ERASES_EVENTS, record: { type: '', id: '' }, subjectId: '', ground: 'retention', fields },
    now,
  )
  prepared(tx, ERASE).run(JSON.stringify(seqs))
  return seqs.length
}

/**
 * Erases the events of records that went as long ago as the inventory says (`keep`). Their leaves stay, so the chain is whole; one event
 * names their numbers and nothing else, so that a link without its event is accounted for. Answers how many went.
 */
export function eraseConfidentialEvents(
  db: ConfidentialDb,
  actor: Allowed<'confidential-log.erase'>,
  keep: IsoPeriod,
  now: Date,
): number {
  const gone = prepared(db, GONE)
    .pluck()
    .all(momentOf(firstDayKept(keep, now), '00:00')) as string[]
  let erased = 0
  for (const id of gone) {
    for (let batch = -1; batch !== 0; erased += batch)
      batch = inConfidentialTransaction(db, (tx) => eraseBatch(tx, actor, id, now))
  }
  if (erased > 0 || hasGaps(db)) writeAnew(db)
  return erased
}

/** Erases the salts of heads as old as the inventory says: from then on a line of the heads file says nothing to anybody. */
export function eraseConfidentialHeads(db: ConfidentialDb, keep: IsoPeriod, now: Date): number {
  return prepared(db, OLD_HEADS).run(momentOf(firstDayKept(keep, now), '00:00')).changes
}
