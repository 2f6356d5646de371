import { addDays, dayOf } from '#app/i18n/zoned-time.ts'

/** How a session stands for who publishes it. `decide`: below its minimum, and the day to decide has come or comes. */
export const SESSION_STATES = [
  'removed',
  'cancelled',
  'past',
  'new',
  'decide',
  'full',
  'goes-on',
  'below',
  'open',
] as const
export type SessionState = (typeof SESSION_STATES)[number]

export type SessionFacts = {
  readonly isRemoved: boolean
  readonly isStored: boolean
  readonly cancelled: boolean
  readonly startsAt: number | null
  readonly seats: number | null
  readonly taken: number
  readonly least: number | null
  readonly decideOn: string | null
  readonly decision: 'goes-on' | null
}

/** Whether somebody has to decide about a session: it is to come, below its minimum, its day to decide has come, and nobody decided yet. */
export function awaitsDecision(session: SessionFacts, { now, today }: { now: number; today: string }): boolean {
  if (session.cancelled || session.decision !== null || session.least === null || session.decideOn === null)
    return false
  return (session.startsAt ?? 0) > now && session.taken < session.least && session.decideOn <= today
}

/** A session with too few people is said to be so from this many days before it is decided, or before it begins. */
const NEAR_DAYS = 7

function isNearDecision({ decideOn, startsAt }: SessionFacts, today: string): boolean {
  const day = decideOn ?? (startsAt === null ? null : dayOf(startsAt))
  return day !== null && day <= addDays(today, NEAR_DAYS)
}

/** One word for how a session stands; what needs somebody goes first. */
export function stateOfSession(session: SessionFacts, when: { now: number; today: string }): SessionState {
  if (session.isRemoved) return 'removed'
  if (session.cancelled) return 'cancelled'
  if (session.startsAt !== null && session.startsAt <= when.now) return 'past'
  if (!session.isStored) return 'new'
  if (awaitsDecision(session, when)) return 'decide'
  if (session.seats !== null && session.taken >= session.seats) return 'full'
  if (session.decision === 'goes-on') return 'goes-on'
  const isBelow = session.least !== null && session.taken < session.least
  return isBelow && isNearDecision(session, when.today) ? 'below' : 'open'
}
