import { addDays, endOfDay } from '#app/i18n/zoned-time.ts'
import type { OfferProblem } from '../catalogue/check-offer.ts'
import { whatTellsOthers } from '../catalogue/discreet-rules.ts'
import { lacksOfFilm } from '../catalogue/offer-media.ts'
import { daySpan, isPastReview, sessionSpan } from '../catalogue/offer-rules.ts'
import { type CheckedOffer, type KeptOfOffer, UNDECIDED } from '../catalogue/offer-schema.ts'
import type { UnreadField } from './offer-fields.ts'

/** Where in the editor something can be mended: one of its pages, and a field of it. */
export type CheckPlace = { readonly place: string; readonly field?: string }
/** One thing that is missing, contradicts or could be better. `solve-first` is what would be refused or contradicts itself. */
export type OfferCheck = CheckPlace & {
  readonly level: 'solve-first' | 'better'
  readonly code: CheckCode
  readonly about?: Readonly<Record<string, string | number>>
}

/** Everything that is looked at, in this order; each has a sentence in locales/{nl,en}/server/checks.json. */
export const CHECK_CODES = [
  'unreadable',
  'missing',
  'too-long',
  'wrong',
  'no-such',
  'skipped-hour',
  'doubled-hour',
  'discreet-fixed',
  'owner-only',
  'discreet-payer',
  'discreet-approval',
  'discreet-question',
  'sign-up-after-start',
  'sign-up-from-after-start',
  'cancel-after-start',
  'decision-after-start',
  'sign-up-from-after-until',
  'least-above-most',
  'waiting-without-places',
  'closing-day',
  'same-twice',
  'until-before-from',
  'dutch-missing',
  'english-missing',
  'english-older',
  'dutch-older',
  'title-long',
  'summary-missing',
  'summary-long',
  'body-length',
  'review-passed',
  'review-near',
  'costs-without-payer',
  'session-cost-without-payer',
  'late-cost-without-payer',
  'only-past',
  'decision-missing',
  'old-story',
  'no-themes',
  'film-without-captions',
  'film-without-transcript',
] as const
export type CheckCode = (typeof CHECK_CODES)[number]

type Checkable = CheckedOffer & KeptOfOffer
/** What the checks need to know besides the offer: today, when its texts were written, and which days the institution is closed. */
export type CheckContext = {
  readonly now: number
  readonly today: string
  readonly textAt: { readonly nl: number; readonly en: number } | null
  readonly isClosed: (day: string) => boolean
}

const TITLE = 60
const SUMMARY = 160
const BODY = { least: 80, most: 200 } as const
const NEAR_REVIEW_DAYS = 14
const OLD_STORY_DAYS = 730
const DAY_MS = 86_400_000

const words = (text: string) => text.split(/\s+/).filter(Boolean).length

function textChecks({ title, summary, body }: Checkable, { textAt }: CheckContext): OfferCheck[] {
  const found: OfferCheck[] = []
  const add = (code: CheckCode, field: string, about?: OfferCheck['about']) =>
    found.push({ level: 'better', code, place: 'text', field, ...(about ? { about } : {}) })
  const isWritten = { nl: title.nl !== '' && body.nl !== '', en: title.en !== '' && body.en !== '' }
  if (!isWritten.nl) add('dutch-missing', 'title.nl')
  if (!isWritten.en) add('english-missing', 'title.en')
  if (isWritten.nl && isWritten.en && textAt && textAt.nl - textAt.en > DAY_MS) add('english-older', 'body.en')
  if (isWritten.nl && isWritten.en && textAt && textAt.en - textAt.nl > DAY_MS) add('dutch-older', 'body.nl')
  for (const language of ['nl', 'en'] as const) {
    if (!title[language]) continue
    if (title[language].length > TITLE) add('title-long', `title.${language}`, { count: title[language].length })
    if (!summary[language]) add('summary-missing', `summary.${language}`)
    if (summary[language].length > SUMMARY)
      add('summary-long', `summary.${language}`, { count: summary[language].length })
    const count = words(body[language])
    if (count > 0 && (count < BODY.least || count > BODY.most)) add('body-length', `body.${language}`, { count })
  }
  return found
}

