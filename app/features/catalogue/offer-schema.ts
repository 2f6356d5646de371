import { z } from 'zod'
import { isZone, timesAt, ZONE } from '#app/i18n/zoned-time.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import { filmSchema, linkSchema, pictureSchema } from './offer-media.ts'
import { daySpan } from './offer-rules.ts'
import { questionsSchema } from './session-questions.ts'
import { slotProblems } from './slot-rules.ts'
import {
  AIM_DOMAINS,
  AIM_GOALS,
  APPROVALS,
  DURATION_UNITS,
  FORMATS,
  LEARNING_FORMS,
  OFFER_LANGUAGES,
  PARTICIPATIONS,
  PAYERS,
  STATES,
  TARGET_GROUPS,
  THEMES,
} from './vocabulary.ts'

const line = (most: number) =>
  z
    .string()
    .transform((text) => visibleText(text).replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(most))
const paragraphs = (most: number) =>
  z
    .string()
    .transform((text) => visibleText(text).trim())
    .pipe(z.string().max(most))
const inSomeLanguage = (pair: { nl: string; en: string }) => pair.nl !== '' || pair.en !== ''

/** A text in both languages, of which at least one is written. */
export const pairOf = (most: number) =>
  z
    .object({ nl: line(most).default(''), en: line(most).default('') })
    .refine(inSomeLanguage, { params: { missing: true } })
/** A text in both languages that may be absent. */
export const optionalPair = (most: number) => z.object({ nl: line(most).default(''), en: line(most).default('') })

/** A calendar day such as "2027-02-03", of a year that a clock in Amsterdam can show. */
export const day = z.iso.date().regex(/^(19|20|21)/)
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** Until midnight is `24:00` of the same day. */
const endOfTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)

export const durationSchema = z.object({
  times: z.number().int().min(2).max(100).optional(),
  amount: z.number().positive().max(10_000),
  unit: z.enum(DURATION_UNITS),
})
export type OfferDuration = z.output<typeof durationSchema>

/** One day of a session in wall time. `later` names the times that mean the second one, where clocks show them twice. */
export const sessionDaySchema = z
  .object({
    date: day,
    from: timeOfDay,
    until: endOfTime,
    later: z
      .array(z.enum(['from', 'until']))
      .max(2)
      .optional(),
  })
  .refine(({ from, until, later }) => from < until || later?.includes('until'))
export const sessionDaysSchema = z.array(sessionDaySchema).min(1).max(60)
export type SessionDay = z.output<typeof sessionDaySchema>

const cents = z.number().int().min(0).max(10_000_000)
const dayOrNone = day.nullable()

/** A part of a session that one person books, such as twenty minutes of a CV check; its id stays whatever changes. */
export const slotSchema = z.object({
  id: z.string().regex(/^[A-Za-z0-9-]{1,40}$/),
  date: day,
  from: timeOfDay,
  until: endOfTime,
  seats: z.number().int().min(1).max(1_000).default(1),
  label: optionalPair(80).default({ nl: '', en: '' }),
})
export type SessionSlot = z.output<typeof slotSchema>

