import { formatDate, formatMoney, formatTimes } from '#app/i18n/format.ts'
import { textIn } from '#app/i18n/languages.ts'
import { dayOf, wallClock, ZONE } from '#app/i18n/zoned-time.ts'
import type { IconName } from '#app/ui/icon-names.ts'
import { costText } from '../cards.server.ts'
import type { Words } from '../kinds/kind.ts'
import { daySpan } from '../offer-rules.ts'
import type { Session } from '../offer-store.server.ts'

/** One sentence about a session, with its icon. */
export type SessionTerm = { readonly icon: IconName; readonly text: string }
/** One part of a session that is booked by itself. */
export type SlotView = { readonly id: string; readonly times: string; readonly label: string; readonly free: string }

/** `Europe/London` as `London`: zones have no names in two languages. */
function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** Where clocks show another time than here, the times here are said beside them. */
function zoneTerm({ days, zone }: Session, { t, language }: Words): SessionTerm[] {
  const [first] = days
  if (zone === ZONE || !first) return []
  const { startsAt, endsAt } = daySpan(first, zone)
  const here = formatTimes(wallClock(startsAt).time, wallClock(endsAt).time)
  const date = wallClock(startsAt).date
  const isSameDay = date === first.date
  const times = isSameDay ? here : `${formatDate(language, date)}, ${here}`
  return [{ icon: 'clock', text: t('offer:terms.zone', { city: cityOf(zone), times }) }]
}

function leastTerm({ least, decideOn, decision }: Session, { t, language }: Words): SessionTerm[] {
  if (least === null) return []
  if (decision === 'goes-on') return [{ icon: 'check', text: t('offer:terms.goesOn') }]
  const text = decideOn
    ? t('offer:terms.leastOn', { count: least, date: formatDate(language, decideOn) })
    : t('offer:terms.least', { count: least })
  return [{ icon: 'people', text }]
}

/** Whether one can sign up for a session today, as far as its window says. */
export function signUpIsOpen({ signUpFrom, signUpUntil }: Session, today: string): boolean {
  return (signUpFrom === null || signUpFrom <= today) && (signUpUntil === null || today <= signUpUntil)
}

function windowTerm({ signUpFrom, signUpUntil }: Session, { t, language, now }: Words): SessionTerm[] {
  const today = dayOf(now)
  const date = (day: string) => ({ date: formatDate(language, day) })
  if (signUpUntil !== null && signUpUntil < today) return [{ icon: 'closing', text: t('offer:terms.closed') }]
  return [
    ...(signUpFrom !== null && signUpFrom > today
      ? [{ icon: 'closing' as const, text: t('offer:terms.signUpFrom', date(signUpFrom)) }]
      : []),
    ...(signUpUntil === null
      ? []
      : [{ icon: 'closing' as const, text: t('offer:terms.signUpUntil', date(signUpUntil)) }]),
  ]
}

/** What it costs where that is another sum than the offer's, until when cancelling is free, and what it costs after that. */
function costTerms(session: Session, words: Words): SessionTerm[] {
  const { t, language } = words
  const { cancelUntil, lateCostCents, latePayer } = session
  const own = session.costCents === null && session.payer === null ? null : costText(session, words)
  const late =
    lateCostCents === null || lateCostCents === 0
      ? null
      : t(`offer:terms.late.${latePayer ?? 'self'}`, { amount: formatMoney(language, lateCostCents) })
  const free = cancelUntil === null ? null : t('offer:terms.cancelUntil', { date: formatDate(language, cancelUntil) })
  const cancelling = [free, late].filter(Boolean).join(' ')
  return [
    ...(own ? [{ icon: 'cost' as const, text: own }] : []),
    ...(cancelling ? [{ icon: 'close' as const, text: cancelling }] : []),
  ]
}

/** What somebody has to know about a session before signing up, in sentences. The link to take part online is never among it. */
export function sessionTerms(session: Session, words: Words): SessionTerm[] {
  const { t } = words
  const { trainer, approval, cancelled, waitingList, seats, taken } = session
  if (cancelled) return zoneTerm(session, words)
  const isFull = seats !== null && taken >= seats
  return [
    ...zoneTerm(session, words),
    ...(trainer ? [{ icon: 'person' as const, text: t('offer:terms.trainer', { trainer }) }] : []),
    ...leastTerm(session, words),
    ...(isFull && !waitingList ? [{ icon: 'waiting' as const, text: t('offer:terms.noWaitingList') }] : []),
    ...windowTerm(session, words),
    ...(approval ? [{ icon: 'check' as const, text: t(`offer:terms.approval.${approval}`) }] : []),
    ...costTerms(session, words),
  ]
}

/** The parts of a session with their times, and how many places each has. */
export function slotViews({ slots, days }: Session, { t, language }: Words): SlotView[] {
  return slots.map(({ id, date, from, until, seats, label }) => ({
    id,
    times: days.length > 1 ? `${formatDate(language, date)}, ${formatTimes(from, until)}` : formatTimes(from, until),
    label: textIn(label, language).text,
    free: t('offer:terms.free', { count: seats }),
  }))
}
