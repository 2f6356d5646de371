import type { Allowed } from '#app/access/actor.ts'
import type { SentUnitForm } from '#app/features/people/unit-form.server.ts'
import type { UnitFormProblem, UnitIntent } from '#app/features/people/unit-form.ts'
import { done, type Outcome } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { addUnit, changeUnit } from './save-names.server.ts'

/** Carries out one form of the page of units. */
export function changeUnits(
  db: Db,
  actor: Allowed<'unit.save'>,
  form: SentUnitForm,
  now: Date,
): Outcome<UnitIntent, UnitFormProblem> {
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
