const MINUTE = 60_000

/** Who is about to be signed out hears it so long before (WCAG 2.2.1 asks for 20 seconds at least). */
const WARNED_MS = 2 * MINUTE
/** The portal notes use at most once a minute, so a sign-in may end so much sooner than the last request lets one think. */
const NOTED_EVERY_MS = MINUTE

export type IdleState = 'quiet' | 'soon' | 'out'

/** How long a sign-in lasts for certain after a page was answered, in milliseconds. */
export function lastsAfterAnswer(idleMinutes: number): number {
  return idleMinutes * MINUTE - NOTED_EVERY_MS
}

/** What is to be said at this moment about a sign-in that ends at `endsAt` when nothing happens. */
export function idleState(endsAt: number, now: number): IdleState {
  if (now >= endsAt) return 'out'
  return now >= endsAt - WARNED_MS ? 'soon' : 'quiet'
}

/** In how many milliseconds something else is to be said; null when there is nothing more to say. */
export function changesIn(endsAt: number, now: number): number | null {
  const state = idleState(endsAt, now)
  if (state === 'out') return null
  return (state === 'soon' ? endsAt : endsAt - WARNED_MS) - now
}
