import { type CheckedOffer, type KeptOfOffer, type SessionInput, UNDECIDED, UNSAID } from '../offer-schema.ts'
import type { Offer, Session } from '../offer-store.server.ts'

/** Only what was said: without the names whose value was left out. */
export function said<T extends object>(input: T): T {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as T
}

function chosenFrom<T extends object>(names: T, from: T): T {
  return Object.fromEntries(Object.keys(names).map((name) => [name, from[name as keyof T]])) as T
}

/** A wanted session with all it has: what its source leaves out stays as it is stored, or as of a session that nobody decided about. */
export function wholeSession(wanted: SessionInput, stored: Session | undefined): SessionInput & typeof UNDECIDED {
  return { ...(stored ? chosenFrom(UNDECIDED, stored) : UNDECIDED), ...said(wanted) } as SessionInput & typeof UNDECIDED
}

/** A wanted offer with all it has, in the same way. */
export function wholeOffer(wanted: CheckedOffer, stored: Offer | undefined): CheckedOffer & KeptOfOffer {
  return { ...(stored ? chosenFrom(UNSAID, stored) : UNSAID), ...said(wanted) } as CheckedOffer & KeptOfOffer
}
