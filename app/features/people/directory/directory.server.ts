import { plainWords } from '#app/platform/text/fold.ts'
import { cachedUntilChange } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { standsFor } from '../records/aliases.server.ts'
import { nameAnswers, orderOfName, wordsOfName } from './name-order.ts'

type Row = {
  id: string
  person_id: string
  name: string
  email: string | null
  handle: string | null
  staff_number: string | null
}
/** What is worked out of a name is worked out once it is needed. */
type Entry = { row: Row; words?: ReadonlyArray<string>; order?: string }

/** Everybody by name. SQLite knows neither folding nor particles, so that is done here. */
function readDirectory(db: Db): Entry[] {
  const rows = prepared(
    db,
    `SELECT id, ${standsFor('people.id')} AS person_id, name, email, handle, staff_number FROM people`,
  ).all() as Row[]
  return rows.map((row) => ({ row }))
}

/** In the order of names; a record that was merged leads to whom it stands for, once. */
function inOrder(entries: Entry[]): string[] {
  for (const entry of entries) entry.order ??= `${orderOfName(entry.row.name)}\n${entry.row.id}`
  const ids = entries.sort((a, b) => ((a.order ?? '') < (b.order ?? '') ? -1 : 1)).map(({ row }) => row.person_id)
  return [...new Set(ids)]
}

function isExactly({ email, handle, staff_number }: Row, typed: string): boolean {
  return [email, handle, staff_number].some((value) => value?.toLowerCase() === typed)
}

const MOST_WORDS = 8

/**
 * The ids of who answers to what was typed, in the order of names: each word begins a word of their name, or all of it is their e-mail
 * address, short name or staff number. Nothing typed (`''`) is answered by everybody; signs without a letter or number by nobody.
 * `among` leaves out everybody else.
 */
export function idsByName(db: Db, typed: string, among: ReadonlySet<string> | null): string[] {
  const whole = typed.trim().toLowerCase()
  const words = plainWords(whole).slice(0, MOST_WORDS)
  const asked = cachedUntilChange(db, ['people'], readDirectory).filter(
    ({ row }) => among === null || among.has(row.person_id),
  )
  if (whole === '') return inOrder(asked.filter(({ row }) => row.id === row.person_id))
  return inOrder(
    asked.filter((entry) => {
      entry.words ??= wordsOfName(entry.row.name)
      return nameAnswers(entry.words, words) || isExactly(entry.row, whole)
    }),
  )
}
