import type { Allowed } from '#app/access/actor.ts'
import { sessionSpan } from '#app/features/catalogue/offer-rules.ts'
import { type SessionInput, sessionSchema } from '#app/features/catalogue/offer-schema.ts'
import type { Session } from '#app/features/catalogue/offer-store.server.ts'
import { formatDate, formatTimes } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import { paths } from '#app/paths.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'
import type { Db } from '#db/open.server.ts'
import { sessionsDraft } from './change-session.server.ts'
import { closedDays } from './closed-days.server.ts'
import { type EditorHead, editorHead } from './editor-page.queries.server.ts'
import type { OfferDraft } from './offer-drafts.server.ts'
import { fieldsBySession, fieldsOfSession, sessionOfFields } from './session-fields.ts'
import { type SessionFacts, type SessionState, stateOfSession } from './session-state.ts'
import { type OfferChecksView, viewOfferChecks } from './view-checks.server.ts'

/** One session as a row of the table, in words. */
export type SessionLine = {
  readonly key: string
  readonly date: string
  readonly times: string
  /** Days after the first one. */
  readonly moreDays: number
  readonly place: string
  readonly seats: string
  readonly signUpUntil: string
  readonly state: SessionState
  readonly waiting: number
  /** What has to be solved or could be better, in words. */
  readonly marks: ReadonlyArray<{ readonly key: string; readonly text: string; readonly isFirst: boolean }>
  /** Where it is decided whether it goes on; null where there is nothing to decide. */
  readonly decide: string | null
  /** Who comes; null where it is not published, or nobody can sign up in the portal. */
  readonly listHref: string | null
}
export type SessionsPageData = EditorHead & { readonly lines: ReadonlyArray<SessionLine> }

/** A session of the draft with what is known of it. */
export type DraftSession = {
  readonly key: string
  readonly stored: Session | null
  readonly input: SessionInput | null
  readonly fields: ReadonlyMap<string, ReadonlyArray<string>>
  readonly problems: ReturnType<typeof sessionOfFields>['problems']
  readonly isRemoved: boolean
}

/** One session of a draft, as far as it can be read. */
export function draftSession(
  draft: OfferDraft,
  key: string,
  fields = fieldsOfSession(draft.fields, key),
): DraftSession {
  const { input, problems } = sessionOfFields(fields)
  const checked = sessionSchema.safeParse(input)
  return {
    key,
    stored: draft.offer?.sessions.find(({ id }) => id === key) ?? null,
    input: checked.success ? checked.data : null,
    fields,
    problems,
    isRemoved: fields.get('removed')?.includes('on') ?? false,
  }
}

/** What decides how a session stands: what is typed, and the people who were counted where it is stored. */
export function factsOfSession({ stored, input, isRemoved, fields }: DraftSession): SessionFacts {
  return {
    isRemoved,
    isStored: stored !== null,
    cancelled: fields.get('cancelled')?.includes('on') ?? false,
    startsAt: input ? sessionSpan(input.days, input.zone).startsAt : null,
    seats: input?.seats ?? null,
    taken: stored?.taken ?? 0,
    least: input?.least ?? null,
    decideOn: input?.decideOn ?? null,
    decision: stored?.decision ?? null,
  }
}

type Context = { language: Language; now: Date; checks: OfferChecksView }

function marksOf({ key, problems }: DraftSession, { language, checks }: Context): SessionLine['marks'] {
  const t = textsFor(language)
  const own = problems.map(({ field, problem }) => ({ key: field, text: t(`editor:unread.${problem}`), isFirst: true }))
  const about = (list: OfferChecksView['better'], isFirst: boolean) =>
    list.filter(({ place }) => place === `sessions/${key}`).map((one) => ({ key: one.key, text: one.text, isFirst }))
  return own.length > 0 ? own.slice(0, 1) : [...about(checks.solveFirst, true), ...about(checks.better, false)]
}

/** How many came of how many can. */
function seatsOf({ stored, input }: DraftSession, language: Language): string {
  const t = textsFor(language)
  if (!input) return ''
  const taken = stored?.taken ?? 0
  return input.seats === null
    ? t('sessions:seats.any', { count: taken })
    : t('sessions:seats.of', { taken, seats: input.seats })
}

function lineOf(session: DraftSession, context: Context): SessionLine {
  const { language, now } = context
  const t = textsFor(language)
  const { input, key, stored } = session
  const [first, ...more] = input?.days ?? []
  const state = stateOfSession(factsOfSession(session), { now: Number(now), today: dayOf(now) })
  return {
    key,
    date: first ? formatDate(language, first.date) : '',
    times: first ? formatTimes(first.from, first.until) : '',
    moreDays: more.length,
    place: input?.online ? t('offer:format.online') : input ? textIn(input.place, language).text : '',
    seats: seatsOf(session, language),
    signUpUntil: input?.signUpUntil ? formatDate(language, input.signUpUntil) : '–',
    state,
    waiting: stored?.waiting ?? 0,
    marks: session.isRemoved ? [] : marksOf(session, context),
    decide: stored && (state === 'decide' || state === 'below') ? stored.id : null,
    listHref: stored && moduleIsOn('sign-up') ? paths.sessionList(language, stored.id) : null,
  }
}

/** All sessions of an offer in its draft, the first one on top, with the checks; null when the offer is not theirs or its kind has none. */
export function findSessionsPage(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  language: Language,
  now: Date,
): { page: SessionsPageData; checks: OfferChecksView } | null {
  const draft = sessionsDraft(db, actor, id)
  if (!draft) return null
  const checks = viewOfferChecks(db, actor, draft, language, now, closedDays(db))
  const all = [...fieldsBySession(draft.fields)].map(([key, fields]) => draftSession(draft, key, fields))
  const start = ({ input }: DraftSession) => (input ? sessionSpan(input.days, input.zone).startsAt : Number.MAX_VALUE)
  const lines = all.sort((a, b) => start(a) - start(b)).map((one) => lineOf(one, { language, now, checks }))
  return { page: { ...editorHead(db, actor, draft, 'sessions', language, now), lines }, checks }
}
