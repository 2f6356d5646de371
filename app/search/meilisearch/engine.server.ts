import { log } from '#app/platform/log.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { type Columns, currentColumns } from '../embedded/columns.server.ts'
import { currentKnowledge, understoodOnce } from '../embedded/knowledge.server.ts'
import { visibilityAt } from '../embedded/moment.server.ts'
import { visibleCorrection } from '../embedded/visible-words.server.ts'
import type { SearchAnswer, SearchEngine, SearchQuery } from '../search-engine.ts'
import { marksOf } from '../words/marks.ts'
import type { Understanding } from '../words/understand.ts'
import { askServer, type Conversation, type Hit, type Ranked } from './ask.server.ts'
import {
  afterFailure,
  afterHealthy,
  type Breaker,
  closedBreaker,
  isBehind,
  isWorthTelling,
  type Lag,
  lagAfter,
  mayAsk,
  shouldProbe,
  whileAsking,
  whileProbing,
} from './breaker.ts'
import { codeOf, isRefusal, MeiliError, type MeiliOptions, SEARCH_MS, searchClient } from './client.server.ts'
import { isForServer, wordsToSend } from './query.ts'
import { builtAs, remember, rememberedState, waitingState } from './state.server.ts'

export type EngineParts = {
  db: Db
  options: MeiliOptions
  /** Answers whatever the server does not. */
  fallback: SearchEngine
  /** A clock for waiting times, in milliseconds; not the portal's clock, which a demo may move. */
  clock?: () => number
}

/** Why the embedded engine answers at this moment, when it does: `closed` means that the server is asked. */
export type BreakerState = 'closed' | 'open' | 'behind' | 'not-built'

export type MeilisearchEngine = SearchEngine & {
  /** How it stands now; a server that was left alone is asked how it is when it is time for that. Never throws. */
  state(): BreakerState
}

type Stored = { id: number; entity: string; seq: number; sent: number; live: number }

/** What the database says of these documents. */
function storedRows(db: Db, hits: ReadonlyArray<Hit>): Map<string, Stored> {
  const rows = prepared(
    db,
    'SELECT id, entity, seq, sent, live FROM search_doc WHERE entity IN (SELECT value FROM json_each(?))',
  ).all(JSON.stringify(hits.map(({ id }) => id))) as Stored[]
  return new Map(rows.map((row) => [row.entity, row]))
}

/**
 * The ids that may be shown: documents of ours that are visible now. One that changed a moment ago may still be in the index and is left
 * out; one that the database never knew, or shows otherwise for longer, means that the index is not ours or lies: throws.
 */
function trustedIds(db: Db, hits: ReadonlyArray<Hit>, now: number): string[] {
  const rows = storedRows(db, hits)
  const columns = currentColumns(db)
  return hits.flatMap(({ id, rev }) => {
    const stored = rows.get(id)
    if (!stored) throw new MeiliError('wrong_answer')
    const row = columns.rows[stored.id]
    const isVisible = row !== undefined && row.visibleFrom <= now && row.visibleUntil > now
    const isOnItsWay = stored.seq > stored.sent || rev !== stored.seq
    if (isVisible) return [id]
    if (isOnItsWay || !stored.live) return []
    throw new MeiliError('wrong_answer')
  })
}

const documentCounts = new WeakMap<Columns, { seq: number; documents: number }>()

/** How many documents can be found; counted once for every state of the columns. */
function documentsIn(columns: Columns): number {
  const known = documentCounts.get(columns)
  if (known?.seq === columns.seq) return known.documents
  let documents = 0
  for (const row of columns.rows) if (row) documents++
  documentCounts.set(columns, { seq: columns.seq, documents })
  return documents
}

/** Whether the server can have said this: no more found or counted than there is, and an index that holds all but what is on its way. */
function isPossible(db: Db, { size, total, counts }: Ranked): boolean {
  const documents = documentsIn(currentColumns(db))
  const { waiting } = waitingState(db)
  const most = documents + waiting
  const counted = Object.values(counts).flatMap((values) => Object.values(values))
  return total <= most && counted.every((times) => times <= most) && (size === null || size + waiting >= documents)
}

/** A query as it was understood, and the words of it that go to the server. */
type Read = { query: SearchQuery; understood: Understanding; words: ReadonlyArray<string> }

