import type { Language } from '#app/i18n/languages.ts'
import type { Db } from '#db/open.server.ts'
import { findCards } from './cards/find-cards.server.ts'
import type { Card } from './cards.server.ts'

const MOST_SAVED = 100
const ID = /^[0-9a-f-]{36}$/

/** The saved offers that are still there, in the order they were asked for, and the ids of those that are gone. The ids come from the reader's browser. */
export function findSavedPage(
  db: Db,
  language: Language,
  ids: ReadonlyArray<string>,
  now: Date,
): { cards: Card[]; gone: string[] } {
  const wanted = [...new Set(ids.filter((id) => ID.test(id)))].slice(0, MOST_SAVED)
  const cards = findCards(db, wanted, language, Number(now))
  const there = new Set(cards.map((card) => card.id))
  return { cards, gone: wanted.filter((id) => !there.has(id)) }
}
