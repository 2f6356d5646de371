import { lt } from 'drizzle-orm'
import { momentOf } from '#app/i18n/zoned-time.ts'
import { firstDayKept } from '#app/platform/duration.ts'
import type { Eraser } from '#app/platform/eraser.ts'
import { remarks } from '#db/schema/remarks.ts'

/** Remarks go as many days after they were left as the inventory says, whether or not anybody was done with them. */
const remarkEraser: Eraser = {
  tables: ['koers.remarks'],
  erase({ db, now, keep }) {
    const before = momentOf(firstDayKept(keep, now), '00:00')
    return db.delete(remarks).where(lt(remarks.createdAt, before)).run().changes
  },
}

export const REMARK_ERASERS: ReadonlyArray<Eraser> = [remarkEraser]
