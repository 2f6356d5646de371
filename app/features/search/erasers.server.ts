import { firstDayKept } from '#app/platform/duration.ts'
import type { Eraser } from '#app/platform/eraser.ts'
import { deleteMissesBefore } from '#app/search/embedded/misses.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/** Searches without a result go as many days after somebody last searched so as the inventory says. */
const missEraser: Eraser = {
  tables: ['koers.search_miss'],
  erase: ({ db, now, keep }) => inTransaction(db, (tx) => deleteMissesBefore(tx, firstDayKept(keep, now))),
}

export const SEARCH_ERASERS: ReadonlyArray<Eraser> = [missEraser]
