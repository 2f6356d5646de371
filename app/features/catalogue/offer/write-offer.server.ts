import { eq, inArray, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { putDocument, removeDocument } from '#app/search/embedded/write.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { offerCompetences, offers, offerUnits, sessions } from '#db/schema/catalogue.ts'
import type { Tx } from '#db/transaction.server.ts'
import type { Names } from '../catalogue-names.server.ts'
import { sessionSpan } from '../offer-rules.ts'
import { type CheckedOffer, type KeptOfOffer, type SessionInput, UNDECIDED } from '../offer-schema.ts'
import { type Offer, readOffer } from '../offer-store.server.ts'
import type { Comparison } from './compare-offer.server.ts'
import { said } from './kept-fields.ts'
import type { SessionPlan } from './plan-sessions.server.ts'
import { searchDocumentFor } from './search-document.server.ts'
import { freeSlug, slugFrom } from './slug.ts'

function slugFor(tx: Tx, column: 'slug_nl' | 'slug_en', title: string): string {
  const taken = prepared(tx, `SELECT 1 FROM offers WHERE ${column} = ?`)
  return freeSlug(slugFrom(title), (slug) => taken.get(slug) !== undefined)
}

function writtenAt(offer: CheckedOffer, before: Offer | undefined, now: number): { nl: number; en: number } {
  if (offer.textAt) return offer.textAt
  const at = (language: 'nl' | 'en') =>
    before && (['title', 'summary', 'body'] as const).every((part) => before[part][language] === offer[part][language])
      ? before.textAt[language]
      : now
  return { nl: at('nl'), en: at('en') }
}

function columnsOf(offer: CheckedOffer & KeptOfOffer, before: Offer | undefined, now: number) {
  const textAt = writtenAt(offer, before, now)
  return {
    sourceKey: offer.sourceKey,
    kind: offer.kind,
    state: offer.state,
    publishFrom: offer.publishFrom,
    publishUntil: offer.publishUntil,
    titleNl: offer.title.nl,
    titleEn: offer.title.en,
    summaryNl: offer.summary.nl,
    summaryEn: offer.summary.en,
    bodyNl: offer.body.nl,
    bodyEn: offer.body.en,
    textNlAt: textAt.nl,
    textEnAt: textAt.en,
    themes: offer.themes,
    targetGroups: offer.targetGroups,
    languages: offer.languages,
    aimDomains: offer.aimDomains,
    aimGoals: offer.aimGoals,
    format: offer.format,
    learningForm: offer.learningForm,
    participation: offer.participation,
    duration: offer.duration,
    costCents: offer.costCents,
    payer: offer.payer,
    providerId: offer.provider,
    ownerUnitId: offer.owner.unit,
    ownerEmail: offer.owner.email,
    reviewOn: offer.reviewOn,
    link: offer.link,
    discreet: offer.discreet,
    discreetOffReason: offer.discreetOffReason,
    film: offer.film,
    picture: offer.picture,
    details: offer.details,
    updatedAt: now,
  }
}

function sessionColumns(input: SessionInput) {
  const session = { ...UNDECIDED, ...said(input) }
  return {
    sourceKey: session.sourceKey,
    ...sessionSpan(session.days, session.zone),
    days: session.days,
    zone: session.zone,
    placeNl: session.place.nl,
    placeEn: session.place.en,
    online: session.online,
    seats: session.seats,
    seatsTaken: session.taken,
    waiting: session.waiting,
    least: session.least,
    decideOn: session.decideOn,
    decision: session.decision,
    waitingList: session.waitingList,
    signUpFrom: session.signUpFrom,
    signUpUntil: session.signUpUntil,
    cancelUntil: session.cancelUntil,
    approval: session.approval,
    costCents: session.costCents,
    payer: session.payer,
    lateCostCents: session.lateCostCents,
    latePayer: session.latePayer,
    questions: session.questions,
    onlineLink: session.onlineLink,
    trainer: session.trainer,
    slots: session.slots,
  }
}

/** Of the places and the list of a session what is not counted from the sign-ups of this portal. */
function keptElsewhere({ taken, waiting }: SessionInput) {
  return {
    seatsTaken: sql<number>`max(0, ${taken} - ${sessions.signedUp})`,
    waiting: sql<number>`max(0, ${waiting} - ${sessions.listed})`,
  }
}

/** What calendars show of a session: when any of it changes, they are to take it over. */
function shownInCalendars({ days, place, online, cancelled, zone }: SessionInput): string {
  return JSON.stringify([days, place, online, cancelled, zone])
}

/** Sessions are changed in place, so that whatever refers to one goes on to do so. */
function writeSessions(tx: Tx, offerId: string, plan: SessionPlan, before: Offer | undefined, now: number): void {
  const stored = new Map(before?.sessions.map((session) => [session.id, session]))
  if (plan.deleted.length > 0) tx.delete(sessions).where(inArray(sessions.id, plan.deleted)).run()
  for (const { id, ...session } of plan.changed) {
    const was = stored.get(id)
    const cancelledAt = session.cancelled === was?.cancelled ? {} : { cancelledAt: session.cancelled ? now : null }
    const isMoved = was && shownInCalendars({ ...was, ...said(session) }) !== shownInCalendars(was)
    const counted = isMoved ? { sequence: was.sequence + 1, changedAt: now } : {}
    tx.update(sessions)
      .set({ ...sessionColumns(session), ...keptElsewhere(session), ...cancelledAt, ...counted })
      .where(eq(sessions.id, id))
      .run()
  }
  const rows = plan.added.map((session) => ({
    id: uuidv7(),
    offerId,
    ...sessionColumns(session),
    cancelledAt: session.cancelled ? now : null,
  }))
  if (rows.length > 0) tx.insert(sessions).values(rows).run()
}

function writeUnits(tx: Tx, offerId: string, units: ReadonlyArray<string>): void {
  tx.delete(offerUnits).where(eq(offerUnits.offerId, offerId)).run()
  tx.insert(offerUnits)
    .values(units.map((unitId, position) => ({ offerId, unitId, position })))
    .run()
}

function writeCompetences(tx: Tx, offerId: string, competences: ReadonlyArray<string>): void {
  tx.delete(offerCompetences).where(eq(offerCompetences.offerId, offerId)).run()
  if (competences.length === 0) return
  tx.insert(offerCompetences)
    .values(competences.map((competenceId, position) => ({ offerId, competenceId, position })))
    .run()
}

/** Writes what a comparison found, and the line in the search index. Answers the id. Whoever calls it records the audit event. */
export function writeOffer(
  tx: Tx,
  { before, id: chosen, offer, fields, sessions: plan }: Comparison,
  names: Names,
  now: Date,
): string {
  const id = before?.id ?? chosen ?? uuidv7()
  const columns = columnsOf(offer, before, Number(now))
  if (before) tx.update(offers).set(columns).where(eq(offers.id, id)).run()
  else {
    const slugNl = slugFor(tx, 'slug_nl', offer.title.nl || offer.title.en)
    const slugEn = slugFor(tx, 'slug_en', offer.title.en || offer.title.nl)
    tx.insert(offers)
      .values({ ...columns, id, slugNl, slugEn, createdAt: Number(now) })
      .run()
  }
  writeSessions(tx, id, plan, before, Number(now))
  if (fields.includes('units')) writeUnits(tx, id, offer.units)
  if (fields.includes('competences')) writeCompetences(tx, id, offer.competences)
  indexOffer(tx, id, names)
  return id
}

/** Writes an offer's line in the search index as the database has it now: a published one is put, any other taken out. */
export function indexOffer(tx: Tx, id: string, names: Names): void {
  const offer = readOffer(tx, id)
  if (offer?.state === 'published') putDocument(tx, searchDocumentFor(offer, names))
  else removeDocument(tx, id)
}
