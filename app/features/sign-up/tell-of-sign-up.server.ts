import type { Happening } from '#app/platform/outbox/vocabulary.ts'
import { writeOutbox } from '#app/platform/outbox/write-outbox.server.ts'
import type { Tx } from '#db/transaction.server.ts'
import type { StoredSignUp } from './sign-up-store.server.ts'
import type { SignUpAct, SignUpHolds, SignUpState } from './vocabulary.ts'

/** What is told of a sign-up that stands so now. Being there or not is told to nobody. */
const TOLD: Readonly<Record<SignUpState, Happening | null>> = {
  requested: 'signUp.requested',
  offered: 'signUp.offered',
  confirmed: 'signUp.confirmed',
  waiting: 'signUp.waiting',
  declined: 'signUp.declined',
  cancelled: 'signUp.cancelled',
  attended: null,
  absent: null,
}

/**
 * Writes down in the outbox, in the transaction of the change, that something happened to a sign-up: who has to hear of it is told from there. `had` says
 * what it held before, so that an entry is taken out of the calendars it stands in.
 */
export function tellOfSignUp(
  tx: Tx,
  signUp: StoredSignUp,
  act: SignUpAct | 'make',
  now: number,
  had: SignUpHolds = 'nothing',
): void {
  const type = act === 'lapse' ? 'signUp.lapsed' : TOLD[signUp.state]
  // A request that got its place still waits for its approval.
  if (type === null || (type === 'signUp.requested' && act !== 'make')) return
  const sequence = String(signUp.sequence)
  const ids = { signUp: signUp.id, session: signUp.sessionId, sequence, had }
  writeOutbox(tx, { type, ids, level: 'personal', key: `${signUp.id}:${sequence}` }, new Date(now))
}
