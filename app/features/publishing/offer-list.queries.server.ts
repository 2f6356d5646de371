import type { Allowed } from '#app/access/actor.ts'
import { cachedNames, type Names } from '#app/features/catalogue/catalogue-names.server.ts'
import { kindsOn } from '#app/features/catalogue/enabled-kinds.server.ts'
import { kindOf } from '#app/features/catalogue/kinds.ts'
import { formatDayInColumn, formatDayMonthYear, formatWeekdayInColumn } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import { addDays, dayOf } from '#app/i18n/zoned-time.ts'
import { csvOf } from '#app/platform/tables/write-csv.ts'
import type { IconName } from '#app/ui/icon-names.ts'
import type { Db } from '#db/open.server.ts'
import { LIST_STATES, type ListedOffer, type ListQuery, type ListState, sortListed } from './offer-list.ts'
import { readListedOffers } from './read-list.server.ts'

const PAGE = 25
const NEAR_REVIEW_DAYS = 7

export type OfferRow = {
  readonly id: string
  readonly title: string
  readonly titleLanguage: Language | null
  readonly kind: { readonly id: string; readonly label: string; readonly icon: IconName; readonly colour: string }
  readonly owners: string
  readonly state: ListState
  readonly stateText: string
  readonly hasChange: boolean
  readonly languages: string
  /** Each language in words, and whether something of it is missing or old. */
  readonly texts: ReadonlyArray<{ readonly words: string; readonly asks: boolean }>
  readonly isIncomplete: boolean
  readonly next: string
  readonly places: string
  readonly taken: number
  readonly seats: number | null
  readonly review: string
  readonly reviewState: 'passed' | 'near' | 'far'
}

export type OfferListData = {
  readonly query: ListQuery
  readonly rows: ReadonlyArray<OfferRow>
  readonly total: number
  readonly from: number
  readonly pages: number
  readonly counts: ReadonlyArray<{ readonly state: ListState | null; readonly count: number }>
  readonly kinds: ReadonlyArray<{ readonly value: string; readonly label: string }>
  readonly owners: ReadonlyArray<{ readonly value: string; readonly label: string }>
  /** A day a year from today, for a new review date. */
  readonly reviewDefault: string
}

function titleIn(one: ListedOffer, language: Language): { text: string; language: Language | null } {
  if (!one.title.nl && !one.title.en) return { text: textsFor(language)('publishing:editor.untitled'), language: null }
  const { text, language: own } = textIn(one.title, language)
  return { text, language: own && own !== language ? own : null }
}

function rowOf(one: ListedOffer, language: Language, names: Names, today: string): OfferRow {
  const t = textsFor(language)
  const kind = kindOf(one.kind)
  const title = titleIn(one, language)
  const unit = (id: string) => names.units.get(id)?.[language] ?? ''
  const others = one.coOwners.map(unit).filter(Boolean)
  const { next } = one
  const texts = (['nl', 'en'] as const).map((own) => ({
    words: t(`hr:list.text.${own}.${one.texts[own]}`),
    asks: one.texts[own] !== 'written',
  }))
  return {
    id: one.id,
    title: title.text,
    titleLanguage: title.language,
    kind: { id: one.kind, label: t(kind.label, { ns: 'offer' }), icon: kind.icon, colour: kind.colour },
    owners:
      others.length > 0 ? t('hr:list.with', { owner: unit(one.owner), others: others.join(', ') }) : unit(one.owner),
    state: one.state,
    stateText:
      one.state === 'ready' && one.publishFrom !== null
        ? t('hr:list.readyOn', { day: formatDayMonthYear(language, one.publishFrom) })
        : t(`hr:list.state.${one.state}`),
    hasChange: one.hasChange && one.state !== 'draft',
    languages: texts.map(({ words }) => words).join(', '),
    texts,
    isIncomplete: texts.some(({ asks }) => asks),
    next: next ? formatWeekdayInColumn(language, next.startsAt) : '',
    places: one.state === 'draft' ? '' : placesText(next, language),
    taken: next?.taken ?? 0,
    seats: next?.seats ?? null,
    review: one.reviewOn ? formatDayInColumn(language, one.reviewOn) : '',
    reviewState: reviewStateOf(one.reviewOn, today),
  }
}

