import { and, isNotNull, lt } from 'drizzle-orm'
import { asSystem } from '#app/access/actor.ts'
import type { PersonLeaves } from '#app/features/people/erase-person.server.ts'
import { momentOf } from '#app/i18n/zoned-time.ts'
import { firstDayKept } from '#app/platform/duration.ts'
import type { Eraser } from '#app/platform/eraser.ts'
import { prepared } from '#db/prepare.server.ts'
import { enquiries } from '#db/schema/enquiries.ts'
import { eraseOldContactRequests, wipeContactRequests } from './withdraw-contact-request.server.ts'

/** Questions go some days after their end, with all that was said; so does one that was sealed for the career centre and was still to be wiped here. */
const enquiryEraser: Eraser = {
  tables: ['koers.enquiries', 'koers.enquiry_messages'],
  erase({ db, confidential, now, keep }) {
    const sealed = prepared(confidential, "SELECT id FROM dossiers WHERE type = 'contact-request'")
      .pluck()
      .all() as string[]
    const wipe = prepared(db, 'DELETE FROM enquiries WHERE id IN (SELECT value FROM json_each(?))')
    const passedOn = wipe.run(JSON.stringify(sealed)).changes
    const before = momentOf(firstDayKept(keep, now), '00:00')
    const over = and(isNotNull(enquiries.endedAt), lt(enquiries.endedAt, before))
    return passedOn + db.delete(enquiries).where(over).run().changes
  },
}

const contactRequestEraser: Eraser = {
  tables: ['confidential.contact_requests'],
  erase: (erasing) =>
    eraseOldContactRequests(erasing, asSystem('retention', 'contact-request.forget'), erasing.keep, erasing.now),
}

export const ENQUIRY_ERASERS: ReadonlyArray<Eraser> = [enquiryEraser, contactRequestEraser]

/** When somebody is erased, their contact requests go first, with their keys; what stands in the main file goes with their row. */
export const leaveContactRequests: PersonLeaves = (files, personId, now) =>
  wipeContactRequests(files, asSystem('retention', 'contact-request.forget'), personId, now)
