import { randomUUID } from 'node:crypto'
import type { Allowed } from '#app/access/actor.ts'
import { findVisibleOffer, markAsked } from '#app/features/catalogue/asked.server.ts'
import { asksInConfidence } from '#app/features/catalogue/asking.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import { type Outcome, refused } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import type { ConfidentialTx } from '#db/confidential/transaction.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { addContactDossier } from './add-contact-dossier.server.ts'
import { type ContactProblem, MOST_CONTACT_REQUESTS } from './contact-rules.ts'
import { allowOnContact, contactDossiersOf } from './contact-store.server.ts'

/**
 * Sends a request for contact about an offer, in this language and without a word: sealed, for the career centre, and for no publisher. Answers its id.
 * The main file only gets the one mark of the offer that any question sets, the first time.
 */
export function sendContactRequest(
  files: PortalFiles,
  keyring: Keyring,
  actor: Allowed<'contact-request.send'>,
  { offerId, language }: { offerId: string; language: Language },
  now: Date,
): Outcome<string, ContactProblem> {
  return refuseWhenBusy((): Outcome<string, ContactProblem> => {
    const offer = findVisibleOffer(files.db, offerId, now)
    if (!offer) return refused('no-offer')
    if (!asksInConfidence(offer)) return refused('not-contact')
    const ids = [actor.id, ...(actor.formerIds ?? [])]
    if (contactDossiersOf(files.confidential, ids).length >= MOST_CONTACT_REQUESTS) return refused('too-many')
    if (!offer.asked) inTransaction(files.db, (tx) => markAsked(tx, offerId))
    const id = randomUUID()
    const content = { offerId, language, words: [], answer: null }
    const prove = (tx: ConfidentialTx) => allowOnContact(files, tx, actor, 'contact-request.send', id, now)
    const entry = { action: 'contact-request.send' } as const
    return addContactDossier(files, keyring, { id, subjectId: actor.id }, content, prove, entry, now)
  })
}
