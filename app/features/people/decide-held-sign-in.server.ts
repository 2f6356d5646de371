import { type Allowed, allow } from '#app/access/actor.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { addIdentity } from './add-person.server.ts'
import { idOfIdentity } from './find-person.server.ts'
import { currentIdOf } from './records/aliases.server.ts'
import { noteOrganisationOf } from './records/hr-key.server.ts'
import { dropHeldSignIn } from './sign-in/hold-sign-in.server.ts'

export type DecisionProblem = 'no-held-sign-in' | 'own-role' | 'decided-already'
export const HELD_DECISIONS = ['same', 'other'] as const
export type HeldDecision = (typeof HELD_DECISIONS)[number]

type Held = {
  number: number
  issuer: string
  subject: string
  person_id: string
  home_organisation: string | null
  staff_number: string | null
  is_somebody_else: number
}

/**
 * Says of a waiting sign-in whether it is the person whose staff number it came with. `same`: the account is theirs from now on; what the
 * portal knows of them stays as it is. `other`: the next sign-in adds somebody new, without that number. Nobody decides about a sign-in to
 * their own record. Answers whose record it is about.
 */
export function decideHeldSignIn(
  db: Db,
  actor: Allowed<'sign-in.decide'>,
  decision: { number: number; is: HeldDecision; reason?: string },
  now: Date,
): Outcome<string, DecisionProblem> {
  return inTransaction(db, (tx) => decide(tx, actor, decision, now))
}

function decide(
  tx: Tx,
  actor: Allowed<'sign-in.decide'>,
  decision: { number: number; is: HeldDecision; reason?: string },
  now: Date,
): Outcome<string, DecisionProblem> {
  const held = prepared(tx, 'SELECT * FROM held_sign_ins WHERE number = ?').get(decision.number) as Held | undefined
  if (!held) return refused('no-held-sign-in')
  const personId = currentIdOf(tx, held.person_id)
  if (personId === actor.id) return refused('own-role')
  const isSame = decision.is === 'same'
  if (held.is_somebody_else === 1 && !isSame) return refused('decided-already')
  const { issuer, subject } = held
  if (isSame) {
    if (idOfIdentity(tx, issuer, subject) !== undefined) return refused('decided-already')
    const identity = { issuer, subject, personId, homeOrganisation: held.home_organisation }
    addIdentity(tx, allow(actor, 'person.add'), identity, now)
    noteOrganisationOf(tx, personId, { homeOrganisation: held.home_organisation, staffNumber: held.staff_number })
    dropHeldSignIn(tx, issuer, subject)
  } else prepared(tx, 'UPDATE held_sign_ins SET is_somebody_else = 1 WHERE number = ?').run(held.number)
  const object = { type: 'held-sign-in', id: String(held.number) }
  const action = isSame ? 'sign-in.admit' : 'sign-in.turn-away'
  recordAudit(tx, actor, { action, object, subjectId: personId, reason: decision.reason }, now)
  return done(personId)
}
