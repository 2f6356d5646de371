import { type Allowed, allow, may, unitsOf } from '#app/access/actor.ts'
import { cachedNames } from '#app/features/catalogue/catalogue-names.server.ts'
import { countOpenRequests } from '#app/features/enquiries/hr-requests.queries.server.ts'
import { countOpenRemarks } from '#app/features/remarks/remarks.queries.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'
import type { Db } from '#db/open.server.ts'

/** The units somebody publishes for, by name; none means the whole university. */
export function findScopeNames(db: Db, actor: Allowed<'publishing.view'>, language: Language): string[] {
  const held = unitsOf(actor, 'hr-publisher')
  if (held === 'all') return []
  const { units } = cachedNames(db)
  return held.map((id) => units.get(id)?.[language] ?? id)
}

/** How many requests and remarks about their own offers wait for a publisher. */
export function countWaiting(db: Db, actor: Allowed<'publishing.view'>, now: Date): number {
  const asked =
    moduleIsOn('enquiries') && may(actor, 'enquiry.answer')
      ? countOpenRequests(db, allow(actor, 'enquiry.answer'), now)
      : 0
  const said =
    moduleIsOn('remarks') && may(actor, 'remark.settle') ? countOpenRemarks(db, allow(actor, 'remark.settle')) : 0
  return asked + said
}
