import type { Allowed } from '#app/access/actor.ts'
import { settledDiscreet } from '#app/features/catalogue/discreet-rules.ts'
import {
  type AskedQuestion,
  putQuestions,
  type QuestionOption,
  whenOptions,
} from '#app/features/catalogue/put-questions.server.ts'
import { checkAnswers, visibleQuestions } from '#app/features/catalogue/question-answers.ts'
import { attachedTo } from '#app/features/catalogue/session-attachments.server.ts'
import { questionSchema, type SessionQuestion } from '#app/features/catalogue/session-questions.ts'
import type { Theme } from '#app/features/catalogue/vocabulary.ts'
import { fromDateParts, isRealDay } from '#app/i18n/date-parts.ts'
import { formatDate } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import type { Db } from '#db/open.server.ts'
import { sessionsDraft } from './change-session.server.ts'
import { closedDays } from './closed-days.server.ts'
import { type EditorHead, editorHead } from './editor-page.queries.server.ts'
import { thingsIn } from './list-of-things.ts'
import { markOf } from './merge-fields.ts'
import type { OfferDraft } from './offer-drafts.server.ts'
import { doubledTimes, formNameOf, type SessionFormValues, sessionFormValues } from './session-form-values.ts'
import { type SessionState, stateOfSession } from './session-state.ts'
import { type DraftSession, draftSession, factsOfSession } from './sessions-page.queries.server.ts'
import { type OfferChecksView, viewOfferChecks } from './view-checks.server.ts'

export type SessionPageData = EditorHead & {
  readonly key: string
  readonly values: SessionFormValues
  /** What is wrong, by the name of its field in the form. */
  readonly problems: ReadonlyArray<{ readonly name: string; readonly text: string }>
  /** What stood in each field of the draft, as marks. */
  readonly marks: string
  readonly stands: SessionState
  readonly when: string
  /** For each row whether clocks show one of its times twice. */
  readonly doubled: ReadonlyArray<{ readonly from: boolean; readonly until: boolean }>
  /** The days as choices of a part, by their place. */
  readonly dayOptions: ReadonlyArray<QuestionOption>
  /** What a question can hang on: an earlier one and its answer. */
  readonly whenOptions: ReadonlyArray<QuestionOption>
  readonly isDiscreet: boolean
  /** Whether people are attached to it, or it has begun: then it is called off, never taken away. */
  readonly inUse: { readonly people: number; readonly hasBegun: boolean }
  readonly waitingTexts: number
  readonly preview: {
    readonly questions: ReadonlyArray<AskedQuestion>
    readonly definitions: ReadonlyArray<SessionQuestion>
    readonly answers: Readonly<Record<string, string>>
    readonly problems: Readonly<Record<string, string>>
    readonly isTried: boolean
  }
}

function isDiscreetDraft({ kind, fields }: OfferDraft): boolean {
  return settledDiscreet({
    kind,
    themes: (fields.get('themes') ?? []) as Theme[],
    discreet: fields.get('discreet')?.includes('on') ?? false,
    discreetOffReason: fields.get('discreetOffReason')?.[0]?.trim() || null,
  })
}

/** The questions that can be read, also of a session that cannot be saved yet. */
function readQuestions({ fields }: DraftSession): SessionQuestion[] {
  const read = thingsIn(fields.get('questions')?.[0]).map((one) => questionSchema.safeParse(one))
  return read.flatMap((one) => (one.success ? [one.data] : []))
}

/** The form of the questions as who signs up sees it, with the answers that somebody tries in the address. */
function previewOf(session: DraftSession, search: URLSearchParams, language: Language): SessionPageData['preview'] {
  const t = textsFor(language)
  const definitions = readQuestions(session)
  const answers = Object.fromEntries(definitions.map(({ id }) => [id, search.get(`answer.${id}`) ?? '']))
  const isTried = search.has('try')
  const { problems } = checkAnswers(definitions, answers)
  const asked = new Set(visibleQuestions(definitions, answers).map(({ id }) => id))
  const put = putQuestions(definitions, language)
  return {
    questions: isTried ? put.filter(({ id }) => asked.has(id)) : put,
    definitions,
    answers,
    problems: isTried
      ? Object.fromEntries(problems.map(({ question, problem }) => [question, t(`sessions:answerProblem.${problem}`)]))
      : {},
    isTried,
  }
}

function dayOptions({ values, language }: { values: SessionFormValues; language: Language }): QuestionOption[] {
  const t = textsFor(language)
  return values.days.map((row, place) => {
    const date = fromDateParts(row)
    return {
      value: String(place),
      label: isRealDay(date) ? formatDate(language, date) : t('sessions:day.number', { number: place + 1 }),
    }
  })
}

/** One session of the draft for its page; null when the offer or the session is not there, or not the actor's to change. */
export function findSessionPage(
  db: Db,
  actor: Allowed<'offer.save'>,
  { id, key, search }: { id: string; key: string; search: URLSearchParams },
  language: Language,
  now: Date,
): { page: SessionPageData; checks: OfferChecksView } | null {
  const draft = sessionsDraft(db, actor, id)
  if (!draft) return null
  const session = draftSession(draft, key)
  if (session.fields.size === 0) return null
  const t = textsFor(language)
  const values = sessionFormValues(session.fields)
  const options = dayOptions({ values, language })
  const people = session.stored
    ? Math.max(attachedTo(db, [key]).get(key)?.size ?? 0, session.stored.taken + session.stored.waiting)
    : 0
  const page: SessionPageData = {
    ...editorHead(db, actor, draft, 'sessions', language, now),
    key,
    values,
    problems: session.problems.map(({ field, problem }) => ({
      name: formNameOf(field),
      text: t(`editor:unread.${problem}`),
    })),
    marks: JSON.stringify(Object.fromEntries([...session.fields].map(([name, list]) => [name, markOf(list)]))),
    stands: stateOfSession(factsOfSession(session), { now: Number(now), today: dayOf(now) }),
    when: options[0]?.label ?? '',
    doubled: values.days.map((row) => doubledTimes(values.plain.zone || 'Europe/Amsterdam', row)),
    dayOptions: options,
    whenOptions: whenOptions(readQuestions(session), language),
    isDiscreet: isDiscreetDraft(draft),
    inUse: { people, hasBegun: (session.stored?.startsAt ?? Number.MAX_VALUE) <= Number(now) },
    waitingTexts: draft.waiting.filter(({ name }) => name.startsWith(`sessions.${key}.`)).length,
    preview: previewOf(session, search, language),
  }
  return { page, checks: viewOfferChecks(db, actor, draft, language, now, closedDays(db)) }
}
