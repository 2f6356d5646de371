import { OF_A_PERSON } from '#app/platform/inventory/facts.ts'
import { type Facts, type Line, tableLines } from '#app/platform/inventory/line.ts'

/** How long lists stay after the session: long enough for certificates and costs. */
export const LISTS_KEPT = 'P90D'

/** Of a sign-up: personal. Who organises the session sees it as they are when they read. */
const OF_A_SIGN_UP: Facts = {
  ...OF_A_PERSON,
  purpose: 'sign-ups',
  keep: LISTS_KEPT,
  from: 'end-of-session',
  export: { under: 'signUps' },
  seenBy: ['self', 'offer-owner'],
}

export const SIGN_UP_LINES: ReadonlyArray<Line> = [
  ...tableLines(
    'koers',
    'sign_ups',
    OF_A_SIGN_UP,
    'id session_id person_id slot_id state holds number language answers asked_at changed_at offered_until ended late sequence',
  ),
]
