import { randomUUID } from 'node:crypto'
import type { Allowed } from '#app/access/actor.ts'
import { logConfidential } from '#app/platform/confidential-log/log-confidential.server.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import { eraseMarked, finishErasingWithin, markForErasing } from '#app/platform/dossiers/erase-dossier.server.ts'
import { type IsoPeriod, isOver } from '#app/platform/duration.ts'
import { closeRecordForAll } from '#app/platform/openings/record-openings.server.ts'
import { done, type Outcome } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import { inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { CONTACT_REQUEST } from './contact-rules.ts'
import { allowOnContact, contactDossiersOf } from './contact-store.server.ts'

/** How long somebody who withdraws waits until nothing is left; then the portal goes on by itself. */
const PATIENCE_MS = 1_000

type Erasing = 'contact-request.withdraw' | 'contact-request.forget'

/** Marks a contact request for erasing, and tells it in its log. From here on nobody reads it. False when it is not there, or not this actor's to erase. */
function markContactRequest<P extends Erasing>(
  files: PortalFiles,
  actor: Allowed<P>,
  permission: P,
  id: string,
  now: Date,
): boolean {
  return inConfidentialTransaction(files.confidential, (tx) => {
    const allowed = allowOnContact(files, tx, actor, permission, id, now)
    if (!allowed) return false
    const ground = actor.system ? 'retention' : allowed.relation
    const entry = { record: allowed.record, subjectId: allowed.subjectId, ground, operationId: randomUUID() }
    logConfidential(tx, allowed, { ...entry, action: permission, fields: ['content'] }, now)
    logConfidential(tx, allowed, { ...entry, action: 'data-key.destroy' }, now)
    return markForErasing(tx, id, now)
  })
}

/**
 * Withdraws one's own contact request, answered or not: nobody reads it from this moment on, its key goes, and then its rows. Needs no keys. Throws 404
 * for somebody else's. `erasing` when the files were held by somebody: the portal finishes it within the hour.
 */
export async function withdrawContactRequest(
  files: PortalFiles & { authStore: AuthStore },
  actor: Allowed<'contact-request.withdraw'>,
  id: string,
  now: Date,
): Promise<Outcome<'withdrawn' | 'erasing', 'busy'>> {
  const marked = refuseWhenBusy(() => {
    if (!markContactRequest(files, actor, 'contact-request.withdraw', id, now))
      throw new Response(null, { status: 404 })
    return done('marked')
  })
  if (!marked.ok) return marked
  closeRecordForAll(files.authStore, { type: CONTACT_REQUEST, id })
  return done((await finishErasingWithin(files, PATIENCE_MS)) ? 'withdrawn' : 'erasing')
}

/** Erases the contact requests of somebody, because they are erased themselves; and that they answered others. */
export function wipeContactRequests(
  files: PortalFiles,
  actor: Allowed<'contact-request.forget'>,
  personId: string,
  now: Date,
): void {
  for (const { id } of contactDossiersOf(files.confidential, [personId]))
    markContactRequest(files, actor, 'contact-request.forget', id, now)
  const untie = `DELETE FROM dossier_relations WHERE person_id = ?
    AND dossier_id IN (SELECT id FROM dossiers WHERE type = '${CONTACT_REQUEST}')`
  inConfidentialTransaction(files.confidential, (tx) => prepared(tx, untie).run(personId).changes)
  eraseMarked(files)
}

/** Erases the contact requests that were answered as long ago as the inventory says; answers how many. */
export function eraseOldContactRequests(
  files: PortalFiles,
  actor: Allowed<'contact-request.forget'>,
  keep: IsoPeriod,
  now: Date,
): number {
  const closed = prepared(
    files.confidential,
    `SELECT id, closed_at AS closedAt FROM dossiers WHERE type = '${CONTACT_REQUEST}' AND closed_at IS NOT NULL`,
  ).all() as Array<{ id: string; closedAt: number }>
  const over = closed.filter(({ closedAt }) => isOver(closedAt, keep, now))
  for (const { id } of over) markContactRequest(files, actor, 'contact-request.forget', id, now)
  eraseMarked(files)
  return over.length
}
