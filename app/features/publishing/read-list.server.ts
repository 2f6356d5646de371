import { and, asc, gt, isNull, notInArray, sql } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { isKind } from '#app/features/catalogue/kinds.ts'
import { inScopeSql, scopeOf } from '#app/features/catalogue/offer-scope.server.ts'
import { takenPlaces, waitingForPlaces } from '#app/features/catalogue/session-places.server.ts'
import { isRealDay } from '#app/i18n/date-parts.ts'
import { dayOf, momentOf } from '#app/i18n/zoned-time.ts'
import type { Db } from '#db/open.server.ts'
import { offers, offerUnits, sessions } from '#db/schema/catalogue.ts'
import { offerDraftFields, offerDrafts } from '#db/schema/publishing.ts'
import { dayOfValues } from './offer-fields.ts'
import { type ListedOffer, listStateOf, textStates } from './offer-list.ts'

/** The escapes of LIKE. */
function pattern(words: string): string {
  return `%${words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
}

function storedOffers(db: Db, actor: Allowed<'publishing.view'>, q: string) {
  const text = sql`lower(${offers.titleNl} || ' ' || ${offers.titleEn} || ' ' || ${offers.summaryNl} || ' ' || ${offers.summaryEn} || ' ' || ${offers.bodyNl} || ' ' || ${offers.bodyEn})`
  return db
    .select({
      id: offers.id,
      kind: offers.kind,
      state: offers.state,
      publishFrom: offers.publishFrom,
      publishUntil: offers.publishUntil,
      titleNl: offers.titleNl,
      titleEn: offers.titleEn,
      hasNl: sql<number>`${offers.titleNl} <> '' and ${offers.bodyNl} <> ''`,
      hasEn: sql<number>`${offers.titleEn} <> '' and ${offers.bodyEn} <> ''`,
      textNlAt: offers.textNlAt,
      textEnAt: offers.textEnAt,
      owner: offers.ownerUnitId,
      reviewOn: offers.reviewOn,
    })
    .from(offers)
    .where(and(inScopeSql(scopeOf(db, actor)), q ? sql`${text} like ${pattern(q)} escape '\\'` : undefined))
    .all()
}

/** The first session to come of each offer that is not cancelled. */
function nextSessions(db: Db, now: Date) {
  const rows = db
    .select({
      offerId: sessions.offerId,
      startsAt: sessions.startsAt,
      seats: sessions.seats,
      taken: takenPlaces,
      waiting: waitingForPlaces,
    })
    .from(sessions)
    .where(and(gt(sessions.startsAt, Number(now)), isNull(sessions.cancelledAt)))
    .orderBy(asc(sessions.startsAt))
    .all()
  const first = new Map<string, (typeof rows)[number]>()
  for (const row of rows) if (!first.has(row.offerId)) first.set(row.offerId, row)
  return first
}

/** The first date to come in a draft, else the first one: by it two copies of one offer are told apart. */
function nextOfDraft(fields: ReadonlyMap<string, string[]>, now: Date): ListedOffer['next'] {
  const dates = [...fields].flatMap(([name, values]) => (name.endsWith('.date') ? (dayOfValues(values) ?? []) : []))
  const sorted = dates.filter(isRealDay).sort()
  const date = sorted.find((one) => one >= dayOf(now)) ?? sorted[0]
  return date ? { startsAt: momentOf(date, '00:00'), seats: null, taken: 0, waiting: 0 } : null
}

/** Drafts of offers that are not stored, with what the list shows of them. */
function newDrafts(db: Db, actor: Allowed<'publishing.view'>, q: string, now: Date): ListedOffer[] {
  const stored = db.select({ id: offers.id }).from(offers)
  const rows = db.select().from(offerDrafts).where(notInArray(offerDrafts.id, stored)).all()
  if (rows.length === 0) return []
  const fields = new Map<string, Map<string, string[]>>()
  const names = ['title.nl', 'title.en', 'body.nl', 'body.en', 'owner.unit', 'units', 'reviewOn']
  const typed = db
    .select({ draftId: offerDraftFields.draftId, name: offerDraftFields.name, value: offerDraftFields.value })
    .from(offerDraftFields)
    .where(
      and(
        notInArray(offerDraftFields.draftId, stored),
        sql`(${offerDraftFields.name} in (select value from json_each(${JSON.stringify(names)})) or ${offerDraftFields.name} like 'sessions.%.date')`,
      ),
    )
    .all()
  for (const { draftId, name, value } of typed)
    fields.set(draftId, (fields.get(draftId) ?? new Map()).set(name, value as string[]))
  const scope = scopeOf(db, actor)
  return rows.flatMap(({ id, kind, createdBy, createdAt }): ListedOffer[] => {
    const own = fields.get(id) ?? new Map<string, string[]>()
    const one = (name: string) => own.get(name)?.[0] ?? ''
    const units = own.get('units') ?? []
    const isOurs =
      scope === 'all' || createdBy === actor.id || [one('owner.unit'), ...units].some((unit) => scope.has(unit))
    const title = { nl: one('title.nl'), en: one('title.en') }
    const isFound = `${title.nl} ${title.en}`.toLowerCase().includes(q.toLowerCase())
    if (!isOurs || !isKind(kind) || !isFound) return []
    const written = { nl: title.nl !== '' && one('body.nl') !== '', en: title.en !== '' && one('body.en') !== '' }
    return [
      {
        id,
        kind,
        title,
        state: 'draft',
        publishFrom: null,
        texts: textStates(written, { nl: createdAt, en: createdAt }),
        owner: one('owner.unit'),
        coOwners: units.filter((unit) => unit !== one('owner.unit')),
        reviewOn: dayOfValues(own.get('reviewOn') ?? []) || null,
        hasChange: true,
        next: nextOfDraft(own, now),
      },
    ]
  })
}

/** All offers that somebody may change, and drafts of new ones, with these words in them. Five statements, whatever the number. */
export function readListedOffers(db: Db, actor: Allowed<'publishing.view'>, q: string, now: Date): ListedOffer[] {
  const next = nextSessions(db, now)
  const drafts = new Set(
    db
      .select({ id: offerDrafts.id })
      .from(offerDrafts)
      .all()
      .map(({ id }) => id),
  )
  const coOwners = new Map<string, string[]>()
  for (const { offerId, unitId } of db.select().from(offerUnits).orderBy(asc(offerUnits.position)).all())
    coOwners.set(offerId, [...(coOwners.get(offerId) ?? []), unitId])
  const listed = storedOffers(db, actor, q).flatMap((row): ListedOffer[] => {
    if (!isKind(row.kind)) return []
    const session = next.get(row.id)
    return [
      {
        id: row.id,
        kind: row.kind,
        title: { nl: row.titleNl, en: row.titleEn },
        state: listStateOf(row, Number(now)),
        publishFrom: row.publishFrom,
        texts: textStates({ nl: row.hasNl === 1, en: row.hasEn === 1 }, { nl: row.textNlAt, en: row.textEnAt }),
        owner: row.owner,
        coOwners: (coOwners.get(row.id) ?? []).filter((unit) => unit !== row.owner),
        reviewOn: row.reviewOn,
        hasChange: drafts.has(row.id),
        next: session
          ? { startsAt: session.startsAt, seats: session.seats, taken: session.taken, waiting: session.waiting }
          : null,
      },
    ]
  })
  return [...listed, ...newDrafts(db, actor, q, now)]
}
