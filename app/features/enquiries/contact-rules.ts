import type { SealProblem } from '#app/platform/crypto/seal.server.ts'
import type { VersionedColumn, VersionedText } from '#app/platform/crypto/version-chain.ts'
import type { ContactAnswer, MessageSide } from './vocabulary.ts'

/** As the log names the record, and what its key belongs to. */
export const CONTACT_REQUEST = 'contact-request'

/** So many contact requests of one person may be there at once. */
export const MOST_CONTACT_REQUESTS = 20

/** Why a contact request was not sent: the offer is gone or takes questions in own words, too many are there, no key is here, the file was busy. */
export type ContactProblem = 'no-offer' | 'not-contact' | 'too-many' | 'busy' | SealProblem
/** Why an answer was not kept: a time without a day or hours, one that is over or ends before it begins, or the keys. */
export type ContactAnswerProblem = 'no-time' | 'time-over' | 'time-order' | 'busy' | SealProblem

/** A time that somebody of the career centre proposes: wall time of the university. */
export type ProposedTime = { readonly day: string; readonly from: string; readonly until: string }

/** What a dossier of this kind holds: sealed as one text. `words`: what was said before it was passed on to the career centre; nothing in a contact request. */
export type ContactContent = {
  readonly offerId: string
  /** In which language somebody wants to be spoken to. */
  readonly language: 'nl' | 'en'
  readonly words: ReadonlyArray<{ readonly side: MessageSide; readonly text: string }>
  readonly answer: null | { readonly choice: ContactAnswer; readonly time: ProposedTime | null }
}

const CONTENT: VersionedColumn = {
  table: 'contact_requests',
  column: 'content',
  textColumn: 'dossier_id',
  savedAtColumn: 'saved_at',
  keeps: 'current',
  key: 'dossier',
}
export const CONTACT_CONTENT = CONTENT

/** The one text of such a dossier. */
export function contactText({ id, subjectId }: { id: string; subjectId: string }): VersionedText<'contact-request'> {
  return { of: CONTENT, id, record: { type: CONTACT_REQUEST, id }, subjectId }
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

/** Whether the calendar has this day: the 31st of February is none. */
function isDay(day: string): boolean {
  const read = new Date(`${day}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Number(read)) && read.toISOString().startsWith(day)
}

/** What is wrong with a proposed time on this day (`2027-02-01`); null when it can be proposed. */
export function whyNotProposed(
  { day, from, until }: ProposedTime,
  today: string,
): 'no-time' | 'time-over' | 'time-order' | null {
  if (!isDay(day) || !TIME.test(from) || !TIME.test(until)) return 'no-time'
  if (day < today) return 'time-over'
  return from < until ? null : 'time-order'
}
