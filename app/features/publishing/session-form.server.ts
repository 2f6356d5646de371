import { z } from 'zod'
import { DATE_PARTS } from '#app/i18n/date-parts.ts'
import { defineForm, type SentBy } from '#app/platform/http/form/define-form.server.ts'
import { chosen, fixed, list, typed } from '#app/platform/http/form/fields.server.ts'
import { SESSION_DAYS } from './session-field-names.ts'
import { CHECK_FIELDS, LARGEST_SESSION, PLAIN_FIELDS, type SessionFormValues } from './session-form-values.ts'

/** What is typed is kept as it is, whether it can be read or not; the draft says what is wrong with it. */
const text = (most: number) => typed(z.string().max(most).default(''), 'too-long')
const box = text(40)
const line = text(600)
const lines = text(4_000)
const choice = chosen(z.string().max(200).default(''))
const ownId = fixed(z.string().regex(/^[A-Za-z0-9-]{0,40}$/))
const checked = chosen(z.literal('on').optional())

type PlainName = (typeof PLAIN_FIELDS)[number] | `${(typeof SESSION_DAYS)[number]}.${(typeof DATE_PARTS)[number]}`
const plainNames: ReadonlyArray<PlainName> = [
  ...PLAIN_FIELDS,
  ...SESSION_DAYS.flatMap((name) => DATE_PARTS.map((part) => `${name}.${part}` as const)),
]
const CHOSEN: ReadonlyArray<string> = ['approval', 'payer', 'latePayer']

const plain = Object.fromEntries(
  plainNames.map((name) => [name, CHOSEN.includes(name) ? choice : name.startsWith('place') ? line : text(600)]),
) as Readonly<Record<PlainName, typeof line>>
const checks = { online: checked, waitingList: checked }

const days = list(
  { day: box, month: box, year: box, from: box, until: box, laterFrom: choice, laterUntil: choice },
  { most: 60 },
)
const questions = list(
  {
    id: ownId,
    kind: choice,
    nl: line,
    en: line,
    helpNl: line,
    helpEn: line,
    required: checked,
    choicesNl: lines,
    choicesEn: lines,
    when: choice,
  },
  { most: 30 },
)
const slots = list({ id: ownId, on: choice, from: box, until: box, seats: box, nl: line, en: line }, { most: 200 })

/** What stood in each field of the draft when the page was made, as marks; and how the day is to be cut into parts. */
const shape = {
  ...plain,
  ...checks,
  days,
  questions,
  slots,
  marks: fixed(z.string().max(60_000)),
  cutOn: choice,
  cutFrom: box,
  cutUntil: box,
  cutMinutes: box,
  cutPause: box,
  cutSeats: box,
  cutNl: line,
  cutEn: line,
}

/** The form of one session: saved as it was typed, with or without a day cut into parts, or taken away, called off or brought back. */
export const sessionForm = defineForm({
  name: 'session',
  permission: 'offer.save',
  tokenFor: (_, { id = '', key = '' }) => `session:${id}:${key}`,
  intents: {
    save: shape,
    cut: shape,
    remove: {},
    cancel: {},
    restore: {},
  },
  defaultIntent: 'save',
  statuses: { gone: 404 },
  largest: LARGEST_SESSION,
})
export type SentSession = SentBy<typeof sessionForm>
type SentFields = Extract<SentSession, { intent: 'save' }> | Extract<SentSession, { intent: 'cut' }>

/** A sent form as the values of a session. */
export function valuesOfForm(sent: SentFields): SessionFormValues {
  return {
    plain: Object.fromEntries(plainNames.map((name) => [name, sent[name]])),
    checks: CHECK_FIELDS.filter((name) => sent[name] === 'on'),
    days: sent.days,
    questions: sent.questions.map((row) => ({ ...row, required: row.required ?? '' })),
    slots: sent.slots,
  }
}

/** The buttons of the page of all sessions: a new one, a copy of one, or one brought back. */
export const sessionsForm = defineForm({
  name: 'sessions',
  permission: 'offer.save',
  tokenFor: (intent, { id = '' }) => `sessions:${intent}:${id}`,
  intents: {
    add: {},
    copy: { key: fixed(z.string().regex(/^[A-Za-z0-9-]{1,40}$/)) },
    restore: { key: fixed(z.string().regex(/^[A-Za-z0-9-]{1,40}$/)) },
  },
  statuses: { gone: 404 },
})
export type SentSessions = SentBy<typeof sessionsForm>