function factChecks(offer: Checkable, { today, now, textAt }: CheckContext): OfferCheck[] {
  const found: OfferCheck[] = []
  const add = (code: CheckCode, field: string) => found.push({ level: 'better', code, place: 'facts', field })
  if (offer.reviewOn && isPastReview(offer.reviewOn, today)) {
    // Published like this, a hidden offer would stay hidden.
    const level = offer.state === 'hidden' ? 'solve-first' : 'better'
    found.push({ level, code: 'review-passed', place: 'facts', field: 'reviewOn' })
  }
  if (offer.reviewOn >= today && offer.reviewOn <= addDays(today, NEAR_REVIEW_DAYS)) add('review-near', 'reviewOn')
  if (offer.costCents && !offer.payer) add('costs-without-payer', 'payer')
  if (offer.themes.length === 0) add('no-themes', 'themes')
  const writtenAt = textAt ? Math.max(textAt.nl, textAt.en) : now
  if (offer.kind === 'story' && now - writtenAt > OLD_STORY_DAYS * DAY_MS) add('old-story', 'reviewOn')
  return found
}

/** A film that not everybody can follow yet. */
function filmChecks({ film }: Checkable): OfferCheck[] {
  const lacks = lacksOfFilm(film)
  const check = (code: CheckCode, part: string): OfferCheck[] => {
    const field = lacks.find((lack) => lack.startsWith(part))
    return field ? [{ level: 'better', code, place: 'media', field }] : []
  }
  return [...check('film-without-captions', 'captions'), ...check('film-without-transcript', 'transcript')]
}

type OneSession = Checkable['sessions'][number]

/** The key of a session in the editor; what is not stored has none and leads to the page of all. */
function sessionPlace(session: OneSession): CheckPlace {
  return { place: session.id ? `sessions/${session.id}` : 'sessions' }
}

function sessionChecks(session: OneSession, offer: Checkable, { isClosed, now }: CheckContext): OfferCheck[] {
  if (session.cancelled || session.days.length === 0) return []
  const whole = { ...UNDECIDED, ...session }
  const { startsAt } = sessionSpan(session.days, whole.zone)
  if (startsAt <= now) return []
  const date = session.days.map((one) => one.date).sort()[0] ?? ''
  const found: OfferCheck[] = []
  const add = (level: OfferCheck['level'], code: CheckCode, field: string, day: string | null | undefined = null) =>
    found.push({ level, code, ...sessionPlace(session), field, about: { date, ...(day ? { day } : {}) } })
  const isAfterStart = (day: string | null | undefined) => day != null && endOfDay(day) >= startsAt && day > date
  if (isAfterStart(whole.signUpUntil)) add('solve-first', 'sign-up-after-start', 'signUpUntil', whole.signUpUntil)
  if (isAfterStart(whole.signUpFrom)) add('solve-first', 'sign-up-from-after-start', 'signUpFrom', whole.signUpFrom)
  if (isAfterStart(whole.cancelUntil)) add('solve-first', 'cancel-after-start', 'cancelUntil', whole.cancelUntil)
  if (isAfterStart(whole.decideOn)) add('solve-first', 'decision-after-start', 'decideOn', whole.decideOn)
  if (whole.signUpFrom && whole.signUpUntil && whole.signUpFrom > whole.signUpUntil)
    add('solve-first', 'sign-up-from-after-until', 'signUpFrom')
  if (whole.least && session.seats && whole.least > session.seats) add('solve-first', 'least-above-most', 'least')
  // Left out, it means nothing: only a waiting list that somebody asked for, or that people stand on, lacks a number.
  if (session.seats === null && (session.waitingList === true || session.waiting > 0))
    add('better', 'waiting-without-places', 'seats')
  if (whole.least && !whole.decideOn) add('better', 'decision-missing', 'decideOn')
  if (whole.costCents && !(whole.payer ?? offer.payer)) add('better', 'session-cost-without-payer', 'payer')
  if (whole.lateCostCents && !whole.latePayer) add('better', 'late-cost-without-payer', 'latePayer')
  for (const [row, one] of session.days.entries())
    if (isClosed(one.date)) add('better', 'closing-day', `day.${row}.date`, one.date)
  return found
}

type Span = { readonly session: OneSession; readonly startsAt: number; readonly endsAt: number }

/** Of these spans the one that ends last, and the one of another session that ends last: enough to know whether a later one meets another session. */
function lastTwo<S extends Span>(spans: ReadonlyArray<S>): S[] {
  const [first, ...rest] = [...spans].sort((a, b) => b.endsAt - a.endsAt)
  const other = rest.find(({ session }) => session !== first?.session)
  return [first, other].filter((one) => one !== undefined)
}

