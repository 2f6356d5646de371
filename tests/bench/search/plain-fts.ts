import Database from 'better-sqlite3'
import type { SearchDocument } from '#app/search/search-engine.ts'

type Query = { id: string; q: string; kind?: string; only?: string }
type Percentiles = (times: ReadonlyArray<number>) => { p50: number; p95: number; max: number }

/**
 * The same catalogue in SQLite's full-text search as it comes: its own tokenizer, the last word as a beginning, bm25 with the title
 * weighing most, filters and all in one statement. What our engine is set beside, in the same run.
 */
export function plainFts(
  documents: ReadonlyArray<SearchDocument>,
  queries: ReadonlyArray<Query>,
  { page, percentiles }: { page: number; percentiles: Percentiles },
) {
  const db = new Database(':memory:')
  db.exec(`CREATE VIRTUAL TABLE plain USING fts5(id UNINDEXED, kind UNINDEXED, texts UNINDEXED, title, summary, labels, body,
    tokenize="unicode61 remove_diacritics 2", prefix='2 3 4')`)
  const insert = db.prepare('INSERT INTO plain VALUES (?, ?, ?, ?, ?, ?, ?)')
  const start = performance.now()
  db.transaction(() => {
    for (const { id, facets, title, summary, labels, body } of documents) {
      const both = ({ nl, en }: { nl: string; en: string }) => `${nl} ${en}`
      insert.run(id, facets.kind?.[0], facets.texts?.[0], both(title), both(summary), labels.join(' '), both(body))
    }
  })()
  const buildMs = performance.now() - start
  const search = db
    .prepare(
      `SELECT id FROM plain WHERE plain MATCH @match AND (@kind IS NULL OR kind = @kind) AND (@texts IS NULL OR texts = @texts)
       ORDER BY bm25(plain, 0, 0, 0, 10, 5, 5, 1) LIMIT ${page}`,
    )
    .pluck()
  function ask({ q, kind, only }: Query): string[] {
    const words = q.match(/[\p{L}\p{N}]+/gu) ?? []
    if (words.length === 0) return []
    const match = `${words.map((word) => `"${word}"`).join(' ')}*`
    return search.all({ match, kind: kind ?? null, texts: only ?? null }) as string[]
  }
  for (const query of queries) ask(query)
  const times: number[] = []
  const hits: Record<string, string[]> = {}
  for (const query of queries) {
    const asked = performance.now()
    hits[query.id] = ask(query)
    times.push(performance.now() - asked)
  }
  db.close()
  return { buildMs, hits, speed: percentiles(times) }
}