/** What somebody decides in the portal about a session. Left out, as by a source that does not know it, what is stored stays. */
const KEPT_OF_SESSION = {
  /** The zone of its wall times. */
  zone: z.string().max(60).refine(isZone),
  /** With fewer than these it does not go on, as is decided on `decideOn`. */
  least: z.number().int().min(1).max(10_000).nullable(),
  decideOn: dayOrNone,
  /** Decided that it goes on; that it does not is a cancellation. */
  decision: z.enum(['goes-on']).nullable(),
  waitingList: z.boolean(),
  /** Days, the last one included. */
  signUpFrom: dayOrNone,
  signUpUntil: dayOrNone,
  cancelUntil: dayOrNone,
  /** Null: as the offer says. So are costs and payer. */
  approval: z.enum(APPROVALS).nullable(),
  costCents: cents.nullable(),
  payer: z.enum(PAYERS).nullable(),
  /** What cancelling after `cancelUntil` costs, and whom. */
  lateCostCents: cents.nullable(),
  latePayer: z.enum(PAYERS).nullable(),
  questions: questionsSchema,
  /** Only who is signed up sees it: it is in no public read, feed or index. */
  onlineLink: z
    .string()
    .max(500)
    .refine((link) => /^https:\/\/[^\s<>"]+$/.test(link))
    .nullable(),
  trainer: line(200),
  slots: z.array(slotSchema).max(200),
}

/** The same of a session that nobody decided anything about. */
export const UNDECIDED: KeptOfSession = {
  zone: ZONE,
  least: null,
  decideOn: null,
  decision: null,
  waitingList: true,
  signUpFrom: null,
  signUpUntil: null,
  cancelUntil: null,
  approval: null,
  costCents: null,
  payer: null,
  lateCostCents: null,
  latePayer: null,
  questions: [],
  onlineLink: null,
  trainer: '',
  slots: [],
}
export type KeptOfSession = z.output<z.ZodObject<typeof KEPT_OF_SESSION>>

/** Whether the days could be read at all, so that a rule over them can be asked. */
function areRead(days: ReadonlyArray<SessionDay>): boolean {
  const times = days.flatMap(({ date, from, until }) => [`${date}T${from}:00Z`, `${date}T${until}:00Z`])
  return times.every((time) => !Number.isNaN(Date.parse(time)))
}

/** The times of its days that clocks in its zone do not show: the hour that summer time skips. */
function skippedTimes({ days, zone = ZONE }: { days: SessionDay[]; zone?: string }): Array<['days', number, string]> {
  return days.flatMap(({ date, from, until }, place) =>
    Object.entries({ from, until }).flatMap(([name, time]) =>
      isZone(zone) && timesAt(zone, date, time) === 0 ? [['days', place, name] as ['days', number, string]] : [],
    ),
  )
}

/** The days that would end before they begin, as `02:40` until `02:20` in an hour that is not doubled. */
function endingBefore({ days, zone = ZONE }: { days: SessionDay[]; zone?: string }): number[] {
  return days.flatMap((one, place) => {
    const { startsAt, endsAt } = daySpan(one, isZone(zone) ? zone : ZONE)
    return endsAt > startsAt ? [] : [place]
  })
}

/** The parts that lie outside the days or over another one, and those whose id stands there twice, by their place. */
function unfittingSlots({ days, slots = [] }: { days: SessionDay[]; slots?: SessionSlot[] }): number[] {
  const seen = new Set<string>()
  const twice = slots.flatMap(({ id }, place) => {
    const isTwice = seen.has(id)
    seen.add(id)
    return isTwice ? [place] : []
  })
  return [...new Set([...twice, ...slotProblems(days, slots).map(({ place }) => place)])]
}

const sessionShape = z.object({
  /** Its own id, where the input comes from what is stored: a form, or moving dates. */
  id: z.string().max(40).optional(),
  /** Its key at the source of the offer. */
  sourceKey: line(120)
    .transform((key) => key || null)
    .nullable()
    .default(null),
  days: sessionDaysSchema,
  place: optionalPair(120).default({ nl: '', en: '' }),
  online: z.boolean().default(false),
  seats: z.number().int().min(1).max(10_000).nullable().default(null),
  taken: z.number().int().min(0).max(10_000).default(0),
  waiting: z.number().int().min(0).max(10_000).default(0),
  cancelled: z.boolean().default(false),
  ...z.object(KEPT_OF_SESSION).partial().shape,
})

/** One session: wall times that exist in its zone, of days that end after they begin. */
export const sessionSchema = sessionShape.superRefine((session, problem) => {
  if (!areRead(session.days)) return
  const skipped = skippedTimes(session)
  for (const path of skipped) problem.addIssue({ code: 'custom', path, input: session, params: { skipped: true } })
  if (skipped.length > 0) return
  for (const place of endingBefore(session)) problem.addIssue({ code: 'custom', path: ['days', place], input: session })
  for (const place of unfittingSlots(session))
    problem.addIssue({ code: 'custom', path: ['slots', place], input: session })
})
export type SessionInput = z.output<typeof sessionSchema>

/** No two sessions of an offer are the same one. */
function eachOnce(list: ReadonlyArray<SessionInput>, problem: z.RefinementCtx): void {
  for (const name of ['id', 'sourceKey'] as const) {
    const seen = new Set<string>()
    for (const [place, { [name]: value }] of list.entries()) {
      if (value && seen.has(value)) problem.addIssue({ code: 'custom', path: [place, name], input: value })
      if (value) seen.add(value)
    }
  }
}

const unique = <T extends z.ZodType>(item: T, most: number) =>
  z
    .array(item)
    .max(most)
    .transform((list) => [...new Set(list)] as Array<z.output<T>>)

/** What only somebody in the portal, or a source that knows of it, says about an offer. Left out, what is stored stays. */
const KEPT_OF_OFFER = {
  aimGoals: unique(z.enum(AIM_GOALS), AIM_GOALS.length),
  /** Where it is opened or answered: an https address of somebody's own site. */
  link: linkSchema.nullable(),
  /** Nobody but who gives it learns who asks or comes. */
  discreet: z.boolean(),
  /** Why it is not discreet although its theme or kind says so. */
  discreetOffReason: line(300).nullable(),
  film: filmSchema.nullable(),
  picture: pictureSchema.nullable(),
}
export type KeptOfOffer = z.output<z.ZodObject<typeof KEPT_OF_OFFER>>

/** The same of an offer about which nobody said anything of it. */
export const UNSAID: KeptOfOffer = {
  aimGoals: [],
  link: null,
  discreet: false,
  discreetOffReason: null,
  film: null,
  picture: null,
}

/**
 * What every offer has, whatever its kind. `details` is checked by the kind. No field scores or ranks a person (Leiden L-8).
 * Titles up to 200 characters are accepted, because imported courses have them; the house style asks for 60.
 */
export const offerSchema = z.object({
  sourceKey: z.string().max(200).nullable().default(null),
  kind: z.string(),
  state: z.enum(STATES).default('draft'),
  publishFrom: z.number().int().nullable().default(null),
  publishUntil: z.number().int().nullable().default(null),
  title: pairOf(200),
  summary: optionalPair(400),
  body: z.object({ nl: paragraphs(200_000).default(''), en: paragraphs(200_000).default('') }),
  themes: unique(z.enum(THEMES), 6).default([]),
  targetGroups: unique(z.enum(TARGET_GROUPS), TARGET_GROUPS.length).default(['everyone']),
  languages: unique(z.enum(OFFER_LANGUAGES), OFFER_LANGUAGES.length).default([]),
  format: z.enum(FORMATS),
  learningForm: z.enum(LEARNING_FORMS),
  participation: z.enum(PARTICIPATIONS).default('individual'),
  duration: durationSchema.nullable().default(null),
  costCents: z.number().int().min(0).max(10_000_000).nullable().default(null),
  payer: z.enum(PAYERS).nullable().default(null),
  competences: unique(z.string().max(80), 12).default([]),
  aimDomains: unique(z.enum(AIM_DOMAINS), AIM_DOMAINS.length).default([]),
  units: unique(z.string().max(80), 12).pipe(z.array(z.string()).min(1)),
  provider: z.string().max(80).nullable().default(null),
  owner: z.object({ unit: z.string().max(80), email: z.email().max(200) }),
  ...z.object(KEPT_OF_OFFER).partial().shape,
  reviewOn: day,
  sessions: z.array(sessionSchema).max(200).superRefine(eachOnce).default([]),
  details: z.record(z.string(), z.unknown()).default({}),
  /** When each language's text was last written; left out, a changed text counts as written now. */
  textAt: z.object({ nl: z.number().int(), en: z.number().int() }).nullable().default(null),
})
export type OfferInput = z.input<typeof offerSchema>
export type CheckedOffer = z.output<typeof offerSchema>
