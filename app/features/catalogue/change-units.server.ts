import type { Allowed } from '#app/access/actor.ts'
import { readUnitForm, type UnitFormProblem, type UnitIntent } from '#app/features/people/unit-form.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { addUnit, changeUnit } from './save-names.server.ts'

/** Carries out one form of the page of units. `isOurs` says whether the form's token was given out for this change. */
export function changeUnits(
  db: Db,
  actor: Allowed<'unit.save'>,
  change: {
    fields: Readonly<Record<string, string>> | null
    isOurs: (intent: UnitIntent, token: string) => boolean
  },
  now: Date,
): Outcome<UnitIntent, UnitFormProblem> {
  const form = readUnitForm(change.fields)
  if (!form) return refused('bad-form')
  if (!change.isOurs(form.intent, form.token)) return refused('old-form')
  const unit = { parentId: form.parent || null, name: { nl: form.nameNl, en: form.nameEn } }
  const outcome = refuseWhenBusy(() =>
    inTransaction(db, (tx) =>
      form.intent === 'add'
        ? addUnit(tx, actor, { ...unit, kind: form.kind }, now)
        : changeUnit(tx, actor, { ...unit, id: form.unit }, now),
    ),
  )
  return outcome.ok ? done(form.intent) : outcome
}
