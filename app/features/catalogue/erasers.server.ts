import { lt } from 'drizzle-orm'
import { momentOf } from '#app/i18n/zoned-time.ts'
import { firstDayKept } from '#app/platform/duration.ts'
import type { Eraser } from '#app/platform/eraser.ts'
import { wishes } from '#db/schema/catalogue.ts'
import { deletePastImportFiles } from './import-files.server.ts'

/** Wishes go as many days after they were told as the inventory says. */
const wishEraser: Eraser = {
  tables: ['koers.wishes'],
  erase({ db, now, keep }) {
    const before = momentOf(firstDayKept(keep, now), '00:00')
    return db.delete(wishes).where(lt(wishes.createdAt, before)).run().changes
  },
}

/** Files that were looked at and not imported. */
const importFileEraser: Eraser = {
  tables: ['koers.import_files'],
  erase: ({ db, now, keep }) => deletePastImportFiles(db, momentOf(firstDayKept(keep, now), '00:00')),
}

export const CATALOGUE_ERASERS: ReadonlyArray<Eraser> = [wishEraser, importFileEraser]
