import { eq } from 'drizzle-orm'
import { type Allowed, asSystem } from '#app/access/actor.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import type { SealProblem } from '#app/platform/crypto/seal.server.ts'
import { done, type Outcome } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import { emptyJournal } from '#db/confidential/open.server.ts'
import { enquiries } from '#db/schema/enquiries.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { addContactDossier } from './add-contact-dossier.server.ts'
import { requireEnquiryToAnswer } from './answer-enquiry.server.ts'
import { allowOnContact } from './contact-store.server.ts'
import type { ForwardProblem } from './enquiry-rules.ts'
import { type EnquiryRow, messagesOf } from './message-store.server.ts'

/** The words move as they are, in their order, into a dossier with the id they had: done again after a cut, it is the same dossier. */
function seal(files: PortalFiles, keyring: Keyring, enquiry: EnquiryRow, now: Date): Outcome<string, SealProblem> {
  const { id, offerId, language, personId } = enquiry
  const words = messagesOf(files.db, id).map(({ side, words: text }) => ({ side, text }))
  const system = asSystem('forwarding', 'contact-request.seal')
  return addContactDossier(
    files,
    keyring,
    { id, subjectId: personId },
    { offerId, language, words, answer: null },
    (tx) => allowOnContact(files, tx, system, 'contact-request.seal', id, now),
    { action: 'contact-request.seal' },
    now,
  )
}

/** Told in the same words whether it went to the career centre or back: who reads the log does not learn which. */
function tellPassedOn(tx: Tx, actor: Allowed<'enquiry.answer'>, { id, personId }: EnquiryRow, now: Date): void {
  recordAudit(tx, actor, { action: 'enquiry.pass-on', object: { type: 'enquiry', id }, subjectId: personId }, now)
}

/**
 * "Not for me": an enquiry goes sealed to the career centre, and is wiped here. From then on it is a dossier that no publisher opens. First the dossier is
 * there, then the row goes; cut between, doing it again does the rest. Refused without keys, with nothing changed. Throws 404 for an enquiry out of scope.
 */
export function sealEnquiry(
  files: PortalFiles,
  keyring: Keyring,
  actor: Allowed<'enquiry.answer'>,
  id: string,
  now: Date,
): Outcome<'passed-on', ForwardProblem> {
  return refuseWhenBusy((): Outcome<'passed-on', ForwardProblem> => {
    // The main file is held meanwhile, so that nobody says a word more that would be neither here nor there.
    const passed = inTransaction(files.db, (tx): Outcome<'passed-on', SealProblem> => {
      const enquiry = requireEnquiryToAnswer(tx, actor, id, now)
      const sealed = seal({ ...files, db: tx }, keyring, enquiry, now)
      if (!sealed.ok) return sealed
      tellPassedOn(tx, actor, enquiry, now)
      tx.delete(enquiries).where(eq(enquiries.id, id)).run()
      return done('passed-on')
    })
    // The journal still holds the words; who reads at this moment keeps it until the next time.
    if (passed.ok) emptyJournal(files.db)
    return passed
  })
}

/** "Not for me": an enquiry goes back to who sent it. No owner of the offer sees it any more; who sent it is told and keeps their words for the term. */
export function returnEnquiry(
  { db }: Pick<PortalFiles, 'db'>,
  actor: Allowed<'enquiry.answer'>,
  id: string,
  now: Date,
): Outcome<'passed-on', 'busy'> {
  return refuseWhenBusy(() =>
    inTransaction(db, (tx): Outcome<'passed-on', 'busy'> => {
      const enquiry = requireEnquiryToAnswer(tx, actor, id, now)
      const [endedAt, state] = [Number(now), 'returned' as const]
      tx.update(enquiries).set({ state, endedAt, updatedAt: endedAt }).where(eq(enquiries.id, id)).run()
      tellPassedOn(tx, actor, enquiry, now)
      return done('passed-on')
    }),
  )
}
