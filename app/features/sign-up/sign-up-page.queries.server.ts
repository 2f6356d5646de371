import type { Allowed } from '#app/access/actor.ts'
import { asksApproval } from '#app/features/catalogue/asking.ts'
import { costText, seatsText } from '#app/features/catalogue/cards.server.ts'
import { cachedNames } from '#app/features/catalogue/catalogue-names.server.ts'
import type { Offer, Session } from '#app/features/catalogue/offer-store.server.ts'
import { type AskedQuestion, putQuestions } from '#app/features/catalogue/put-questions.server.ts'
import type { SessionQuestion } from '#app/features/catalogue/session-questions.ts'
import { formatDate, formatMoment, formatMoney, formatTimes } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { type Language, otherLanguage, textIn } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/open.server.ts'
import { clashOf } from './clashes.server.ts'
import { decidePlace, isOpenToAll } from './place-rules.ts'
import { type SignUpClosed, whyClosed } from './sign-up-rules.ts'
import {
  findSignUp,
  placeInList,
  readSession,
  readShownSession,
  type StoredSignUp,
  sessionPlaces,
} from './sign-up-store.server.ts'
import { canCancel } from './transitions.ts'

/** A part of a session that can be chosen, with how its places stand. */
export type SlotChoice = { readonly id: string; readonly text: string }
/** How somebody's own sign-up stands, in words, and what they can do about it. */
export type OwnSignUp = {
  readonly state: StoredSignUp['state']
  readonly text: string
  readonly slot: string | null
  readonly canTake: boolean
  /** What the button to give it up says; null where it is too late. */
  readonly cancel: 'cancel' | 'leave' | null
  /** Whether the session does not go on. */
  readonly isCalledOff: boolean
  /** Where to ask when it is too late. */
  readonly askMail: string
  /** The link to take part online; only with a place of one's own. */
  readonly onlineLink: string | null
}
export type ThingToKnow = { readonly about: 'whoSees' | 'manager' | 'pays' | 'cancel'; readonly text: string }
export type SignUpPageData = {
  readonly sessionId: string
  readonly title: string
  readonly titleLanguage?: Language
  readonly href: string
  readonly addresses: Readonly<Record<Language, string>>
  readonly days: ReadonlyArray<string>
  readonly place: string
  readonly seats: string
  /** Who sees it, who pays and what they learn, and what cancelling costs. */
  readonly toKnow: ReadonlyArray<ThingToKnow>
  readonly clash: string | null
  readonly own: OwnSignUp | null
  /** Why one cannot sign up; null when one can. */
  readonly closed: SignUpClosed | 'full' | null
  readonly isList: boolean
  readonly slots: ReadonlyArray<SlotChoice>
  readonly questions: ReadonlyArray<AskedQuestion>
  readonly definitions: ReadonlyArray<SessionQuestion>
}

/** What somebody has to know before: who sees it, who pays and what the payer learns, what cancelling costs whom, and who hears whether they came. */
function whatToKnow(offer: Offer, session: Session, unit: string, language: Language): ThingToKnow[] {
  const t = textsFor(language)
  const costs = { costCents: session.costCents ?? offer.costCents, payer: session.payer ?? offer.payer }
  const cost = costText(costs, { t, language })
  const { cancelUntil, lateCostCents, latePayer } = session
  const free =
    cancelUntil === null
      ? t('sign-up:cancelFree')
      : t('sign-up:cancelUntil', { date: formatDate(language, cancelUntil) })
  const late = lateCostCents
    ? t(`sign-up:late.${latePayer ?? 'self'}`, { amount: formatMoney(language, lateCostCents) })
    : ''
  const pays = costs.costCents ? `${cost}. ${t(`sign-up:pays.${costs.payer ?? 'self'}`)}` : t('sign-up:pays.none')
  return [
    { about: 'whoSees', text: t('sign-up:whoSeesText', { unit }) },
    { about: 'manager', text: t('sign-up:managerSees') },
    { about: 'pays', text: pays },
    { about: 'cancel', text: [free, late].filter(Boolean).join(' ') },
  ]
}

function slotText(session: Session, id: string, language: Language): string | null {
  const slot = session.slots.find((one) => one.id === id)
  if (!slot) return null
  const times = formatTimes(slot.from, slot.until)
  const label = textIn(slot.label, language).text
  return [session.days.length > 1 ? formatDate(language, slot.date) : '', times, label].filter(Boolean).join(', ')
}

