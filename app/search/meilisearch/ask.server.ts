import type { Meilisearch } from 'meilisearch'
import { z } from 'zod'
import type { SearchQuery } from '../search-engine.ts'
import { MeiliError } from './client.server.ts'
import {
  addedCounts,
  countsFrom,
  hasChoices,
  type MeiliQuestion,
  type Question,
  questionForNear,
  questionForSize,
  questionForUnfiltered,
  questionsFor,
  withoutOne,
} from './query.ts'

const hit = z.object({
  id: z.string().min(1),
  rev: z.number().int(),
})
const found = z.object({
  hits: z.array(hit),
  totalHits: z.number().int().min(0),
  facetDistribution: z.record(z.string(), z.record(z.string(), z.number().int().min(0))).optional(),
  processingTimeMs: z.number().min(0),
  degraded: z.boolean().optional(),
})
const answers = z.object({ results: z.array(found) })

export type Hit = { id: string; rev: number }
type Found = z.output<typeof found>

/** What the server found, checked for shape and for saying the same twice, not yet against the database. */
export type Ranked = {
  hits: ReadonlyArray<Hit>
  near: ReadonlyArray<Hit>
  total: number
  counts: Record<string, Record<string, number>>
  relaxed: boolean
  /** How many documents the index holds, where that was asked. */
  size: number | null
  /** The time that the server says it took, in milliseconds. */
  ms: number
}

export type Conversation = { client: Meilisearch; index: string; signal?: AbortSignal }

/** A page and its total must agree, and no document stands on it twice. */
function agrees({ hits, totalHits }: Found, { query: { page = 1, hitsPerPage = 0 } }: Question): boolean {
  if (hits.length > hitsPerPage || new Set(hits.map(({ id }) => id)).size !== hits.length) return false
  if (hitsPerPage === 0) return true
  const before = (page - 1) * hitsPerPage
  return hits.length === Math.max(0, Math.min(hitsPerPage, totalHits - before))
}

/** Counted before anything is looked at: to judge a hundred thousand wrong parts one by one would hold up everybody. */
function isOfSize(answer: unknown, questions: ReadonlyArray<Question>): boolean {
  const results = (answer as { results?: unknown } | null | undefined)?.results
  if (!Array.isArray(results) || results.length !== questions.length) return false
  return results.every((one: { hits?: unknown } | null, place) => {
    const most = questions[place]!.query.hitsPerPage ?? 0
    return Array.isArray(one?.hits) && one.hits.length <= most
  })
}

async function send({ client, signal }: Conversation, questions: ReadonlyArray<Question>): Promise<Found[]> {
  const sent = { queries: questions.map(({ query }) => query) }
  const answer: unknown = await client.multiSearch(sent, signal ? { signal } : {})
  if (!isOfSize(answer, questions)) throw new MeiliError('wrong_shape')
  const read = answers.safeParse(answer)
  if (!read.success) throw new MeiliError('wrong_shape')
  const { results } = read.data
  // Cut off before it was ready: what it has is not what it should have.
  if (results.some((one) => one.degraded)) throw new MeiliError('degraded')
  if (!results.every((one, place) => agrees(one, questions[place]!))) throw new MeiliError('wrong_answer')
  return results
}

function time(results: ReadonlyArray<Found>): number {
  return results.reduce((sum, one) => sum + one.processingTimeMs, 0)
}

/**
 * Asks the server for a page and all counts: all words first, and in a second round, only when the page is not full, what misses one.
 * Throws when the server fails, answers something else, or contradicts itself.
 */
export async function askServer(to: Conversation, query: SearchQuery, words: ReadonlyArray<string>): Promise<Ranked> {
  const asked: MeiliQuestion = { index: to.index, words }
  const questions = questionsFor(query, asked)
  const results = await send(to, questions)
  const [page] = results
  const ranked: Ranked = {
    hits: page!.hits,
    near: [],
    total: page!.totalHits,
    counts: countsFrom(query, questions, results),
    relaxed: false,
    size: null,
    ms: time(results),
  }
  if (ranked.total === 0) return await askWithoutOne(to, query, asked, ranked)
  return ranked.total < query.pageSize && words.length > 1 ? await askForNear(to, query, asked, ranked) : ranked
}

/** The rarer words tell more: what has those comes first. */
function rarestFirst<T extends { page: Found }>(lists: ReadonlyArray<T>): T[] {
  return [...lists].sort((a, b) => a.page.totalHits - b.page.totalHits)
}

/**
 * Nothing has all words: what misses one of them is the result, unless only a choice hides what has them all. No document misses one
 * word in two ways, so that totals and counts add up. Also asks whether the index is whole.
 */
async function askWithoutOne(
  to: Conversation,
  query: SearchQuery,
  asked: MeiliQuestion,
  none: Ranked,
): Promise<Ranked> {
  const deep = { ...query, page: 1, pageSize: query.page * query.pageSize }
  const fewer = withoutOne(asked.words).map((words) => questionsFor(deep, { ...asked, words }))
  const hidden = fewer.length > 0 && hasChoices(query) ? [questionForUnfiltered(query, asked)] : []
  const results = await send(to, [questionForSize(asked), ...hidden, ...fewer.flat()])
  const size = results[0]!.totalHits
  const ms = none.ms + time(results)
  const isHidden = hidden.length > 0 && results[1]!.totalHits > 0
  let from = 1 + hidden.length
  const lists = fewer.map((questions) => {
    const own = results.slice(from, from + questions.length)
    from += questions.length
    return { page: own[0]!, counts: countsFrom(query, questions, own) }
  })
  const total = lists.reduce((sum, { page }) => sum + page.totalHits, 0)
  if (isHidden || total === 0) return { ...none, size, ms }
  const hits = rarestFirst(lists)
    .flatMap(({ page }) => page.hits)
    .slice((query.page - 1) * query.pageSize, query.page * query.pageSize)
  return {
    ...none,
    hits,
    total,
    counts: addedCounts(
      query,
      lists.map(({ counts }) => counts),
    ),
    relaxed: true,
    size,
    ms,
  }
}

/** What misses one word, to stand below a result that does not fill its page. Also asks whether the index is whole. */
async function askForNear(to: Conversation, query: SearchQuery, asked: MeiliQuestion, ranked: Ranked): Promise<Ranked> {
  const questions = [asked.words, ...withoutOne(asked.words)].map((words) =>
    questionForNear(query, { ...asked, words }),
  )
  const [size, all, ...fewer] = await send(to, [questionForSize(asked), ...questions])
  const found = new Set(all!.hits.map(({ id }) => id))
  const near = rarestFirst(fewer.map((page) => ({ page }))).flatMap(({ page }) => page.hits)
  return {
    ...ranked,
    // No document misses one word in two ways: none stands here twice.
    near: near.filter(({ id }) => !found.has(id)).slice(0, query.pageSize - ranked.total),
    size: size!.totalHits,
    ms: ranked.ms + time([size!, all!, ...fewer]),
  }
}
