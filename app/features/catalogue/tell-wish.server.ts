import { count, gte, lt } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Language } from '#app/i18n/languages.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import type { Db } from '#db/open.server.ts'
import { wishes } from '#db/schema/catalogue.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { LONGEST_WISH, type WishProblem } from './wish-rules.ts'

const LONGEST_SEARCH = 300
/** Nobody signs in to tell a wish, so a day takes a bounded number of them. */
const MOST_A_DAY = 500
const DAY = 86_400_000
const KEPT_DAYS = 365

type Wish = { language: Language; searched: string; text: string }

/** Deletes the wishes that are older than a year, and says how many there were. Runs at the start, once a day, and before each new wish. */
export function deleteOldWishes(db: Db, now: Date): number {
  const before = Number(now) - KEPT_DAYS * DAY
  return db.delete(wishes).where(lt(wishes.createdAt, before)).run().changes
}

function keep(db: Db, wish: Wish, text: string, now: Date): Outcome<'kept', WishProblem> {
  return inTransaction(db, (tx) => {
    deleteOldWishes(tx, now)
    const today = tx
      .select({ n: count() })
      .from(wishes)
      .where(gte(wishes.createdAt, Number(now) - DAY))
      .get()
    if ((today?.n ?? 0) >= MOST_A_DAY) return refused('too-many')
    const searched = visibleText(wish.searched).replace(/\s+/g, ' ').trim().slice(0, LONGEST_SEARCH).toWellFormed()
    tx.insert(wishes)
      .values({ id: uuidv7(), language: wish.language, searched, wish: text, createdAt: Number(now) })
      .run()
    return done('kept' as const)
  })
}

/** Keeps what somebody misses in the offer, without a person, for a year (Handreiking 3.1: involve the target group). Older ones go in the same breath. */
export function saveWish(db: Db, wish: Wish, now: Date): Outcome<'kept', WishProblem> {
  const text = visibleText(wish.text).trim()
  if (text === '') return refused('empty')
  if (text.length > LONGEST_WISH) return refused('too-long')
  return refuseWhenBusy(() => keep(db, wish, text, now))
}
