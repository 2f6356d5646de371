import type { Allowed } from '#app/access/actor.ts'
import type { Db } from '#db/open.server.ts'
import { importOffers, tryImport } from './import/import-offers.server.ts'
import { readSourceBytes } from './import/read-source.server.ts'
import { type FileToLook, fingerprintOf } from './import-look.server.ts'

/** Offers that are written in one transaction: others can write between two of them. */
export const IMPORT_BATCH = 100

export type ImportAgreed = { readonly fingerprint: string; readonly skip: boolean; readonly dates: boolean }
export type ImportProblem = 'gone' | 'changed-meanwhile' | 'changed-half-way' | 'refused' | 'dates'
/** How far applying came: what was written, and why no more. */
export type ImportApplied = { readonly done: number; readonly problem: ImportProblem | null }

/**
 * Applies a file as it was shown. Nothing is written when something changed since, when lines were refused that may not be skipped, or when dates would be
 * cancelled that nobody agreed to. A hundred changes or fewer are one transaction; more are written a hundred at a time, each planned anew against what is
 * stored by then. `goesOn`: how many were written before the process stopped, null when it had not begun; `after` hears after each transaction how much is.
 */
export async function applyInBatches(
  db: Db,
  actor: Allowed<'offer.save'>,
  { format, content, options }: FileToLook,
  agreed: ImportAgreed,
  now: Date,
  {
    goesOn = null,
    after = () => {},
    breathe,
  }: { goesOn?: number | null; after?: (done: number) => void; breathe?: () => Promise<void> } = {},
): Promise<ImportApplied> {
  const source = readSourceBytes(content, format, options.kind)
  const tried = source.ok ? tryImport(db, source.value, options, now) : source
  if (!source.ok || !tried.ok) return { done: goesOn ?? 0, problem: 'changed-meanwhile' }
  const { plan } = tried.value
  if (goesOn === null && fingerprintOf(plan) !== agreed.fingerprint) return { done: 0, problem: 'changed-meanwhile' }
  if (plan.refused.length > 0 && !agreed.skip) return { done: goesOn ?? 0, problem: 'refused' }
  if (!agreed.dates && plan.planned.some(({ withdrawn }) => withdrawn.length > 0))
    return { done: goesOn ?? 0, problem: 'dates' }
  const changing = plan.planned.filter(({ change }) => change !== 'unchanged')
  let done = goesOn ?? 0
  after(done)
  for (let from = 0; from < changing.length; from += IMPORT_BATCH) {
    const batch = changing.slice(from, from + IMPORT_BATCH)
    const lines = new Set(batch.flatMap((one) => one.lines))
    const records = source.value.records.filter(({ line }) => lines.has(line))
    const applied = importOffers(
      db,
      { ...source.value, records, notices: [] },
      { ...options, actor, skipRefused: false, yes: agreed.dates },
      now,
    )
    if (!applied.ok || !applied.value.written)
      return { done, problem: done > 0 ? 'changed-half-way' : 'changed-meanwhile' }
    done += applied.value.plan.planned.filter(({ change }) => change !== 'unchanged').length
    after(done)
    await breathe?.()
  }
  return { done, problem: null }
}
