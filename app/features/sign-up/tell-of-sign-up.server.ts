import type { Tx } from '#db/transaction.server.ts'
import type { StoredSignUp } from './sign-up-store.server.ts'
import type { SignUpAct } from './vocabulary.ts'

/** Writes down in the outbox, in the transaction of the change, that something happened to a sign-up: who has to hear of it is told from there. */
export function tellOfSignUp(_tx: Tx, _signUp: StoredSignUp, _act: SignUpAct | 'make', _now: number): void {
  // The outbox is not there yet.
}
