import type { Allowed } from '#app/access/actor.ts'
import { dayOf, momentOf } from '#app/i18n/zoned-time.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/** How long a reason in somebody's own words is kept (trust: purpose 12). The event itself stays: it holds ids and names of fields. */
const REASONS_KEPT_MONTHS = 24

const OLD = `reason IS NOT NULL AND seq IN (SELECT seq FROM audit_events WHERE at < ? AND payload_hash <> '')`
const ANY_OLD = `SELECT 1 FROM audit_payloads WHERE ${OLD} LIMIT 1`
const FORGET_OLD = `UPDATE audit_payloads SET reason = NULL, salt = x'' WHERE ${OLD}`

/** The first day of which reasons are still kept. */
function firstDayKept(now: Date): string {
  const day = new Date(`${dayOf(now)}T12:00:00Z`)
  day.setUTCMonth(day.getUTCMonth() - REASONS_KEPT_MONTHS)
  return day.toISOString().slice(0, 10)
}

/** Blanks the reasons of events that are 24 months old, with their salts, and tells so in the log. Answers how many; nothing is written when there are none. */
export function blankOldReasons(db: Db, actor: Allowed<'audit.forget-reasons'>, now: Date): number {
  const day = firstDayKept(now)
  const before = momentOf(day, '00:00')
  if (prepared(db, ANY_OLD).get(before) === undefined) return 0
  return inTransaction(db, (tx) => {
    const { changes } = prepared(tx, FORGET_OLD).run(before)
    if (changes > 0)
      recordAudit(tx, actor, { action: 'audit.forget-reasons', object: { type: 'audit-reasons', id: day } }, now)
    return changes
  })
}
