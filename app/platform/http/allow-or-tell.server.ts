import type { AppLoadContext } from '@remix-run/node'
import { type Actor, type Allowed, allow, may } from '#app/access/actor.ts'
import type { Permission } from '#app/access/permissions.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import { type Db, isBusy } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type AuditEntry, recordAudit } from '../audit/record-audit.server.ts'
import { takeAttempt } from './rate-limit-store.server.ts'

/** So many refused tries of one person are told in an hour: enough to see them, too few to fill the log. */
const TOLD = { times: 5, within: 3_600_000 }

type Files = { readonly db: Db; readonly authStore: AuthStore; readonly now: Date }

/** Tells that somebody tried what is not theirs, unless they did so too often or the file is busy: the answer is the same 404 either way. */
export function recordRefusedTry(files: Files, actor: Actor, act: Pick<AuditEntry, 'action' | 'object'>): void {
  const { db, authStore, now } = files
  try {
    if (takeAttempt(authStore, 'refused-try', actor.id, TOLD, Number(now)) > 0) return
    inTransaction(db, (tx) => void recordAudit(tx, actor, { ...act, ground: 'role', result: 'refused' }, now))
  } catch (error) {
    if (!isBusy(error)) throw error
  }
}

/**
 * The actor with proof of permission; who has none hears that the page does not exist, and their try is told. Only what they asked for themselves is:
 * another site could make a browser try.
 */
export function allowOrTell<P extends Permission>(
  files: Files,
  context: AppLoadContext,
  actor: Actor,
  permission: P,
  act: Pick<AuditEntry, 'action' | 'object'>,
): Allowed<P> {
  if (!may(actor, permission) && context.arrival === 'portal') recordRefusedTry(files, actor, act)
  return allow(actor, permission)
}