/** Sessions of one offer that begin while another one is in the same room or with the same trainer: each once. */
function doubles(sessions: ReadonlyArray<OneSession>, now: number): OfferCheck[] {
  const spans = sessions
    .filter(({ cancelled }) => !cancelled)
    .flatMap((session) => session.days.map((day) => ({ session, ...daySpan(day, session.zone) })))
    .filter(({ startsAt }) => startsAt > now)
    .sort((a, b) => a.startsAt - b.startsAt)
  // Of each room and each trainer the span that ends last so far: whoever begins before that is there at the same time. One look at each span.
  const busy = new Map<string, Array<(typeof spans)[number]>>()
  const found = new Map<OneSession, OfferCheck>()
  for (const span of spans) {
    const { session } = span
    const room = session.place.nl || session.place.en
    for (const name of [room && `room ${room}`, session.trainer && `trainer ${session.trainer}`].filter(Boolean)) {
      const last = busy.get(name as string) ?? []
      const date = session.days[0]?.date ?? ''
      if (last.some((one) => one.session !== session && span.startsAt < one.endsAt))
        found.set(session, { level: 'better', code: 'same-twice', ...sessionPlace(session), about: { date } })
      busy.set(name as string, lastTwo([...last, span]))
    }
  }
  return [...found.values()]
}

const PROBLEM_CODES: Readonly<Record<string, CheckCode>> = {
  missing: 'missing',
  'too-long': 'too-long',
  'unknown-value': 'no-such',
  'skipped-hour': 'skipped-hour',
  'doubled-hour': 'doubled-hour',
  'no-day': 'missing',
  'discreet-fixed': 'discreet-fixed',
  'owner-only': 'owner-only',
  'discreet-payer': 'discreet-payer',
  'discreet-approval': 'discreet-approval',
  'discreet-question': 'discreet-question',
}

/** Where a field of the offer stands in the editor. */
function placeOfField(field: string, keys: ReadonlyArray<string>): CheckPlace {
  const [, named, own] = /^sessions\.([^.]+)(?:\.(.+))?$/.exec(field) ?? []
  if (named !== undefined) {
    const key = /^\d{1,3}$/.test(named) ? keys[Number(named)] : named
    if (!key) return { place: 'sessions' }
    // The schema calls the rows of days `days`, the fields of the editor `day`.
    return { place: `sessions/${key}`, ...(own ? { field: own.replace(/^days\./, 'day.') } : {}) }
  }
  if (field === 'sessions') return { place: 'sessions' }
  if (/^(?:film|picture)\b/.test(field)) return { place: 'media' }
  const base = field.replace(/\.(\d+)$/, '')
  const name = ['title', 'summary', 'body'].includes(base)
    ? `${base}.nl`
    : base.replace(/^duration.*/, 'duration.amount')
  return { place: /^(title|summary|body)/.test(field) ? 'text' : 'facts', field: name === 'costCents' ? 'cost' : name }
}

/** What cannot be read or saved, as checks that come first; `keys`: those of the sessions in the editor, in their order. */
export function problemChecks(
  problems: ReadonlyArray<OfferProblem | UnreadField>,
  keys: ReadonlyArray<string>,
): OfferCheck[] {
  return problems.map(({ field, problem }) => ({
    level: 'solve-first',
    code: problem.startsWith('not-a-') ? 'unreadable' : (PROBLEM_CODES[problem] ?? 'wrong'),
    ...placeOfField(field, keys),
    about: { field, problem },
  }))
}

/**
 * What is missing in an offer or contradicts itself before it is published, what comes first on top, and how many points are in order. Pure: `context`
 * says what day it is and when the institution is closed.
 */
export function findOfferChecks(offer: Checkable, context: CheckContext): { checks: OfferCheck[]; inOrder: number } {
  const window: OfferCheck[] =
    offer.publishFrom !== null && offer.publishUntil !== null && offer.publishUntil <= offer.publishFrom
      ? [{ level: 'solve-first', code: 'until-before-from', place: 'check' }]
      : []
  const telling = problemChecks(
    whatTellsOthers(offer),
    offer.sessions.map(({ id }) => id ?? ''),
  )
  const isOver =
    offer.sessions.length > 0 &&
    offer.sessions.every(({ days, zone }) => days.length > 0 && sessionSpan(days, zone).endsAt < context.now)
  const found: OfferCheck[] = [
    ...telling,
    ...window,
    ...offer.sessions.flatMap((session) => sessionChecks(session, offer, context)),
    ...doubles(offer.sessions, context.now),
    ...textChecks(offer, context),
    ...factChecks(offer, context),
    ...filmChecks(offer),
    ...(isOver ? [{ level: 'better', code: 'only-past', place: 'sessions' } as const] : []),
  ]
  const codes = new Set(found.map(({ code }) => code))
  const order = (check: OfferCheck) => (check.level === 'solve-first' ? 0 : 1)
  return { checks: found.sort((a, b) => order(a) - order(b)), inOrder: CHECK_CODES.length - codes.size }
}
