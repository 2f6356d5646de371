import { setImmediate } from 'node:timers/promises'
import type { Meilisearch } from 'meilisearch'
import { z } from 'zod'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { MeiliError, taskDone } from './client.server.ts'
import { isSendable } from './document.ts'
import type { Work } from './feed.server.ts'
import { remember } from './state.server.ts'

const PAGE = 1_000

/** How many documents the index lacked, held in an old state, and held without reason. */
export type Repaired = { missing: number; stale: number; extra: number }

const page = z.object({
  results: z.array(z.object({ id: z.string(), rev: z.number().int() })),
  total: z.number().int(),
})

/** Every id in the index with the change it shows. */
async function indexedRevisions({ db, client, options, keepLease }: Work): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  // Twice what we ever sent and some more: an index that never ends is not ours.
  const most = 2 * Number(prepared(db, 'SELECT count(*) FROM search_doc').pluck().get()) + 10 * PAGE
  for (let offset = 0; ; offset += PAGE) {
    keepLease()
    const read = page.safeParse(await documentsPage(client, options.index, offset))
    if (!read.success) throw new MeiliError('wrong_shape')
    for (const { id, rev } of read.data.results) found.set(id, rev)
    if (read.data.results.length < PAGE) return found
    if (offset > most || read.data.results.length > PAGE) throw new MeiliError('wrong_answer')
    await setImmediate()
  }
}

function documentsPage(client: Meilisearch, index: string, offset: number): Promise<unknown> {
  return client.index(index).getDocuments({ fields: ['id', 'rev'], limit: PAGE, offset })
}

type Settled = { entity: string; seq: number; live: number }

/** The documents of which nothing waits: those the index must show as they are. */
function* settledRows(db: Db): Generator<Settled> {
  // In slices: an open iterator would keep the connection from doing anything else.
  for (let after = 0; ; ) {
    const rows = prepared(
      db,
      'SELECT id, entity, seq, live FROM search_doc WHERE seq <= sent AND id > ? ORDER BY id LIMIT ?',
    ).all(after, PAGE) as Array<Settled & { id: number }>
    yield* rows
    if (rows.length < PAGE) return
    after = rows.at(-1)!.id
  }
}

/**
 * Compares the index with the database, document by document, and puts what differs back into the outbox; what the database never knew
 * is deleted at once. Returns what was wrong.
 */
export async function reconcile(work: Work, now: number): Promise<Repaired> {
  const { db, client, options, keepLease, signal } = work
  const indexed = await indexedRevisions(work)
  const repaired: Repaired = { missing: 0, stale: 0, extra: 0 }
  const again: string[] = []
  for (const { entity, seq, live } of settledRows(db)) {
    if (!isSendable(entity)) continue
    const rev = indexed.get(entity)
    if (live && rev === undefined) repaired.missing++
    else if (live && rev !== seq) repaired.stale++
    else if (!live && rev !== undefined) repaired.extra++
    else continue
    again.push(entity)
  }
  const known = prepared(db, 'SELECT 1 FROM search_doc WHERE entity = ?').pluck()
  const strangers = [...indexed.keys()].filter((id) => known.get(id) === undefined)
  inTransaction(db, (tx) => {
    const reopen = prepared(tx, 'UPDATE search_doc SET sent = 0 WHERE entity = ?')
    for (const entity of again) reopen.run(entity)
  })
  for (let from = 0; from < strangers.length; from += PAGE) {
    const ids = strangers.slice(from, from + PAGE)
    await taskDone(client, client.index(options.index).deleteDocuments(ids), { signal, onWait: keepLease })
  }
  remember(db, { reconciledAt: now, doubt: '' })
  return { ...repaired, extra: repaired.extra + strangers.length }
}
