import { type Allowed, asSystem } from '#app/access/actor.ts'
import { versionOf } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { readNames } from '../catalogue-names.server.ts'
import { saveOffer } from '../save-offer.server.ts'
import type { ImportSource, SourceReading } from './import-record.ts'
import { type ImportOptions, type ImportProgress, type OfferImportPlan, planImport } from './plan.server.ts'

export type ImportWatch = { checking: ImportProgress; writing: ImportProgress }
/** `notWritten`: what kept an import from being written although that was asked. */
export type Imported = { plan: OfferImportPlan; written: boolean; notWritten?: 'refused' | 'dates' }
export type ApplyOptions = ImportOptions & { skipRefused: boolean; yes: boolean; actor?: Allowed<'offer.save'> }

const UNWATCHED: ImportWatch = { checking: () => {}, writing: () => {} }

/** What an import of these records would do; writes nothing and holds nobody up. */
export function tryImport(
  db: Db,
  source: ImportSource,
  options: ImportOptions,
  now: Date,
  watch: ImportWatch = UNWATCHED,
): SourceReading<Imported> {
  return unwritten(planImport(db, source, options, now, watch.checking))
}

function unwritten(plan: SourceReading<OfferImportPlan>, notWritten?: 'refused' | 'dates'): SourceReading<Imported> {
  if (!plan.ok) return plan
  return { ok: true, value: { plan: plan.value, written: false, ...(notWritten ? { notWritten } : {}) } }
}

/** Refused lines keep everything out unless they may be skipped, and so do dates that would be cancelled until somebody says yes. */
function whyNotWritten(
  { refused, planned }: OfferImportPlan,
  { skipRefused, yes }: ApplyOptions,
): 'refused' | 'dates' | undefined {
  if (refused.length > 0 && !skipRefused) return 'refused'
  return !yes && planned.some(({ withdrawn }) => withdrawn.length > 0) ? 'dates' : undefined
}

/** Writes what a plan changes. Everything in it passed the check, so what cannot be saved is a defect. */
function writePlan(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  plan: OfferImportPlan,
  now: Date,
  progress: ImportProgress,
): void {
  const names = readNames(tx)
  const changing = plan.planned.filter(({ change }) => change !== 'unchanged')
  for (const [place, { line, offer }] of changing.entries()) {
    progress(place, changing.length)
    const saved = saveOffer(tx, actor, offer, now, { names })
    if (!saved.ok)
      throw new Error(`line ${line} passed the check but cannot be saved: ${JSON.stringify(saved.problems)}`)
  }
}

/**
 * Imports these records as offers of one kind: all of them in one transaction, or none. One refused line keeps everything out, unless
 * refused lines may be skipped; nor does it cancel dates unless that was agreed to. Offers that are not in the records stay as they are. The plan is made before the transaction, so that
 * others can write meanwhile; it is made again inside only when they did.
 */
export function importOffers(
  db: Db,
  source: ImportSource,
  options: ApplyOptions,
  now: Date,
  watch: ImportWatch = UNWATCHED,
): SourceReading<Imported> {
  const version = versionOf(db, 'catalogue')
  const before = planImport(db, source, options, now, watch.checking)
  const reason = before.ok ? whyNotWritten(before.value, options) : undefined
  if (!before.ok || reason) return unwritten(before, reason)
  return inTransaction(db, (tx): SourceReading<Imported> => {
    const plan = versionOf(tx, 'catalogue') === version ? before : planImport(tx, source, options, now, watch.checking)
    const reasonNow = plan.ok ? whyNotWritten(plan.value, options) : undefined
    if (!plan.ok || reasonNow) return unwritten(plan, reasonNow)
    writePlan(tx, options.actor ?? asSystem('operator', 'offer.save'), plan.value, now, watch.writing)
    return { ok: true, value: { plan: plan.value, written: true } }
  })
}
