import type { AuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import type { IsoPeriod } from './duration.ts'

/** What an eraser is given. `now` is the portal's clock, `machineNow` the machine's, which the rate limits count by. */
export type Erasing = {
  readonly db: Db
  readonly authStore: AuthStore
  readonly now: Date
  readonly machineNow: Date
  /** How long the inventory says that this table is kept. */
  readonly keep: IsoPeriod
}

/** A table of the inventory with the file it stands in: the main database, or the auth store. */
export type TableName = `koers.${string}` | `auth.${string}`

/** How a feature erases what the inventory keeps for a time: a line with a limited `keep` has one of these, and no job of its own. */
export type Eraser = {
  /** The tables it erases from. They are kept equally long. */
  readonly tables: ReadonlyArray<TableName>
  /** Erases what is over; answers how many rows. */
  readonly erase: (erasing: Erasing) => number
}
