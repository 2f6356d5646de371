import { putDocument, removeDocument } from '#app/search/embedded/write.server.ts'
import type { MeiliOptions } from '#app/search/meilisearch/client.server.ts'
import { type FeedParts, holdServer } from '#app/search/meilisearch/lease.server.ts'
import { searchFeed } from '#app/search/meilisearch/worker.server.ts'
import type { SearchDocument, SearchQuery } from '#app/search/search-engine.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { freshDatabase, NOW } from '../database.ts'
import { searchDocument } from '../search-documents.ts'
import type { FakeMeili } from './fake-server.ts'

// What the portal warns of here is meant to go wrong.
process.env.LOG_LEVEL ??= 'silent'

export const now = Number(NOW)
export const DAY = 86_400_000
export const FOREVER = 8_640_000_000_000_000

/** A document with a title and what else is said of it. */
export function written(id: string, title: string, parts: Partial<SearchDocument> = {}): SearchDocument {
  return searchDocument(id, { title: { nl: title, en: '' }, ...parts })
}

/** A database whose documents are written and taken out as the portal does it, with the documents to read them back from. */
export type Shelf = {
  db: Db
  put(...documents: SearchDocument[]): void
  remove(...ids: string[]): void
  parts(options: MeiliOptions, clock?: () => number): FeedParts
}

export function shelf(...documents: SearchDocument[]): Shelf {
  const db = freshDatabase()
  const source = new Map<string, SearchDocument>()
  const made: Shelf = {
    db,
    put(...list) {
      inTransaction(db, (tx) => {
        for (const document of list) {
          source.set(document.id, document)
          putDocument(tx, document)
        }
      })
    },
    remove(...ids) {
      inTransaction(db, (tx) => {
        for (const id of ids) {
          source.delete(id)
          removeDocument(tx, id)
        }
      })
    },
    parts: (options, clock) => ({
      db,
      options,
      readDocuments: (_, ids) => ids.flatMap((id) => source.get(id) ?? []),
      ...(clock ? { clock } : {}),
    }),
  }
  made.put(...documents)
  return made
}

export function optionsFor({ url, key }: Pick<FakeMeili, 'url' | 'key'>): MeiliOptions {
  return { url, key, index: 'catalogue' }
}

/** A clock that stands still until it is moved; it starts at noon, far from the night. */
export function handClock(at: number = now): { read: () => number; move: (ms: number) => void } {
  let time = at
  return {
    read: () => time,
    move(ms) {
      time += ms
    },
  }
}

/** The index built anew as the command does it; null when another process keeps the server too long. */
export async function rebuildNow(parts: FeedParts, onProgress?: (done: number, total: number) => void) {
  const server = await holdServer(parts)
  try {
    return server && (await server.rebuild(onProgress))
  } finally {
    server?.release()
  }
}

/** The index built from the shelf. */
export async function build(shelved: Shelf, options: MeiliOptions, clock?: () => number) {
  const feed = searchFeed(shelved.parts(options, clock))
  const done = await feed.tick()
  if (done.did !== 'rebuilt') throw new Error(`the index was not built: ${JSON.stringify(done)}`)
  return feed
}

export function query(q: string, changes: Partial<SearchQuery> = {}): SearchQuery {
  return { q, facets: {}, sort: 'best', page: 1, pageSize: 10, now, count: [], ...changes }
}

/** What the index holds: each document with the change it shows. */
export function held(server: Pick<FakeMeili, 'store'>): Record<string, number> {
  const documents = [...(server.store.indexes.get('catalogue')?.documents.values() ?? [])]
  return Object.fromEntries(documents.map(({ id, rev }) => [id, rev] as const).sort())
}

/** What the index must hold: every document that can be found, with its last change. */
export function wanted({ db }: Shelf): Record<string, number> {
  const rows = prepared(db, 'SELECT entity, seq FROM search_doc WHERE live = 1').all() as Array<{
    entity: string
    seq: number
  }>
  return Object.fromEntries(rows.map(({ entity, seq }) => [entity, seq] as const).sort())
}
