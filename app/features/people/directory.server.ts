import { plainWords } from '#app/platform/search/fold.ts'
import { cachedUntilChange } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { nameAnswers, orderOfName, wordsOfName } from './name-order.ts'

type Entry = { id: string; words: ReadonlyArray<string>; exact: ReadonlyArray<string> }
type Row = { id: string; name: string; email: string | null; handle: string | null; staff_number: string | null }

/** Everybody in the order of a list of names, with the words they are found by. SQLite knows neither folding nor particles. */
function readDirectory(db: Db): Entry[] {
  const rows = prepared(db, 'SELECT id, name, email, handle, staff_number FROM people').all() as Row[]
  return rows
    .map((row) => ({ row, order: orderOfName(row.name) }))
    .sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.row.id < b.row.id ? -1 : 1))
    .map(({ row }) => ({
      id: row.id,
      words: wordsOfName(row.name),
      exact: [row.email, row.handle, row.staff_number].flatMap((value) => (value ? [value.toLowerCase()] : [])),
    }))
}

const MOST_WORDS = 8

/**
 * The ids of who answers to what was typed, in the order of names: each word begins a word of their name, or all of it is their e-mail
 * address, short name or staff number. Nothing typed (`''`) is answered by everybody; signs without a letter or number by nobody.
 */
export function idsByName(db: Db, typed: string): string[] {
  const directory = cachedUntilChange(db, readDirectory)
  const whole = typed.trim().toLowerCase()
  if (whole === '') return directory.map(({ id }) => id)
  const words = plainWords(whole).slice(0, MOST_WORDS)
  return directory.filter((entry) => entry.exact.includes(whole) || nameAnswers(entry.words, words)).map(({ id }) => id)
}