function slotChoices(db: Db, session: Session, language: Language): SlotChoice[] {
  const t = textsFor(language)
  return session.slots.flatMap(({ id }) => {
    const { seats, taken, listed } = sessionPlaces(db, session, id)
    const isFull = listed > 0 || taken >= (seats ?? 0)
    if (isFull && !session.waitingList) return []
    const text = slotText(session, id, language) ?? ''
    return [{ id, text: isFull ? `${text} (${t('sign-up:slotFull')})` : text }]
  })
}

function ownOf(
  db: Db,
  signUp: StoredSignUp,
  offer: Offer,
  session: Session,
  language: Language,
  now: number,
): OwnSignUp {
  const t = textsFor(language)
  const { state, ended, holds } = signUp
  // Who waits elsewhere waited before this portal kept the list.
  const elsewhere = session.waiting - sessionPlaces(db, session, '').listed
  const own = placeInList(db, signUp)
  const place = own === null ? null : own + Math.max(0, elsewhere)
  const hasLapsed = state === 'offered' && (signUp.offeredUntil ?? 0) <= now
  const until = signUp.offeredUntil === null ? '' : formatMoment(language, signUp.offeredUntil)
  const why = session.cancelled ? 'session' : hasLapsed ? 'lapsed' : ended
  const text = why ? t(`sign-up:ended.${why}`) : t(`sign-up:stands.${state}`, { place, until })
  const isFree = () => isOpenToAll(sessionPlaces(db, session, signUp.slotId), now)
  const canTake = state === 'waiting' ? isFree() : state === 'offered' && !hasLapsed
  const mayGiveUp = canCancel(signUp) && session.startsAt > now && !hasLapsed && !session.cancelled
  return {
    state,
    text,
    slot: slotText(session, signUp.slotId, language),
    canTake: canTake && session.startsAt > now && !session.cancelled,
    cancel: mayGiveUp ? (holds === 'number' ? 'leave' : 'cancel') : null,
    isCalledOff: session.cancelled,
    askMail: offer.owner.email,
    onlineLink: state === 'confirmed' && !session.cancelled ? session.onlineLink : null,
  }
}

/** Whether there is no room in any part of a session, nor in its list. */
function isFullWithoutList(db: Db, session: Session, approves: boolean, now: number): boolean {
  if (session.slots.length > 0) return false
  return decidePlace(sessionPlaces(db, session, ''), approves, now) === 'full'
}

/**
 * The page on which somebody signs up for a session, or sees how their sign-up stands. Who is signed up sees it also when the offer is no longer shown
 * (lesson 26); null when it does not exist for this person.
 */
export function findSignUpPage(
  db: Db,
  actor: Allowed<'sign-up.make'>,
  sessionId: string,
  language: Language,
  now: Date,
): SignUpPageData | null {
  const ids = [actor.id, ...(actor.formerIds ?? [])]
  const signUp = findSignUp(db, ids, sessionId)
  const shown = readShownSession(db, sessionId, now)
  const found = signUp ? readSession(db, sessionId) : shown
  if (!found) return null
  const { offer, session } = found
  const at = Number(now)
  const words = { t: textsFor(language), language, now: at }
  const title = textIn(offer.title, language)
  const isOver = signUp !== null && signUp.holds === 'nothing'
  const approves = asksApproval(offer, session)
  const full = isFullWithoutList(db, session, approves, at) ? ('full' as const) : null
  const places = sessionPlaces(db, session, '')
  const asked = decidePlace(places, approves, at)
  return {
    sessionId,
    title: title.text,
    ...(title.language === language ? {} : { titleLanguage: otherLanguage(language) }),
    href: paths.offer(language, offer.slug[language]),
    addresses: { nl: paths.signUp('nl', sessionId), en: paths.signUp('en', sessionId) },
    days: session.days.map(({ date, from, until }) => `${formatDate(language, date)}, ${formatTimes(from, until)}`),
    place: session.online ? words.t('offer:format.online') : textIn(session.place, language).text,
    seats: seatsText(session, words).text,
    toKnow: whatToKnow(offer, session, cachedNames(db).units.get(offer.owner.unit)?.[language] ?? '', language),
    clash: isOver || !signUp ? clashOf(db, ids, session, language) : null,
    own: signUp ? ownOf(db, signUp, offer, session, language, at) : null,
    closed: shown ? (whyClosed(offer, session, at) ?? full) : 'no-session',
    isList: session.slots.length === 0 && asked !== 'full' && asked.holds === 'number',
    slots: slotChoices(db, session, language),
    questions: putQuestions(session.questions, language),
    definitions: session.questions,
  }
}
