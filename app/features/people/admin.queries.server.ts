import type { Allowed } from '#app/access/actor.ts'
import { ON_THE_DESK_SQL } from '#app/access/audit-visibility.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { isNoAlias } from './records/aliases.server.ts'
import { VALID_ON } from './records/valid-on.server.ts'

export type AdminCounts = { people: number; units: number; audit: number }

const WITH_A_ROLE = `SELECT count(DISTINCT person_id) FROM role_grants JOIN people ON people.id = person_id
  WHERE disabled_at IS NULL AND ${isNoAlias('people.id')} AND ${VALID_ON}`

/** One number for each part of the admin area: people who can sign in today, units, events of the log that the desk shows. */
export function findAdminCounts(db: Db, _actor: Allowed<'admin.view'>, now: Date): AdminCounts {
  const today = dayOf(now)
  const number = (sql: string, ...values: string[]) =>
    Number(
      prepared(db, sql)
        .pluck()
        .get(...values),
    )
  return {
    people: number(WITH_A_ROLE, today, today),
    units: number('SELECT count(*) FROM units'),
    audit: number(`SELECT count(*) FROM audit_events WHERE ${ON_THE_DESK_SQL}`),
  }
}