function placesText(next: ListedOffer['next'], language: Language): string {
  const t = textsFor(language)
  if (!next) return ''
  if (next.seats === null) return t('hr:list.taken', { count: next.taken })
  const places = t('hr:list.places', { taken: next.taken, seats: next.seats })
  return next.waiting > 0 ? `${places}, ${t('hr:list.waiting', { count: next.waiting })}` : places
}

function reviewStateOf(reviewOn: string | null, today: string): OfferRow['reviewState'] {
  if (reviewOn === null) return 'far'
  if (reviewOn < today) return 'passed'
  return reviewOn <= addDays(today, NEAR_REVIEW_DAYS) ? 'near' : 'far'
}

function filtered(list: ReadonlyArray<ListedOffer>, { kind, owner }: ListQuery): ListedOffer[] {
  return list.filter(
    (one) => (!kind || one.kind === kind) && (!owner || one.owner === owner || one.coOwners.includes(owner)),
  )
}

/** One page of the offers that somebody may change, as the address asks. */
export function findOfferList(
  db: Db,
  actor: Allowed<'publishing.view'>,
  query: ListQuery,
  language: Language,
  now: Date,
): OfferListData {
  const names = cachedNames(db)
  const all = readListedOffers(db, actor, query.q, now)
  const found = filtered(all, query)
  const ofState = query.state ? found.filter(({ state }) => state === query.state) : found
  const sorted = sortListed(ofState, query, (one) => titleIn(one, language).text)
  const pages = Math.max(1, Math.ceil(sorted.length / PAGE))
  const page = Math.min(query.page, pages)
  const t = textsFor(language)
  const count = (state: ListState) => found.filter((one) => one.state === state).length
  const owners = [...new Set(all.flatMap(({ owner, coOwners }) => [owner, ...coOwners]))].filter(Boolean)
  return {
    query: { ...query, page },
    rows: sorted.slice((page - 1) * PAGE, page * PAGE).map((one) => rowOf(one, language, names, dayOf(now))),
    total: sorted.length,
    from: (page - 1) * PAGE + 1,
    pages,
    counts: [
      { state: null, count: found.length },
      ...LIST_STATES.map((state) => ({ state, count: count(state) })).filter((one) => one.count > 0),
    ],
    kinds: kindsOn().map((id) => ({ value: id, label: t(kindOf(id).plural, { ns: 'offer' }) })),
    owners: owners
      .map((value) => ({ value, label: names.units.get(value)?.[language] ?? value }))
      .sort((a, b) => a.label.localeCompare(b.label, language)),
    reviewDefault: addDays(dayOf(now), 365),
  }
}

/** The list as the address asks, all of it, as a file for Excel. */
export function offerListFile(
  db: Db,
  actor: Allowed<'publishing.view'>,
  query: ListQuery,
  language: Language,
  now: Date,
): string {
  const t = textsFor(language)
  const names = cachedNames(db)
  const found = filtered(readListedOffers(db, actor, query.q, now), query)
  const ofState = query.state ? found.filter(({ state }) => state === query.state) : found
  const sorted = sortListed(ofState, query, (one) => titleIn(one, language).text)
  const columns = ['title', 'kind', 'owners', 'state', 'languages', 'next', 'places', 'review'] as const
  const head = columns.map((name) => t(`hr:list.column.${name}`))
  const lines = sorted.map((one) => {
    const row = rowOf(one, language, names, dayOf(now))
    return [
      row.title,
      row.kind.label,
      row.owners,
      row.stateText,
      row.languages,
      row.next,
      row.places,
      one.reviewOn ?? '',
    ]
  })
  return csvOf([head, ...lines])
}
