import type { Allowed } from '#app/access/actor.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { daysOfForm, type SentClosingDays } from './closing-days-form.server.ts'
import { publicHolidays } from './public-holidays.ts'
import { type ClosingDayProblem, removeClosingDay, saveClosingDay } from './save-closing-day.server.ts'

export const CLOSING_ACTS = ['add', 'change', 'remove', 'propose'] as const
export type ClosingAct = (typeof CLOSING_ACTS)[number]
export type ClosingFormProblem = ClosingDayProblem | 'nothing-chosen' | 'busy'

/** Adds the public holidays that somebody chose; those that are closing days already stay as they are. */
function addChosen(
  tx: Tx,
  actor: Allowed<'closing-day.save'>,
  { country, year, holiday }: Extract<SentClosingDays, { intent: 'propose' }>,
  now: Date,
): Outcome<'added', ClosingFormProblem> {
  const chosen = publicHolidays(country, Number(year)).filter(({ key }) => holiday.includes(key))
  if (chosen.length === 0) return refused('nothing-chosen')
  for (const { day, name } of chosen) {
    const saved = saveClosingDay(tx, actor, { id: null, from: day, until: day, name }, now)
    if (!saved.ok && saved.problem !== 'there-already') return saved
  }
  return done('added')
}

function carryOut(
  tx: Tx,
  actor: Allowed<'closing-day.save'>,
  form: SentClosingDays,
  now: Date,
): Outcome<unknown, ClosingFormProblem> {
  switch (form.intent) {
    case 'remove':
      return removeClosingDay(tx, actor, form.id, now)
    case 'propose':
      return addChosen(tx, actor, form, now)
    default: {
      const id = form.intent === 'change' ? form.id : null
      const name = { nl: form.nameNl, en: form.nameEn }
      return saveClosingDay(tx, actor, { id, ...daysOfForm(form), name }, now)
    }
  }
}

/** Carries out one form of the page of closing days. */
export function changeClosingDays(
  db: Db,
  actor: Allowed<'closing-day.save'>,
  form: SentClosingDays,
  now: Date,
): Outcome<ClosingAct, ClosingFormProblem> {
  const outcome = refuseWhenBusy(() => inTransaction(db, (tx) => carryOut(tx, actor, form, now)))
  return outcome.ok ? done(form.intent) : outcome
}
