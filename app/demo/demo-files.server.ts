import { parse } from 'yaml'
import { z } from 'zod'
import type { OfferInput } from '#app/features/catalogue/offer-schema.ts'
import { UNIT_KINDS } from '#app/features/catalogue/vocabulary.ts'
import { addDays, momentOf } from '#app/i18n/zoned-time.ts'
import { demoClosingDays } from './demo-closing-days.server.ts'
import { datedDetails, openDays } from './demo-dates.ts'

const pair = z.object({ nl: z.string(), en: z.string() })

export const universitySchema = z.object({
  name: pair,
  mailDomain: z.string(),
  units: z.array(
    z.strictObject({
      slug: z.string(),
      kind: z.enum(UNIT_KINDS),
      /** What it stands under; the university when it does not say. */
      parent: z.string().optional(),
      name: pair,
    }),
  ),
  providers: z.array(z.object({ slug: z.string(), external: z.boolean(), name: pair })),
  framework: z.object({ slug: z.string(), name: pair }),
  competences: z.array(z.object({ slug: z.string(), area: z.string(), name: pair })),
})
export type University = z.output<typeof universitySchema>

const demoOfferSchema = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]+$/),
  kind: z.string(),
  title: pair,
  summary: pair,
  body: pair,
  themes: z.array(z.string()),
  targetGroups: z.array(z.string()),
  languages: z.array(z.string()),
  format: z.string(),
  learningForm: z.string(),
  participation: z.string(),
  duration: z.record(z.string(), z.unknown()).optional(),
  cost: z.object({ euro: z.number(), payer: z.string() }).optional(),
  competences: z.array(z.string()).default([]),
  aim: z.array(z.string()).default([]),
  goals: z.array(z.string()).default([]),
  units: z.array(z.string()),
  provider: z.string().optional(),
  owner: z.string(),
  reviewInDays: z.number(),
  /** Why it is not discreet although its kind or theme says so. */
  discreetOffReason: z.string().optional(),
  updatedDaysAgo: z.object({ nl: z.number(), en: z.number() }).default({ nl: 20, en: 20 }),
  sessions: z
    .array(
      z.strictObject({
        days: z.array(z.object({ in: z.number(), from: z.string(), until: z.string() })),
        place: pair.optional(),
        online: z.boolean().default(false),
        seats: z.number().optional(),
        taken: z.number().default(0),
        waiting: z.number().default(0),
        cancelled: z.boolean().default(false),
        /** With fewer it may not go on; that is decided so many days after the day of starting. */
        least: z.number().optional(),
        decideInDays: z.number().optional(),
        signUpUntilInDays: z.number().optional(),
        cancelUntilInDays: z.number().optional(),
      }),
    )
    .default([]),
  details: z.record(z.string(), z.unknown()),
})
export type DemoOffer = z.output<typeof demoOfferSchema>

// Part of the server bundle, so that a start reads no folder.
const files = import.meta.glob<string>('./offers/*/*.yaml', { query: '?raw', import: 'default', eager: true })
const university = import.meta.glob<string>('./university.yaml', { query: '?raw', import: 'default', eager: true })

export function readUniversity(): University {
  return universitySchema.parse(parse(Object.values(university)[0] ?? ''))
}

export function readDemoOffers(): DemoOffer[] {
  return Object.values(files).flatMap((text) => z.array(demoOfferSchema).parse(parse(text)))
}

/** A demo offer as the verb takes it, with its dates around `today`. */
export function demoOfferInput(offer: DemoOffer, today: string, mailDomain: string): OfferInput {
  const closed = demoClosingDays(today)
  const textAt = (days: number) => momentOf(addDays(today, -days), '10:00')
  const input = {
    sourceKey: `demo:${offer.key}`,
    kind: offer.kind,
    state: 'published' as const,
    publishFrom: textAt(Math.max(offer.updatedDaysAgo.nl, offer.updatedDaysAgo.en)),
    title: offer.title,
    summary: offer.summary,
    body: offer.body,
    textAt: { nl: textAt(offer.updatedDaysAgo.nl), en: textAt(offer.updatedDaysAgo.en) },
    themes: offer.themes,
    targetGroups: offer.targetGroups,
    languages: offer.languages,
    format: offer.format,
    learningForm: offer.learningForm,
    participation: offer.participation,
    duration: offer.duration ?? null,
    costCents: offer.cost ? Math.round(offer.cost.euro * 100) : null,
    payer: offer.cost?.payer ?? null,
    competences: offer.competences,
    aimDomains: offer.aim,
    aimGoals: offer.goals,
    units: offer.units,
    provider: offer.provider ?? null,
    owner: { unit: offer.owner, email: `${offer.owner}@${mailDomain}` },
    reviewOn: addDays(today, offer.reviewInDays),
    ...(offer.discreetOffReason ? { discreetOffReason: offer.discreetOffReason } : {}),
    sessions: offer.sessions.map(({ days, decideInDays, signUpUntilInDays, cancelUntilInDays, ...session }) => ({
      ...session,
      ...(decideInDays === undefined ? {} : { decideOn: addDays(today, decideInDays) }),
      ...(signUpUntilInDays === undefined ? {} : { signUpUntil: addDays(today, signUpUntilInDays) }),
      ...(cancelUntilInDays === undefined ? {} : { cancelUntil: addDays(today, cancelUntilInDays) }),
      days: openDays(
        today,
        days.map((day) => day.in),
        closed,
      ).map((date, place) => ({ date, from: days[place]?.from ?? '', until: days[place]?.until ?? '' })),
    })),
    details: datedDetails(offer.details, today),
  }
  // The files are data: what does not fit is refused by the same check as anything typed in.
  return input as OfferInput
}
