import { words } from '#app/platform/text/fold.ts'
import { recorded } from './recorded.ts'

export type FakeDocument = Record<string, unknown> & { id: string; rev: number }
export type FakeIndex = { settings: Record<string, unknown>; documents: Map<string, FakeDocument> }
export type FakeQuery = {
  q?: string
  filter?: ReadonlyArray<string | ReadonlyArray<string>>
  facets?: ReadonlyArray<string>
  page?: number
  hitsPerPage?: number
}

const FIELDS = ['title', 'labels', 'x_parts', 'summary', 'body']

function numbers(value: unknown): number[] {
  return [value].flat().filter((one) => typeof one === 'number')
}

/** The few kinds of condition that the portal sends; anything else is a mistake of the portal. */
function holds(document: FakeDocument, condition: string): boolean {
  const [, name = '', rest = ''] = /^(\w+) (.+)$/.exec(condition) ?? []
  const value = document[name]
  const range = /^(-?\d+) TO (-?\d+)$/.exec(rest)
  if (range) return numbers(value).some((one) => one >= Number(range[1]) && one <= Number(range[2]))
  const bound = /^(<=|>) (-?\d+)$/.exec(rest)
  if (bound) return numbers(value).some((one) => (bound[1] === '>' ? one > Number(bound[2]) : one <= Number(bound[2])))
  if (rest === '= true') return value === true
  const equals = /^= (".*")$/.exec(rest)
  if (equals) return [value].flat().includes(JSON.parse(equals[1] ?? '""'))
  throw new Error(`a condition that the stand-in does not know: ${condition}`)
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

/** In the first field that has it, 0 for the title; -1 when none has. The last word may be a beginning, a synonym is as good. */
function placeOf(document: FakeDocument, word: string, isLast: boolean, synonyms: ReadonlyArray<string>): number {
  return FIELDS.findIndex((field) => {
    const own = textsOf(document[field]).flatMap(words)
    if (own.some((one) => one === word || (isLast && one.startsWith(word)))) return true
    return synonyms.some((synonym) => words(synonym).every((one) => own.includes(one)))
  })
}

type Match = { document: FakeDocument; places: number }

/** What has every word and fits every condition; what has the words in better places comes first. */
function matchesOf({ documents, settings }: FakeIndex, query: FakeQuery): Match[] {
  const asked = words(query.q ?? '')
  const synonyms = new Map(Object.entries((settings.synonyms ?? {}) as Record<string, string[]>))
  const matches = [...documents.values()].flatMap((document) => {
    const fits = (query.filter ?? []).every((any) => [any].flat().some((condition) => holds(document, condition)))
    if (!fits) return []
    const places = asked.map((word, at) => placeOf(document, word, at === asked.length - 1, synonyms.get(word) ?? []))
    return places.includes(-1) ? [] : [{ document, places: places.reduce((a, b) => a + b, 0) }]
  })
  return matches.sort((a, b) => a.places - b.places || Number(b.document.publishedAt) - Number(a.document.publishedAt))
}

function tally(matches: ReadonlyArray<Match>, facet: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { document } of matches) {
    for (const value of [document[facet] ?? []].flat()) counts[String(value)] = (counts[String(value)] ?? 0) + 1
  }
  return counts
}

/** Answers a search in the shape that was recorded: no typing errors, no ranking to speak of, but exact totals and counts. */
export function fakeSearch(uid: string, index: FakeIndex, query: FakeQuery): Record<string, unknown> {
  const matches = matchesOf(index, query)
  const page = query.page ?? 1
  const hitsPerPage = query.hitsPerPage ?? 20
  const { facetDistribution: _, facetStats: __, ...shape } = recorded('search: page of ids, facets, exact totals').body
  const counted = query.facets?.length
    ? {
        facetDistribution: Object.fromEntries(query.facets.map((facet) => [facet, tally(matches, facet)])),
        facetStats: {},
      }
    : {}
  return {
    indexUid: uid,
    ...shape,
    hits: matches.slice((page - 1) * hitsPerPage, page * hitsPerPage).map(({ document: { id, rev } }) => ({ id, rev })),
    query: query.q ?? '',
    hitsPerPage,
    page,
    totalPages: hitsPerPage === 0 ? 0 : Math.ceil(matches.length / hitsPerPage),
    totalHits: matches.length,
    ...counted,
  }
}
