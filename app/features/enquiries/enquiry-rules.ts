import type { SealProblem } from '#app/platform/crypto/seal.server.ts'
import type { IsoPeriod } from '#app/platform/duration.ts'
import type { EnquiryState } from './vocabulary.ts'

/** The most characters of one message; the form says it to the browser, the verb checks it. */
export const LONGEST_WORDS = 2_000
/** How long a request is kept after its end; the inventory says it of each column. */
export const REQUESTS_KEPT: IsoPeriod = 'P30D'
/** So many questions of one person may wait at once. */
export const MOST_OPEN = 20

/**
 * Why it was not sent or done: nothing typed, too long, the offer is gone, the offer takes contact requests only, too many wait already, somebody ended
 * it meanwhile, the database was busy.
 */
export type EnquiryProblem = 'empty' | 'too-long' | 'no-offer' | 'contact-only' | 'too-many' | 'over' | 'busy'
export type ForwardProblem = 'over' | 'busy' | SealProblem

/** What is wrong with words that somebody wants to send; null when they can be sent. */
export function whyWordsNotSent(words: string): 'empty' | 'too-long' | null {
  if (words === '') return 'empty'
  return words.length > LONGEST_WORDS ? 'too-long' : null
}

/** Whether its owners still see an enquiry: not once it was withdrawn, closed by who asked, or sent back. */
export function isWithOwners(state: EnquiryState): boolean {
  return state === 'open' || state === 'answered'
}

/** Whether who asked may still say something. */
export function mayFollowUp(state: EnquiryState): boolean {
  return state === 'open' || state === 'answered'
}

/** The state and the end after somebody said something: a question waits for an answer, an answer ends it unless another question comes. */
export function afterMessage(side: 'asker' | 'owner', now: number): { state: EnquiryState; endedAt: number | null } {
  return side === 'asker' ? { state: 'open', endedAt: null } : { state: 'answered', endedAt: now }
}
