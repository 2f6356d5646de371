import type { KindId } from '../catalogue/kinds.ts'
import type { OfferState } from '../catalogue/vocabulary.ts'

/** How an offer stands for whoever publishes it. `ready`: published, to appear on a day; `over`: its last day has passed. */
export const LIST_STATES = ['online', 'draft', 'ready', 'hidden', 'over', 'archived'] as const
export type ListState = (typeof LIST_STATES)[number]

/** What the list of one's offers can be sorted by. */
export const LIST_SORTS = ['review', 'title', 'state', 'next', 'places'] as const
export type ListSort = (typeof LIST_SORTS)[number]

/** What the address of the list asks for. */
export type ListQuery = {
  readonly q: string
  readonly state: ListState | null
  readonly kind: string
  readonly owner: string
  readonly sort: ListSort
  readonly isDown: boolean
  readonly page: number
}

/** One offer, or a draft of one that is not there yet, as far as the list shows it. */
export type ListedOffer = {
  readonly id: string
  readonly kind: KindId
  readonly title: { readonly nl: string; readonly en: string }
  readonly state: ListState
  /** From when it appears, where it is ready for a day. */
  readonly publishFrom: number | null
  /** Each language: written, missing, or older than the other. */
  readonly texts: { readonly nl: TextState; readonly en: TextState }
  readonly owner: string
  readonly coOwners: ReadonlyArray<string>
  readonly reviewOn: string | null
  /** Whether something waits to be published. */
  readonly hasChange: boolean
  readonly next: {
    readonly startsAt: number
    readonly seats: number | null
    readonly taken: number
    readonly waiting: number
  } | null
}
export type TextState = 'written' | 'missing' | 'older'

function among<T extends string>(list: ReadonlyArray<T>, value: string | null): T | null {
  return list.find((one) => one === value) ?? null
}

/** Reads the address of the list; what it does not know counts as not said. */
export function readListQuery(search: URLSearchParams): ListQuery {
  const page = Number(search.get('page'))
  return {
    q: (search.get('q') ?? '').trim().slice(0, 100),
    state: among(LIST_STATES, search.get('state')),
    kind: search.get('kind') ?? '',
    owner: search.get('owner') ?? '',
    sort: among(LIST_SORTS, search.get('sort')) ?? 'review',
    isDown: search.get('order') === 'down',
    page: Number.isInteger(page) && page > 1 && page < 10_000 ? page : 1,
  }
}

/** The same query as parameters of an address, with some of them changed; what is usual stands in none. */
export function listSearch(query: ListQuery, changes: Partial<ListQuery> = {}): Record<string, string | undefined> {
  const { q, state, kind, owner, sort, isDown, page } = { ...query, ...changes }
  return {
    q: q || undefined,
    state: state ?? undefined,
    kind: kind || undefined,
    owner: owner || undefined,
    sort: sort === 'review' ? undefined : sort,
    order: isDown ? 'down' : undefined,
    page: page > 1 ? String(page) : undefined,
  }
}

/** How an offer stands at a moment (UTC milliseconds). */
export function listStateOf(
  { state, publishFrom, publishUntil }: { state: OfferState; publishFrom: number | null; publishUntil: number | null },
  now: number,
): ListState {
  if (state !== 'published') return state === 'draft' ? 'draft' : state
  if (publishFrom !== null && publishFrom > now) return 'ready'
  return publishUntil !== null && publishUntil <= now ? 'over' : 'online'
}

const DAY_MS = 86_400_000

/** How each language of an offer stands: `older` when the other one was written more than a day later. */
export function textStates(
  written: { nl: boolean; en: boolean },
  at: { nl: number; en: number },
): ListedOffer['texts'] {
  const stateOf = (own: 'nl' | 'en', other: 'nl' | 'en'): TextState => {
    if (!written[own]) return 'missing'
    return written[other] && at[other] - at[own] > DAY_MS ? 'older' : 'written'
  }
  return { nl: stateOf('nl', 'en'), en: stateOf('en', 'nl') }
}

const LAST = '9999-12-31'

/** What sorts before what; equal ones by title, so that pages never show one twice. */
export function sortListed(
  list: ReadonlyArray<ListedOffer>,
  { sort, isDown }: ListQuery,
  titleOf: (one: ListedOffer) => string,
): ListedOffer[] {
  const keys: Record<ListSort, (one: ListedOffer) => string | number> = {
    review: ({ reviewOn }) => reviewOn ?? LAST,
    title: titleOf,
    state: ({ state }) => LIST_STATES.indexOf(state),
    next: ({ next }) => next?.startsAt ?? Number.MAX_SAFE_INTEGER,
    places: ({ next }) => (next?.seats ? next.taken / next.seats : -1),
  }
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'string' && typeof b === 'string' ? a.localeCompare(b, 'nl') : Number(a) - Number(b)
  const sign = isDown ? -1 : 1
  return [...list].sort(
    (a, b) => sign * compare(keys[sort](a), keys[sort](b)) || compare(titleOf(a), titleOf(b)) || compare(a.id, b.id),
  )
}
