import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Allowed } from '#app/access/actor.ts'
import { ZONE } from '#app/i18n/zoned-time.ts'
import { done } from '#app/platform/outcome.ts'
import { cleanMarkdown } from '#app/platform/text/markdown.server.ts'
import { putDocument, removeDocument } from '#app/search/embedded/write.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { offerCompetences, offers, offerUnits, sessions } from '#db/schema/catalogue.ts'
import type { Tx } from '#db/transaction.server.ts'
import type { OfferProblem } from './check-offer.ts'
import { type Names, readNames } from './names.server.ts'
import { searchDocumentFor } from './offer/search-document.server.ts'
import { freeSlug, slugFrom } from './offer/slug.ts'
import { sessionSpan } from './offer-rules.ts'
import type { CheckedOffer } from './offer-schema.ts'
import { idOfSource, type Offer, readOffer } from './offer-store.server.ts'

export type Saved = { id: string; change: 'new' | 'changed' | 'unchanged' }

function unknownNames(offer: CheckedOffer, names: Names): OfferProblem[] {
  const problem = 'unknown-value' as const
  return [
    ...offer.units.filter((id) => !names.units.has(id)).map(() => ({ field: 'units', problem })),
    ...(names.units.has(offer.owner.unit) ? [] : [{ field: 'owner.unit', problem }]),
    ...(offer.provider === null || names.providers.has(offer.provider) ? [] : [{ field: 'provider', problem }]),
    ...offer.competences.filter((id) => !names.competences.has(id)).map(() => ({ field: 'competences', problem })),
  ]
}

/** The same facts in the same order, so that two offers can be compared; sessions without their ids. */
function comparable(offer: CheckedOffer | Offer): string {
  const { textAt: _, sessions: runs, ...rest } = offer as CheckedOffer
  const facts = {
    ...rest,
    sessions: runs.map(({ days, place, online, seats, taken, waiting, cancelled }) => ({
      days,
      place,
      online,
      seats,
      taken,
      waiting,
      cancelled,
    })),
  }
  const dropped = ['id', 'slug', 'createdAt', 'updatedAt']
  return JSON.stringify(facts, (key, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([name]) => key !== '' || !dropped.includes(name))
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value,
  )
}

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

function columnsOf(offer: CheckedOffer, before: Offer | undefined, now: number) {
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
    details: offer.details,
    updatedAt: now,
  }
}

function writeParts(tx: Tx, id: string, offer: CheckedOffer, before: Offer | undefined): void {
  if (before) {
    tx.delete(offerUnits).where(eq(offerUnits.offerId, id)).run()
    tx.delete(offerCompetences).where(eq(offerCompetences.offerId, id)).run()
    tx.delete(sessions).where(eq(sessions.offerId, id)).run()
  }
  const rows = offer.sessions.map((session, place) => ({
    // The same place in the list keeps its id, so that what refers to a session goes on to do so.
    id: before?.sessions[place]?.id ?? uuidv7(),
    offerId: id,
    ...sessionSpan(session.days),
    days: session.days,
    zone: ZONE,
    placeNl: session.place.nl,
    placeEn: session.place.en,
    online: session.online,
    seats: session.seats,
    seatsTaken: session.taken,
    waiting: session.waiting,
    cancelled: session.cancelled,
  }))
  if (rows.length > 0) tx.insert(sessions).values(rows).run()
  tx.insert(offerUnits)
    .values(offer.units.map((unitId, position) => ({ offerId: id, unitId, position })))
    .run()
  if (offer.competences.length > 0) {
    tx.insert(offerCompetences)
      .values(offer.competences.map((competenceId, position) => ({ offerId: id, competenceId, position })))
      .run()
  }
}

type Options = { id?: string; names?: Names }
type Refusal = { ok: false; problem: 'unknown-names'; problems: OfferProblem[] }
export type Comparison = { before: Offer | undefined; offer: CheckedOffer; change: Saved['change'] }

/** What saving this offer would do, without doing it: beside what is stored, the offer as it would be, and whether that differs. */
export function compareOffer(
  db: Db,
  checked: CheckedOffer,
  options: Options = {},
): { ok: true; value: Comparison } | Refusal {
  const names = options.names ?? readNames(db)
  const problems = unknownNames(checked, names)
  if (problems.length > 0) return { ok: false, problem: 'unknown-names', problems }
  const known = options.id ?? (checked.sourceKey ? idOfSource(db, checked.sourceKey) : undefined)
  const before = known ? readOffer(db, known) : undefined
  const runs = [...checked.sessions].sort((a, b) => sessionSpan(a.days).startsAt - sessionSpan(b.days).startsAt)
  const offer = {
    ...checked,
    sessions: runs,
    body: { nl: cleanMarkdown(checked.body.nl), en: cleanMarkdown(checked.body.en) },
  }
  const same = before && comparable(before) === comparable(offer)
  return done({ before, offer, change: before ? (same ? 'unchanged' : 'changed') : 'new' })
}

/**
 * Adds an offer, or changes the one with the same id or source key, and writes the search index in the same transaction.
 * Saving what is already there changes nothing. Refuses units, providers and competences the university does not have.
 */
export function saveOffer(
  tx: Tx,
  _actor: Allowed<'offer.save'>,
  checked: CheckedOffer,
  now: Date,
  options: Options = {},
): { ok: true; value: Saved } | Refusal {
  const names = options.names ?? readNames(tx)
  const compared = compareOffer(tx, checked, { ...options, names })
  if (!compared.ok) return compared
  const { before, offer, change } = compared.value
  if (before && change === 'unchanged') return done({ id: before.id, change })

  const id = before?.id ?? uuidv7()
  const columns = columnsOf(offer, before, Number(now))
  if (before) tx.update(offers).set(columns).where(eq(offers.id, id)).run()
  else {
    const slugNl = slugFor(tx, 'slug_nl', offer.title.nl || offer.title.en)
    const slugEn = slugFor(tx, 'slug_en', offer.title.en || offer.title.nl)
    tx.insert(offers)
      .values({ ...columns, id, slugNl, slugEn, createdAt: Number(now) })
      .run()
  }
  writeParts(tx, id, offer, before)
  indexOffer(tx, id, names)
  return done({ id, change })
}

/** Writes an offer's line in the search index as the database has it now: a published one is put, any other taken out. */
export function indexOffer(tx: Tx, id: string, names: Names): void {
  const offer = readOffer(tx, id)
  if (offer?.state === 'published') putDocument(tx, searchDocumentFor(offer, names))
  else removeDocument(tx, id)
}
