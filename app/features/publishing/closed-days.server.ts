import { readClosingDays } from '#app/features/working-days/closing-days.server.ts'
import { closingOn } from '#app/features/working-days/working-day-rules.ts'
import type { Db } from '#db/open.server.ts'

/** Whether the institution is closed on a day, by its own calendar. */
export function closedDays(db: Db): (day: string) => boolean {
  const closed = readClosingDays(db)
  return (day) => closingOn(closed, day) !== undefined
}
