import type { Language } from '#app/i18n/languages.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { queryWords } from '../words/tokens.ts'

/** Searches without a result that wait to be counted: they are written together, so that a reader's page writes nothing. */
const waiting = new Set<string>()
const MOST_WAITING = 2_000
const LONGEST_KEY = 80
const MOST_WORDS = 6
/** So many rows are kept; those seen least and longest ago go first. */
const MOST_KEPT = 2_000
const KEPT_DAYS = 180
/** Fewer, or all on one day, could be one person's own words; an editor sees what several searches had in common. */
export const LEAST_SHOWN = 3

/** Addresses, numbers of people or telephones, and long stories are about a person rather than about the offer. */
function isAboutSomebody(q: string, words: ReadonlyArray<string>): boolean {
  const close = q.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
  return q.normalize('NFKC').includes('@') || /\p{N}{4,}/u.test(close) || words.length > MOST_WORDS
}

/** Notes that a search found nothing: the words in order of the alphabet and the language of the page, nothing of who or when. */
export function noteMiss(q: string, language: Language): void {
  const words = queryWords(q)
  if (words.length === 0 || isAboutSomebody(q, words)) return
  const key = `${language} ${[...words].sort().join(' ')}`
  // Once a minute counts once: sorting and filtering the same search is one search.
  if (waiting.size < MOST_WAITING && key.length <= LONGEST_KEY) waiting.add(key)
}

/** Forgets what was last missed half a year ago, and the rarest when there are too many; `today` as YYYY-MM-DD. Runs every night. */
export function deleteOldMisses(tx: Tx, today: string): void {
  prepared(tx, `DELETE FROM search_miss WHERE last_day < date(?, '-${KEPT_DAYS} days')`).run(today)
  prepared(
    tx,
    `DELETE FROM search_miss WHERE (words, language) IN
       (SELECT words, language FROM search_miss ORDER BY times DESC, last_day DESC LIMIT -1 OFFSET ${MOST_KEPT})`,
  ).run()
}

/** Forgets what nobody searched for since this day, as YYYY-MM-DD; answers how many. */
export function deleteMissesBefore(tx: Tx, day: string): number {
  return prepared(tx, 'DELETE FROM search_miss WHERE last_day < ?').run(day).changes
}

/** Writes what was noted, in one transaction; `today` as YYYY-MM-DD. What cannot be written now waits for the next time. */
export function countMisses(db: Db, today: string): void {
  if (waiting.size === 0) return
  inTransaction(db, (tx) => {
    const put = prepared(
      tx,
      `INSERT INTO search_miss (words, language, times, first_day, last_day) VALUES (?, ?, 1, ?, ?)
       ON CONFLICT (words, language) DO UPDATE SET times = times + 1, last_day = excluded.last_day`,
    )
    for (const key of waiting) put.run(key.slice(3), key.slice(0, 2), today, today)
    deleteOldMisses(tx, today)
  })
  waiting.clear()
}

export type Miss = { words: string; language: Language; times: number; firstDay: string; lastDay: string }

/** What was searched for without a result at least three times, on different days, most often first. */
export function frequentMisses(db: Db, most: number): Miss[] {
  return prepared(
    db,
    `SELECT words, language, times, first_day AS firstDay, last_day AS lastDay FROM search_miss
     WHERE times >= ${LEAST_SHOWN} AND first_day <> last_day ORDER BY times DESC, last_day DESC, words LIMIT ?`,
  ).all(most) as Miss[]
}