function readQuery(db: Db, query: SearchQuery): Read {
  const knowledge = currentKnowledge(db)
  const understood = understoodOnce(knowledge, query.q, false)
  return { query, understood, words: wordsToSend(query.q, understood, knowledge.lexicon) }
}

/** The whole answer of the server; throws when it cannot be trusted. One deadline for both of its rounds together. */
async function answerOf(db: Db, to: Conversation, { query, understood, words }: Read): Promise<SearchAnswer> {
  const ranked = await askServer({ ...to, signal: AbortSignal.timeout(SEARCH_MS) }, query, words)
  if (!isPossible(db, ranked)) throw new MeiliError('wrong_answer')
  const columns = currentColumns(db)
  return {
    ids: trustedIds(db, ranked.hits, query.now),
    total: ranked.total,
    near: trustedIds(db, ranked.near, query.now),
    counts: ranked.counts,
    marks: marksOf(understood),
    relaxed: ranked.relaxed,
    corrected: visibleCorrection(db, columns, visibilityAt(columns, query.now), understood),
    closest: [],
  }
}

/**
 * Meilisearch behind the port, with the embedded engine behind it. Only word queries ranked by relevance go to the server (see
 * isForServer); whatever goes wrong there, the reader gets the embedded answer within a second, and at once while the server is left
 * alone: after two failures in a row, while it is behind, and until its index is built.
 */
export function meilisearchEngine({ db, options, fallback, clock = Date.now }: EngineParts): MeilisearchEngine {
  const client = searchClient(options)
  let breaker: Breaker = closedBreaker()
  const built = builtAs(options)
  let lag: Lag = null
  let told = { code: '', times: 0 }

  function stateNow(): BreakerState {
    if (!mayAsk(breaker)) return 'open'
    if (rememberedState(db, 'built') !== built) return 'not-built'
    const { waiting, oldestSeq } = waitingState(db)
    lag = lagAfter(lag, oldestSeq, clock())
    return isBehind(lag, waiting, clock()) ? 'behind' : 'closed'
  }

  /** Nobody waits for this: the search that noticed it is answered by the embedded engine. */
  async function probe(): Promise<void> {
    breaker = whileProbing(breaker, clock())
    try {
      // An empty answer makes the client answer with nothing at all.
      const health: { status?: unknown } | undefined = await client.health()
      if (health?.status === 'available') breaker = afterHealthy(breaker)
    } catch {
      // Not well yet.
    }
  }

  /** A site where nobody searches learns by whoever asks how it stands that the server is well again. */
  function state(): BreakerState {
    if (shouldProbe(breaker, clock())) void probe()
    try {
      return stateNow()
    } catch {
      // Without the database nobody can ask the server.
      return 'open'
    }
  }

  function failed(error: unknown): void {
    const code = codeOf(error)
    breaker = afterFailure(breaker, clock())
    told = { code, times: told.code === code ? told.times + 1 : 1 }
    // The same refusal comes back at every try, every ten seconds, until somebody mends the settings.
    if (isWorthTelling(told.times))
      log(isRefusal(error) ? 'error' : 'warn', 'the search server did not answer well; the embedded engine did', {
        code,
        count: told.times,
      })
    // The feed compares the index with the database soon. After the reader has the answer: writing may have to wait.
    if (code === 'wrong_answer' || code === 'index_not_found') setImmediate(() => doubt(code))
  }

  function doubt(code: string): void {
    try {
      // An index that is gone is built anew at the next turn of the feed.
      remember(db, code === 'index_not_found' ? { doubt: code, built: '' } : { doubt: code })
    } catch {
      log('warn', 'a doubt about the search index could not be noted', { code })
    }
  }

  /** The answer of the server, null when it gave none that can be trusted. */
  async function answered(read: Read): Promise<SearchAnswer | null> {
    breaker = whileAsking(breaker)
    try {
      const answer = await answerOf(db, { client, index: options.index }, read)
      breaker = closedBreaker()
      told = { code: '', times: 0 }
      return answer
    } catch (error) {
      failed(error)
      return null
    }
  }

  return {
    state,
    related: fallback.related,
    noteMiss: fallback.noteMiss,
    async search(query) {
      if (!isForServer(query) || state() !== 'closed') return fallback.search(query)
      const read = readQuery(db, query)
      const answer = read.words.length > 0 ? await answered(read) : null
      // With nothing found the embedded engine goes further: it takes what has half of the ideas, and knows close words.
      return answer && answer.total > 0 ? answer : fallback.search(query)
    },
  }
}
