import { z } from 'zod'
import { visibleText } from '#app/platform/text/visible-text.ts'
import {
  AIM_DOMAINS,
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

export const durationSchema = z.object({
  times: z.number().int().min(2).max(100).optional(),
  amount: z.number().positive().max(10_000),
  unit: z.enum(DURATION_UNITS),
})
export type OfferDuration = z.output<typeof durationSchema>

export const sessionDaySchema = z
  .object({ date: day, from: timeOfDay, until: timeOfDay })
  .refine((d) => d.from < d.until)
export const sessionDaysSchema = z.array(sessionDaySchema).min(1).max(60)
export type SessionDay = z.output<typeof sessionDaySchema>

export const sessionSchema = z.object({
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
  body: z.object({ nl: paragraphs(20_000).default(''), en: paragraphs(20_000).default('') }),
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
  reviewOn: day,
  sessions: z.array(sessionSchema).max(200).superRefine(eachOnce).default([]),
  details: z.record(z.string(), z.unknown()).default({}),
  /** When each language's text was last written; left out, a changed text counts as written now. */
  textAt: z.object({ nl: z.number().int(), en: z.number().int() }).nullable().default(null),
})
export type OfferInput = z.input<typeof offerSchema>
export type CheckedOffer = z.output<typeof offerSchema>
