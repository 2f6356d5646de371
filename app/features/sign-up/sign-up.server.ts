import { randomUUID } from 'node:crypto'
import type { Allowed } from '#app/access/actor.ts'
import { asksApproval } from '#app/features/catalogue/asking.ts'
import type { Session } from '#app/features/catalogue/offer-store.server.ts'
import { type AnswerProblem, type Answers, checkAnswers } from '#app/features/catalogue/question-answers.ts'
import type { Language } from '#app/i18n/languages.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import type { Db } from '#db/open.server.ts'
import { signUps } from '#db/schema/sign-ups.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { actOn, endLapsed, giveToList } from './change-sign-up.server.ts'
import { decidePlace, isLateCancel, isOpenToAll } from './place-rules.ts'
import { type SignUpClosed, whyClosed } from './sign-up-rules.ts'
import {
  findSignUp,
  nextNumber,
  readSession,
  readShownSession,
  type StoredSignUp,
  sessionPlaces,
} from './sign-up-store.server.ts'
import { tellOfSignUp } from './tell-of-sign-up.server.ts'
import { canCancel } from './transitions.ts'
import type { SignUpState } from './vocabulary.ts'

export type SignUpProblem = SignUpClosed | 'full' | 'no-slot' | `answer-${AnswerProblem}` | 'busy'
export type SentSignUp = {
  readonly sessionId: string
  readonly slotId: string
  readonly answers: Answers
  readonly language: Language
}
/** How it stands now; `isNew` is false for who had signed up already: the same click twice is one sign-up. */
export type SignedUp = { readonly id: string; readonly state: SignUpState; readonly isNew: boolean }
export type CancelProblem = 'no-sign-up' | 'over' | 'called-off' | 'busy'

const idsOf = (actor: Allowed<'sign-up.make'>) => [actor.id, ...(actor.formerIds ?? [])]

function audit(
  tx: Tx,
  actor: Allowed<'sign-up.make'>,
  action: 'sign-up.make' | 'sign-up.cancel' | 'sign-up.take',
  id: string,
  now: Date,
) {
  recordAudit(tx, actor, { action, object: { type: 'sign-up', id }, subjectId: actor.id, fields: ['state'] }, now)
}

function whySlotIsWrong(session: Session, slotId: string): boolean {
  return session.slots.length === 0 ? slotId !== '' : !session.slots.some(({ id }) => id === slotId)
}

/**
 * Signs somebody up for a session, or for one part of it: with a place, or with a number in the waiting list. Who is signed up already stays so. Refused
 * where the session takes nobody (any more), is full without a list, or a question that has to be answered is not.
 */
export function signUp(
  db: Db,
  actor: Allowed<'sign-up.make'>,
  sent: SentSignUp,
  now: Date,
): Outcome<SignedUp, SignUpProblem> {
  return refuseWhenBusy(() =>
    inTransaction(db, (tx): Outcome<SignedUp, SignUpProblem> => {
      const found = readShownSession(tx, sent.sessionId, now)
      if (!found) return refused('no-session')
      const { offer, session } = found
      const before = findSignUp(tx, idsOf(actor), session.id)
      if (before && before.holds !== 'nothing') return done({ id: before.id, state: before.state, isNew: false })
      const closed = whyClosed(offer, session, Number(now))
      if (closed) return refused(closed)
      if (whySlotIsWrong(session, sent.slotId)) return refused('no-slot')
      const { kept, problems } = checkAnswers(session.questions, sent.answers)
      if (problems[0]) return refused(`answer-${problems[0].problem}`)
      endLapsed(tx, session, Number(now))
      const standing = decidePlace(sessionPlaces(tx, session, sent.slotId), asksApproval(offer, session), Number(now))
      if (standing === 'full') return refused('full')
      const at = Number(now)
      const row: StoredSignUp = {
        id: randomUUID(),
        sessionId: session.id,
        personId: actor.id,
        slotId: sent.slotId,
        ...standing,
        number: nextNumber(tx, session.id),
        language: sent.language,
        answers: kept,
        askedAt: at,
        changedAt: at,
        offeredUntil: null,
        ended: null,
        late: false,
        sequence: 0,
      }
      tx.insert(signUps).values(row).run()
      tellOfSignUp(tx, row, 'make', at)
      audit(tx, actor, 'sign-up.make', row.id, now)
      return done({ id: row.id, state: row.state, isNew: true })
    }),
  )
}

/**
 * Gives up somebody's own sign-up, also where they signed up under a second record that was merged into theirs; the place goes to the list in the same
 * transaction. Refused when there is none, the session has begun, or it does not go on.
 */
export function cancelSignUp(
  db: Db,
  actor: Allowed<'sign-up.make'>,
  sessionId: string,
  now: Date,
): Outcome<{ late: boolean }, CancelProblem> {
  return refuseWhenBusy(() =>
    inTransaction(db, (tx): Outcome<{ late: boolean }, CancelProblem> => {
      const session = readSession(tx, sessionId)?.session
      const own = idsOf(actor).flatMap((id) => findSignUp(tx, [id], sessionId) ?? [])
      const held = own.filter(({ holds }) => holds !== 'nothing')
      if (!session || held.length === 0) return refused('no-sign-up')
      if (session.cancelled) return refused('called-off')
      if (session.startsAt <= Number(now) || !held.every(canCancel)) return refused('over')
      const isLate = isLateCancel(session.cancelUntil, Number(now))
      for (const signUp of held) {
        actOn(tx, signUp, 'cancel', Number(now), { late: isLate && signUp.state === 'confirmed' })
        audit(tx, actor, 'sign-up.cancel', signUp.id, now)
      }
      for (const { slotId } of held) giveToList(tx, session, slotId, Number(now))
      return done({ late: isLate && held.some(({ state }) => state === 'confirmed') })
    }),
  )
}

/**
 * Takes the place that was offered; near the start also one that is free, from the list. Refused when there is none for this person, it was not taken in time
 * (then it went to who was next), the session has begun, or it does not go on.
 */
export function takeOffered(
  db: Db,
  actor: Allowed<'sign-up.make'>,
  sessionId: string,
  now: Date,
): Outcome<SignedUp, CancelProblem | 'lapsed'> {
  return refuseWhenBusy(() =>
    inTransaction(db, (tx): Outcome<SignedUp, CancelProblem | 'lapsed'> => {
      const session = readSession(tx, sessionId)?.session
      if (session) endLapsed(tx, session, Number(now))
      const own = findSignUp(tx, idsOf(actor), sessionId)
      if (!own || !session) return refused('no-sign-up')
      if (session.cancelled) return refused('called-off')
      if (own.state === 'confirmed') return done({ id: own.id, state: own.state, isNew: false })
      if (session.startsAt <= Number(now)) return refused('over')
      const isFree = () => isOpenToAll(sessionPlaces(tx, session, own.slotId), Number(now))
      if (own.holds === 'number' && !isFree()) return refused('no-sign-up')
      const taken = actOn(tx, own, 'take', Number(now))
      if (!taken) return refused(own.ended === 'lapsed' ? 'lapsed' : 'no-sign-up')
      audit(tx, actor, 'sign-up.take', own.id, now)
      return done({ id: own.id, state: taken.state, isNew: true })
    }),
  )
}
