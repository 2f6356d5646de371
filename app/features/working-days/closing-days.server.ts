import { asc } from 'drizzle-orm'
import { cachedUntilChange } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { closingDays } from '#db/schema/working-days.ts'
import type { ClosingDays } from './working-day-rules.ts'

function findAll(db: Db): ClosingDays[] {
  return db
    .select()
    .from(closingDays)
    .orderBy(asc(closingDays.fromDay), asc(closingDays.id))
    .all()
    .map(({ id, fromDay, untilDay, nameNl, nameEn }) => ({
      id,
      from: fromDay,
      until: untilDay,
      name: { nl: nameNl, en: nameEn },
    }))
}

/** The closing days of the institution by their first day, read anew only after a change. */
export function readClosingDays(db: Db): ReadonlyArray<ClosingDays> {
  return cachedUntilChange(db, ['catalogue'], findAll)
}
