import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import type { Permission } from '#app/access/permissions.ts'
import type { AuditAction } from '#app/platform/audit/event.ts'
import { recordConfidential } from '#app/platform/audit/record-confidential.server.ts'
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

/** Marks somebody's access needs for erasing, and records it. From here on nobody reads them. */
function markAccessNeeds(
  { db, confidential }: PortalFiles,
  actor: Allowed<Permission>,
  marked: { personId: string; action: AuditAction; ground?: string },
  now: Date,
): boolean {
  const { personId, action, ground } = marked
  return inConfidentialTransaction(confidential, (tx) => {
    const dossier = findDossier(tx, { type: ACCESS_NEEDS, subjectId: personId })
    if (!dossier) return false
    const act = { subjectId: personId, ground, operationId: randomUUID() }
    const object = { type: ACCESS_NEEDS, id: personId }
    recordConfidential(db, actor, { ...act, action, object, fields: ['arrangement'] }, now)
    const key = { type: 'data-key', id: dossier.id }
    recordConfidential(db, actor, { ...act, action: 'data-key.destroy', object: key }, now)
    return markForErasing(tx, dossier.id, now)
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
    markAccessNeeds(files, actor, { personId: actor.id, action: 'access-needs.clear' }, now)
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
  markAccessNeeds(files, actor, { personId, action: 'access-needs.forget', ground: 'retention' }, now)
  eraseMarked(files)
}

/** Erases what was kept for as long as the inventory says. Runs daily; answers how many there were. */
export function eraseOldAccessNeeds(files: PortalFiles, actor: Allowed<'access-needs.forget'>, now: Date): number {
  const { keep } = lineOf('access_needs', 'arrangement', 'confidential')
  const over = files.confidential
    .select({ personId: dossiers.subjectId, updatedAt: accessNeeds.updatedAt })
    .from(accessNeeds)
    .innerJoin(dossiers, eq(dossiers.id, accessNeeds.dossierId))
    .all()
    .filter(({ updatedAt }) => isOver(updatedAt, keep, now))
  for (const { personId } of over)
    markAccessNeeds(files, actor, { personId, action: 'access-needs.forget', ground: 'retention' }, now)
  eraseMarked(files)
  return over.length
}
