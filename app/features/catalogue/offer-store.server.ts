import { asc, eq, sql } from 'drizzle-orm'
import type { Pair } from '#app/i18n/languages.ts'
import { oncePerDatabase } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { offerCompetences, offers, offerUnits, sessions } from '#db/schema/catalogue.ts'
import { type KindId, kindOf } from './kinds.ts'
import {
  type CheckedOffer,
  durationSchema,
  type KeptOfOffer,
  type KeptOfSession,
  sessionDaysSchema,
  slotSchema,
} from './offer-schema.ts'
import { questionsSchema } from './session-questions.ts'
import type { AimDomain, AimGoal, OfferLanguage, TargetGroup, Theme } from './vocabulary.ts'

export type Session = CheckedOffer['sessions'][number] &
  KeptOfSession & {
    id: string
    startsAt: number
    endsAt: number
    /** Counts up when its day, time, place or cancellation changes; `changedAt` says when that was last. */
    sequence: number
    changedAt: number | null
  }

/** An offer as the portal works with it: the checked input, with its id, addresses and moments. */
export type Offer = Omit<CheckedOffer, 'sessions' | 'textAt' | 'kind' | keyof KeptOfOffer> &
  KeptOfOffer & {
    /** Whether anybody ever asked about it. */
    asked: boolean
    id: string
    kind: KindId
    slug: Pair
    textAt: { nl: number; en: number }
    createdAt: number
    updatedAt: number
    sessions: Session[]
  }

const amongIds = sql`(select value from json_each(${sql.placeholder('ids')}))`

function statements(db: Db) {
  return {
    offers: db.select().from(offers).where(sql`${offers.id} in ${amongIds}`).prepare(),
    sessions: db
      .select()
      .from(sessions)
      .where(sql`${sessions.offerId} in ${amongIds}`)
      .orderBy(asc(sessions.startsAt), asc(sessions.id))
      .prepare(),
    units: db
      .select()
      .from(offerUnits)
      .where(sql`${offerUnits.offerId} in ${amongIds}`)
      .orderBy(asc(offerUnits.position))
      .prepare(),
    competences: db
      .select()
      .from(offerCompetences)
      .where(sql`${offerCompetences.offerId} in ${amongIds}`)
      .orderBy(asc(offerCompetences.position))
      .prepare(),
    idOfSource: db
      .select({ id: offers.id })
      .from(offers)
      .where(eq(offers.sourceKey, sql.placeholder('key')))
      .prepare(),
  }
}

function grouped<T>(rows: ReadonlyArray<T>, keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

function toSession(row: typeof sessions.$inferSelect): Session {
  return {
    id: row.id,
    sourceKey: row.sourceKey,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    days: sessionDaysSchema.parse(row.days),
    place: { nl: row.placeNl, en: row.placeEn },
    online: row.online,
    seats: row.seats,
    taken: row.seatsTaken + row.signedUp,
    waiting: row.waiting + row.listed,
    cancelled: row.cancelledAt !== null,
    zone: row.zone,
    least: row.least,
    decideOn: row.decideOn,
    decision: row.decision,
    waitingList: row.waitingList,
    signUpFrom: row.signUpFrom,
    signUpUntil: row.signUpUntil,
    cancelUntil: row.cancelUntil,
    approval: row.approval,
    costCents: row.costCents,
    payer: row.payer,
    lateCostCents: row.lateCostCents,
    latePayer: row.latePayer,
    questions: questionsSchema.parse(row.questions),
    onlineLink: row.onlineLink,
    trainer: row.trainer,
    slots: slotSchema.array().parse(row.slots),
    sequence: row.sequence,
    changedAt: row.changedAt,
  }
}

function toOffer(
  row: typeof offers.$inferSelect,
  parts: { sessions: Session[]; units: string[]; competences: string[] },
): Offer {
  const kind = row.kind as KindId
  return {
    id: row.id,
    sourceKey: row.sourceKey,
    kind,
    state: row.state,
    publishFrom: row.publishFrom,
    publishUntil: row.publishUntil,
    slug: { nl: row.slugNl, en: row.slugEn },
    title: { nl: row.titleNl, en: row.titleEn },
    summary: { nl: row.summaryNl, en: row.summaryEn },
    body: { nl: row.bodyNl, en: row.bodyEn },
    textAt: { nl: row.textNlAt, en: row.textEnAt },
    themes: row.themes as Theme[],
    targetGroups: row.targetGroups as TargetGroup[],
    languages: row.languages as OfferLanguage[],
    aimDomains: row.aimDomains as AimDomain[],
    aimGoals: row.aimGoals as AimGoal[],
    format: row.format,
    learningForm: row.learningForm,
    participation: row.participation,
    duration: row.duration === null ? null : durationSchema.parse(row.duration),
    costCents: row.costCents,
    payer: row.payer,
    provider: row.providerId,
    owner: { unit: row.ownerUnitId, email: row.ownerEmail },
    reviewOn: row.reviewOn,
    link: row.link,
    discreet: row.discreet,
    discreetOffReason: row.discreetOffReason,
    asked: row.asked,
    film: row.film as KeptOfOffer['film'],
    picture: row.picture as KeptOfOffer['picture'],
    details: kindOf(kind).details.parse(row.details) as Record<string, unknown>,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    units: parts.units,
    competences: parts.competences,
    sessions: parts.sessions,
  }
}

/** The offers with these ids, in the order of the ids; unknown ids are left out. Four statements, whatever the number. */
export function readOffers(db: Db, ids: ReadonlyArray<string>): Offer[] {
  if (ids.length === 0) return []
  const list = { ids: JSON.stringify(ids) }
  const read = oncePerDatabase(db, statements)
  const rows = new Map(read.offers.all(list).map((row) => [row.id, row]))
  const runs = grouped(read.sessions.all(list), (row) => row.offerId)
  const owners = grouped(read.units.all(list), (row) => row.offerId)
  const skills = grouped(read.competences.all(list), (row) => row.offerId)
  return ids.flatMap((id) => {
    const row = rows.get(id)
    if (!row) return []
    return [
      toOffer(row, {
        sessions: (runs.get(id) ?? []).map(toSession),
        units: (owners.get(id) ?? []).map((unit) => unit.unitId),
        competences: (skills.get(id) ?? []).map((skill) => skill.competenceId),
      }),
    ]
  })
}

export function readOffer(db: Db, id: string): Offer | undefined {
  return readOffers(db, [id])[0]
}

/** The id of the offer with this key at its source, if there is one. */
export function idOfSource(db: Db, sourceKey: string): string | undefined {
  return oncePerDatabase(db, statements).idOfSource.get({ key: sourceKey })?.id
}
