import { momentOf } from '#app/i18n/zoned-time.ts'
import { firstDayKept } from '#app/platform/duration.ts'
import type { Eraser } from '#app/platform/eraser.ts'
import { prepared } from '#db/prepare.server.ts'

const OVER = 'DELETE FROM sign_ups WHERE session_id IN (SELECT id FROM sessions WHERE ends_at < ?)'

/** Lists go some days after their session, with who came and who did not. */
export const signUpEraser: Eraser = {
  tables: ['koers.sign_ups'],
  erase: ({ db, now, keep }) => prepared(db, OVER).run(momentOf(firstDayKept(keep, now), '00:00')).changes,
}
