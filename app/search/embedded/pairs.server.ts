import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Tx } from '#db/transaction.server.ts'
import type { LearnedPair } from '../words/learn-pairs.ts'
import { nextVersion } from './state.server.ts'

export type PairState = 'learned' | 'kept' | 'refused'
export type StoredPair = LearnedPair & { state: PairState }

/** The pairs the offers taught, with their evidence and what an editor said of them; the surest first. */
export function storedPairs(db: Db): StoredPair[] {
  return prepared(
    db,
    `SELECT nl, en, together, nl_alone AS nlAlone, en_alone AS enAlone, dice, state FROM search_pair
     ORDER BY dice DESC, together DESC, nl, en`,
  ).all() as StoredPair[]
}

/** Puts what was learned now in the place of what was learned before. What an editor kept or refused stays so, with the new evidence where there is any. */
export function storePairs(tx: Tx, pairs: ReadonlyArray<LearnedPair>): void {
  prepared(tx, "DELETE FROM search_pair WHERE state = 'learned'").run()
  const put = prepared(
    tx,
    `INSERT INTO search_pair (nl, en, together, nl_alone, en_alone, dice) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (nl, en) DO UPDATE SET together = excluded.together, nl_alone = excluded.nl_alone,
       en_alone = excluded.en_alone, dice = excluded.dice`,
  )
  for (const { nl, en, together, nlAlone, enAlone, dice } of pairs) put.run(nl, en, together, nlAlone, enAlone, dice)
  nextVersion(tx, 'synonyms-version')
}

/** Keeps, refuses or gives back a learned pair; false when there is no such pair. */
export function markPair(tx: Tx, nl: string, en: string, state: PairState): boolean {
  const { changes } = prepared(tx, 'UPDATE search_pair SET state = ? WHERE nl = ? AND en = ?').run(state, nl, en)
  if (changes > 0) nextVersion(tx, 'synonyms-version')
  return changes > 0
}
