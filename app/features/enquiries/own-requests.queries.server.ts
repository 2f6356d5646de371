import { desc, eq, inArray } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { type OfferName, offerName } from '#app/features/catalogue/asked.server.ts'
import { formatDayMonthYear, formatMoment } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import type { SealProblem } from '#app/platform/crypto/seal.server.ts'
import { dayAfter } from '#app/platform/duration.ts'
import type { DeliberateRead } from '#app/platform/http/deliberate-read.server.ts'
import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import { inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import type { Db } from '#db/open.server.ts'
import { offers } from '#db/schema/catalogue.ts'
import { enquiries } from '#db/schema/enquiries.ts'
import { CONTACT_REQUEST, type ContactContent } from './contact-rules.ts'
import {
  allowOnContact,
  type ContactDossier,
  contactDossier,
  contactDossiersOf,
  openContact,
} from './contact-store.server.ts'
import { mayFollowUp, REQUESTS_KEPT } from './enquiry-rules.ts'
import { messagesOf, ownEnquiry } from './message-store.server.ts'
import type { EnquiryState, MessageSide } from './vocabulary.ts'

type Asker = Allowed<'enquiry.send'>
type Files = Pick<PortalFiles, 'db'> & { readonly confidential: ConfidentialDb }

/** What a row of the list says: of a contact request neither about what nor to whom. */
export type OwnRequestRow = {
  id: string
  title: string | null
  state: EnquiryState
  sent: string
  /** The day on which it is wiped; null while it goes on. */
  until: string | null
}

export type Message = { side: MessageSide; who: string; when: string | null; words: string }

/** One of the actor's own requests, with everything they may know of it. */
export type OwnRequestData = {
  id: string
  kind: 'enquiry' | 'contact'
  offer: OfferName | null
  state: EnquiryState
  sent: string
  until: string | null
  messages: Message[]
  mayFollowUp: boolean
  /** The language somebody wants to be spoken to in, and the answer, of a contact request. */
  language: Language | null
  answer: (ContactContent['answer'] & { day: string | null }) | null
  problem: SealProblem | null
}

function idsOf(actor: Asker): string[] {
  return [actor.id, ...(actor.formerIds ?? [])]
}

/** The day on which it is wiped, in the reader's words; null while it goes on. */
function wipedOn(language: Language, endedAt: number | null): string | null {
  return endedAt === null ? null : formatDayMonthYear(language, dayAfter(endedAt, REQUESTS_KEPT))
}

/** All requests of the actor, those that still wait first. */
export function findOwnRequests(files: Files, actor: Asker, language: Language): OwnRequestRow[] {
  const own = files.db
    .select({ enquiry: enquiries, nl: offers.titleNl, en: offers.titleEn })
    .from(enquiries)
    .innerJoin(offers, eq(offers.id, enquiries.offerId))
    .where(inArray(enquiries.personId, idsOf(actor)))
    .orderBy(desc(enquiries.updatedAt))
    .all()
    .map(({ enquiry, nl, en }) => ({
      id: enquiry.id,
      title: textIn({ nl, en }, language).text,
      state: enquiry.state,
      at: enquiry.createdAt,
      until: wipedOn(language, enquiry.endedAt),
    }))
  const sealed = contactDossiersOf(files.confidential, idsOf(actor)).map(({ id, createdAt, closedAt }) => ({
    id,
    title: null,
    state: closedAt === null ? ('open' as const) : ('answered' as const),
    at: createdAt,
    until: wipedOn(language, closedAt),
  }))
  // A row that was passed on and is still being wiped here stands once.
  const all = [...sealed, ...own.filter(({ id }) => !sealed.some((one) => one.id === id))]
  return all.sort((a, b) => b.at - a.at).map(({ at, ...row }) => ({ ...row, sent: formatDayMonthYear(language, at) }))
}

function messagesFor(db: Db, language: Language, enquiryId: string): Message[] {
  const t = textsFor(language)
  return messagesOf(db, enquiryId).map(({ side, words, createdAt }) => ({
    side,
    words,
    who: t(`enquiries:side.${side}`),
    when: formatMoment(language, createdAt),
  }))
}

function enquiryPage(db: Db, actor: Asker, language: Language, id: string): OwnRequestData | null {
  const enquiry = ownEnquiry(db, idsOf(actor), id)
  if (!enquiry) return null
  return {
    id,
    kind: 'enquiry',
    offer: offerName(db, enquiry.offerId, language),
    state: enquiry.state,
    sent: formatDayMonthYear(language, enquiry.createdAt),
    until: wipedOn(language, enquiry.endedAt),
    messages: messagesFor(db, language, id),
    mayFollowUp: mayFollowUp(enquiry.state),
    language: null,
    answer: null,
    problem: null,
  }
}

function contactPage(
  files: PortalFiles,
  language: Language,
  { id, createdAt, closedAt }: ContactDossier,
  content: ContactContent | null,
): OwnRequestData {
  const t = textsFor(language)
  return {
    id,
    kind: 'contact',
    offer: content && offerName(files.db, content.offerId, language),
    state: closedAt === null ? 'open' : 'answered',
    sent: formatDayMonthYear(language, createdAt),
    until: wipedOn(language, closedAt),
    messages: (content?.words ?? []).map(({ side, text }) => ({
      side,
      words: text,
      who: t(`enquiries:side.${side}`),
      when: null,
    })),
    mayFollowUp: false,
    language: content?.language ?? null,
    answer: content?.answer
      ? { ...content.answer, day: content.answer.time && formatDayMonthYear(language, content.answer.time.day) }
      : null,
    problem: null,
  }
}

/** One of the actor's own requests; null when it is not there or not theirs. Reading one in confidence is told in its log, as any reading of it. */
export function findOwnRequest(
  files: PortalFiles,
  keyring: Keyring,
  actor: Asker,
  read: DeliberateRead,
  { id, language }: { id: string; language: Language },
  now: Date,
): OwnRequestData | null {
  const there = contactDossier(files.confidential, id)
  if (!there) return enquiryPage(files.db, actor, language, id)
  return inConfidentialTransaction(files.confidential, (tx) => {
    const dossier = contactDossier(tx, id)
    const allowed = dossier && allowOnContact(files, tx, actor, 'contact-request.read-own', id, now)
    if (!dossier || !allowed) return null
    const entry = { action: 'contact-request.read', read } as const
    const content = openContact(tx, { ...files, keyring }, allowed, entry, now)
    const page = contactPage(files, language, dossier, content.ok ? content.value : null)
    return content.ok ? page : { ...page, problem: content.problem }
  })
}

/** Which readings of a request in confidence its owner is shown. */
export function readingsOf(actor: Asker, id: string) {
  return { type: CONTACT_REQUEST, action: 'contact-request.read', subjectIds: idsOf(actor), recordId: id } as const
}
