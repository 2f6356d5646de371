import type { AuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import type { ConfidentialFiles } from './crypto/confidential-files.ts'
import type { IsoPeriod } from './duration.ts'
import type { File } from './inventory/line.ts'

/** What an eraser is given: the files, and the moment. `now` is the portal's clock, `machineNow` the machine's, which the rate limits count by. */
export type Erasing = ConfidentialFiles & {
  readonly db: Db
  readonly authStore: AuthStore
  readonly now: Date
  readonly machineNow: Date
  /** How long the inventory says that this table is kept. */
  readonly keep: IsoPeriod
}

/** A table of the inventory with the file it stands in. */
export type TableName = `${File}.${string}`

/** How a feature erases what the inventory keeps for a time: a line with a limited `keep` has one of these, and no job of its own. */
export type Eraser = {
  /** The tables it erases from. They are kept equally long. */
  readonly tables: ReadonlyArray<TableName>
  /** Erases what is over; answers how many rows. */
  readonly erase: (erasing: Erasing) => number
}
