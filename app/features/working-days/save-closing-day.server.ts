import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { type Allowed, hasRole, unitsOf } from '#app/access/actor.ts'
import type { Pair } from '#app/i18n/languages.ts'
import { daysBetween } from '#app/i18n/zoned-time.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { closingDays } from '#db/schema/working-days.ts'
import type { Tx } from '#db/transaction.server.ts'
import { readClosingDays } from './closing-days.server.ts'

/** The longest closure, in days. */
const LONGEST_DAYS = 92
/** More closing days than anybody keeps. */
const MOST = 500

export type ClosingDayInput = { readonly from: string; readonly until: string | null; readonly name: Pair }
export type ClosingDayProblem = 'not-yours' | 'gone' | 'ends-before' | 'too-many-days' | 'too-many' | 'there-already'

/** Whether somebody may change them: an administrator, and who publishes for the whole university. */
export function mayChangeClosingDays(actor: Allowed<'closing-day.view'> | Allowed<'closing-day.save'>): boolean {
  if (actor.system) return true
  return hasRole(actor, 'administrator') || unitsOf(actor, 'hr-publisher') === 'all'
}

/**
 * Adds closing days, or changes those with this id; days of both ends are included. Refuses who publishes for some units only, an end before the
 * beginning, more than 92 days, and the very same days under another id. No-op, and no audit event, when unchanged.
 */
export function saveClosingDay(
  tx: Tx,
  actor: Allowed<'closing-day.save'>,
  { id, from, until, name }: ClosingDayInput & { readonly id: string | null },
  now: Date,
): Outcome<'added' | 'changed' | 'unchanged', ClosingDayProblem> {
  if (!mayChangeClosingDays(actor)) return refused('not-yours')
  const values = { fromDay: from, untilDay: until ?? from, nameNl: name.nl, nameEn: name.en }
  if (values.untilDay < values.fromDay) return refused('ends-before')
  if (daysBetween(values.fromDay, values.untilDay) >= LONGEST_DAYS) return refused('too-many-days')
  const all = readClosingDays(tx)
  if (all.some((one) => one.id !== id && one.from === values.fromDay && one.until === values.untilDay))
    return refused('there-already')
  if (id === null) {
    if (all.length >= MOST) return refused('too-many')
    const added = uuidv7()
    tx.insert(closingDays)
      .values({ id: added, ...values })
      .run()
    recordAudit(tx, actor, { action: 'closing-day.add', object: { type: 'closing-day', id: added } }, now)
    return done('added')
  }
  const before = tx.select().from(closingDays).where(eq(closingDays.id, id)).get()
  if (!before) return refused('gone')
  const names = ['fromDay', 'untilDay', 'nameNl', 'nameEn'] as const
  const fields = names.filter((field) => values[field] !== before[field])
  if (fields.length === 0) return done('unchanged')
  tx.update(closingDays).set(values).where(eq(closingDays.id, id)).run()
  recordAudit(tx, actor, { action: 'closing-day.change', object: { type: 'closing-day', id }, fields }, now)
  return done('changed')
}

/** Takes closing days away: they count as working days again. Refuses those that are gone, and who publishes for some units only. */
export function removeClosingDay(
  tx: Tx,
  actor: Allowed<'closing-day.save'>,
  id: string,
  now: Date,
): Outcome<'removed', ClosingDayProblem> {
  if (!mayChangeClosingDays(actor)) return refused('not-yours')
  const gone = tx.delete(closingDays).where(eq(closingDays.id, id)).run().changes
  if (gone === 0) return refused('gone')
  recordAudit(tx, actor, { action: 'closing-day.remove', object: { type: 'closing-day', id } }, now)
  return done('removed')
}
