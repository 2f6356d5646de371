import type { Allowed } from '#app/access/actor.ts'
import type { AuthSession } from '#app/access/visitor.ts'
import { type OfferName, offerName } from '#app/features/catalogue/asked.server.ts'
import { nameOfPerson } from '#app/features/people/find-person.server.ts'
import { formatDayMonthYear } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { logConfidential } from '#app/platform/confidential-log/log-confidential.server.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import type { SealProblem } from '#app/platform/crypto/seal.server.ts'
import type { DeliberateRead } from '#app/platform/http/deliberate-read.server.ts'
import { extendOpening, openRecord } from '#app/platform/openings/record-openings.server.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import { inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import { CONTACT_REQUEST, type ContactContent } from './contact-rules.ts'
import {
  allowOnContact,
  assignedContactDossiers,
  contactDossier,
  openContact,
  waitingContactDossiers,
} from './contact-store.server.ts'
import type { Message } from './own-requests.queries.server.ts'

type Reader = Allowed<'contact-request.open'>
type Files = PortalFiles & { readonly authStore: AuthStore }

/** The most rows of a list. */
const MOST = 50

/** A contact request before it is opened: from when it is, and nothing else. */
export type ContactRow = { id: string; sent: string }

export type ContactPage =
  | { id: string; isOpen: false; sent: string }
  | {
      id: string
      isOpen: true
      sent: string
      name: string
      offer: OfferName | null
      language: Language | null
      messages: Message[]
      answer: ContactContent['answer']
      problem: SealProblem | null
    }

/** What waits for the career centre, and what this reader answered: without names, subjects or words. */
export function findContactRequests(
  { confidential }: { confidential: ConfidentialDb },
  actor: Reader,
  language: Language,
  now: Date,
): { waiting: ContactRow[]; mine: ContactRow[] } {
  const ids = [actor.id, ...(actor.formerIds ?? [])]
  const row = ({ id, createdAt }: { id: string; createdAt: number }) => ({
    id,
    sent: formatDayMonthYear(language, createdAt),
  })
  return {
    waiting: waitingContactDossiers(confidential, ids, MOST).map(row),
    mine: assignedContactDossiers(confidential, ids, now, MOST).map(row),
  }
}

/** Opens a contact request for this auth session; the event comes first. Throws 404 for one that this actor may not open. */
export function openContactRequest(
  files: Files,
  actor: Reader,
  session: Pick<AuthSession, 'id'>,
  id: string,
  now: Date,
): void {
  const record = { type: CONTACT_REQUEST, id }
  const isOpened = openRecord(
    files.authStore,
    session,
    { record, ground: { assignment: 'career-centre' }, fields: ['content'] },
    ({ fields, cameBy, ground }) =>
      inConfidentialTransaction(files.confidential, (tx) => {
        const allowed = allowOnContact(files, tx, actor, 'contact-request.open', id, now)
        if (!allowed) return false
        const entry = { action: 'contact-request.open', record, subjectId: allowed.subjectId, reason: ground } as const
        logConfidential(tx, allowed, { ...entry, fields, ground: allowed.relation, read: { cameBy } }, now)
        return true
      }),
    now,
  )
  if (!isOpened) throw new Response(null, { status: 404 })
}

/**
 * A contact request as the career centre reads it: only that it is there until it was opened in this auth session, then whose it is and about what. Each
 * reading is told in its log. Null for one that this actor may not open.
 */
export function findContactRequest(
  files: Files,
  keyring: Keyring,
  actor: Reader,
  { session, read }: { session: Pick<AuthSession, 'id'>; read: DeliberateRead },
  { id, language }: { id: string; language: Language },
  now: Date,
): ContactPage | null {
  return inConfidentialTransaction(files.confidential, (tx): ContactPage | null => {
    const dossier = contactDossier(tx, id)
    const allowed = dossier && allowOnContact(files, tx, actor, 'contact-request.open', id, now)
    if (!dossier || !allowed) return null
    const sent = formatDayMonthYear(language, dossier.createdAt)
    if (!extendOpening(files.authStore, session, { type: CONTACT_REQUEST, id }, now)) return { id, isOpen: false, sent }
    const entry = { action: 'contact-request.read', read } as const
    const content = openContact(tx, { ...files, keyring }, allowed, entry, now)
    const t = textsFor(language)
    const name = nameOfPerson(files.db, dossier.subjectId) ?? t('enquiries:gone')
    const shown = { id, isOpen: true, sent, name } as const
    if (!content.ok)
      return { ...shown, offer: null, language: null, messages: [], answer: null, problem: content.problem }
    const { offerId, words, answer } = content.value
    return {
      ...shown,
      offer: offerName(files.db, offerId, language),
      language: content.value.language,
      messages: words.map(({ side, text }) => ({ side, words: text, who: t(`enquiries:seen.${side}`), when: null })),
      answer,
      problem: null,
    }
  })
}

/** Whether a request of this id is one in confidence, whosever it is. */
export function contactIsThere({ confidential }: { confidential: ConfidentialDb }, id: string): boolean {
  return contactDossier(confidential, id) !== undefined
}
