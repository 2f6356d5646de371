import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { allowOn } from '#app/features/people/allow-on.server.ts'
import { logConfidential } from '#app/platform/confidential-log/log-confidential.server.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import { findDossier } from '#app/platform/dossiers/dossiers.server.ts'
import { eraseMarked, finishErasingWithin, markForErasing } from '#app/platform/dossiers/erase-dossier.server.ts'
import { isOver } from '#app/platform/duration.ts'
import { done, type Outcome } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import { accessNeeds, dossiers } from '#db/confidential/schema.ts'
import { inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import { ACCESS_NEEDS } from './access-needs-rules.ts'
import { lineOf } from './inventory.ts'

/** How long somebody who clears waits until nothing is left; then the portal goes on by itself, and says so. */
const PATIENCE_MS = 1_000

type Marking = { readonly subjectId: string; readonly action: 'access-needs.clear' | 'access-needs.forget' }

/** Marks the access needs about somebody for erasing, and tells it in their log. From here on nobody reads them. */
function markAccessNeeds(
  { db, confidential }: PortalFiles,
  actor: Allowed<'access-needs.save-own'> | Allowed<'access-needs.forget'>,
  permission: 'access-needs.save-own' | 'access-needs.forget',
  { subjectId, action }: Marking,
  now: Date,
): boolean {
  return inConfidentialTransaction(confidential, (tx) => {
    const dossier = findDossier(tx, { type: ACCESS_NEEDS, subjectId })
    const record = dossier && ({ type: ACCESS_NEEDS, id: dossier.id } as const)
    const allowed = record && allowOn(db, tx, actor, permission, record, now)
    if (!allowed) return false
    const ground = actor.system ? 'retention' : allowed.relation
    const entry = { record: allowed.record, subjectId, ground, operationId: randomUUID() }
    logConfidential(tx, allowed, { ...entry, action, fields: ['arrangement'] }, now)
    logConfidential(tx, allowed, { ...entry, action: 'data-key.destroy' }, now)
    return markForErasing(tx, allowed.record.id, now)
  })
}

/**
 * Clears what the actor needs to take part. Needs no keys: what cannot be read can still be cleared. `cleared` once nothing of it is left
 * in any file; `erasing` when somebody else holds the file at this moment, and the portal finishes it within the hour.
 */
export async function clearAccessNeeds(
  files: PortalFiles,
  actor: Allowed<'access-needs.save-own'>,
  now: Date,
): Promise<Outcome<'cleared' | 'erasing', 'busy'>> {
  const marked = refuseWhenBusy(() => {
    for (const subjectId of [actor.id, ...(actor.formerIds ?? [])])
      markAccessNeeds(files, actor, 'access-needs.save-own', { subjectId, action: 'access-needs.clear' }, now)
    return done('marked')
  })
  if (!marked.ok) return marked
  return done((await finishErasingWithin(files, PATIENCE_MS)) ? 'cleared' : 'erasing')
}

/** Erases what somebody needed, because they are erased themselves. */
export function wipeAccessNeeds(
  files: PortalFiles,
  actor: Allowed<'access-needs.forget'>,
  personId: string,
  now: Date,
): void {
  markAccessNeeds(files, actor, 'access-needs.forget', { subjectId: personId, action: 'access-needs.forget' }, now)
  eraseMarked(files)
}

/** Erases what was kept for as long as the inventory says. Runs daily; answers how many there were. */
export function eraseOldAccessNeeds(files: PortalFiles, actor: Allowed<'access-needs.forget'>, now: Date): number {
  const { keep } = lineOf('access_needs', 'arrangement', 'confidential')
  const over = files.confidential
    .select({ subjectId: dossiers.subjectId, updatedAt: accessNeeds.updatedAt })
    .from(accessNeeds)
    .innerJoin(dossiers, eq(dossiers.id, accessNeeds.dossierId))
    .all()
    .filter(({ updatedAt }) => isOver(updatedAt, keep, now))
  for (const { subjectId } of over)
    markAccessNeeds(files, actor, 'access-needs.forget', { subjectId, action: 'access-needs.forget' }, now)
  eraseMarked(files)
  return over.length
}
