import type { Allowed } from '#app/access/actor.ts'
import { momentOf } from '#app/i18n/zoned-time.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { firstDayKept, type IsoPeriod } from '#app/platform/duration.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

const A_DAY = 86_400_000

const OLD = `reason IS NOT NULL AND seq IN (SELECT seq FROM audit_events WHERE at < ? AND payload_hash <> '')`
const ANY_OLD = `SELECT 1 FROM audit_payloads WHERE ${OLD} LIMIT 1`
const FORGET_OLD = `UPDATE audit_payloads SET reason = NULL, salt = x'' WHERE ${OLD}`

/**
 * Blanks the reasons of events that are 24 months old (`keep`), with their salts, and tells so in the log. Answers how many; nothing is
 * written when there are none. The event itself stays: it holds ids and names of fields.
 */
export function blankOldReasons(
  db: Db,
  actor: Allowed<'audit.forget-reasons'>,
  now: Date,
  keep: IsoPeriod = 'P24M',
): number {
  // A reason is kept for the whole of its last day.
  const day = firstDayKept(keep, new Date(Number(now) - A_DAY))
  const before = momentOf(day, '00:00')
  if (prepared(db, ANY_OLD).get(before) === undefined) return 0
  return inTransaction(db, (tx) => {
    const { changes } = prepared(tx, FORGET_OLD).run(before)
    if (changes > 0)
      recordAudit(tx, actor, { action: 'audit.forget-reasons', object: { type: 'audit-reasons', id: day } }, now)
    return changes
  })
}
