import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type ImportOptions, type Plan, type Progress, planImport } from './import/plan.server.ts'
import type { Reading, Source } from './import/record.ts'
import { readNames } from './names.server.ts'
import { saveOffer } from './save-offer.server.ts'

export type ImportWatch = { checking: Progress; writing: Progress }
export type Imported = { plan: Plan; written: boolean }

const UNWATCHED: ImportWatch = { checking: () => {}, writing: () => {} }

/** What an import of these records would do; writes nothing and holds nobody up. */
export function tryImport(
  db: Db,
  source: Source,
  options: ImportOptions,
  now: Date,
  watch: ImportWatch = UNWATCHED,
): Reading<Imported> {
  const plan = planImport(db, source, options, now, watch.checking)
  return plan.ok ? { ok: true, value: { plan: plan.value, written: false } } : plan
}

/**
 * Imports these records as offers of one kind: all of them in one transaction, or none. One refused line keeps everything out, unless
 * refused lines may be skipped. Offers that are not in the records stay as they are.
 */
export function importOffers(
  db: Db,
  source: Source,
  options: ImportOptions & { skipRefused: boolean },
  now: Date,
  watch: ImportWatch = UNWATCHED,
): Reading<Imported> {
  return inTransaction(db, (tx): Reading<Imported> => {
    const plan = planImport(tx, source, options, now, watch.checking)
    if (!plan.ok) return plan
    if (plan.value.refused.length > 0 && !options.skipRefused)
      return { ok: true, value: { plan: plan.value, written: false } }
    const names = readNames(tx)
    const changing = plan.value.planned.filter(({ change }) => change !== 'unchanged')
    for (const [place, { line, offer }] of changing.entries()) {
      watch.writing(place, changing.length)
      const saved = saveOffer(tx, offer, now, { names })
      if (!saved.ok)
        throw new Error(`line ${line} passed the check but cannot be saved: ${JSON.stringify(saved.problems)}`)
    }
    return { ok: true, value: { plan: plan.value, written: true } }
  })
}
