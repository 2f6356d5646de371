import { type Allowed, allow } from '#app/access/actor.ts'
import { idOfHandle } from '#app/features/people/find-person.server.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import { findPortalPage } from '#app/features/portal/portal-page.queries.server.ts'
import type { PortalForm } from '#app/features/portal/portal-rules.ts'
import type { Db } from '#db/open.server.ts'
import { NOW } from './database.ts'

/** The demo's administrator, who may set the portal. */
export function administrator(db: Db): Allowed<'portal.configure'> {
  const person = readPerson(db, idOfHandle(db, 'ada') ?? '', NOW)?.person
  if (!person) throw new Error('the demo has no administrator')
  return allow(person, 'portal.configure')
}

/** The form of the portal as the page shows it now, with what somebody changes in it. */
export function portalFormOn(db: Db, changes: Partial<PortalForm> = {}): PortalForm {
  const page = findPortalPage(db, administrator(db), 'nl')
  const on = (list: ReadonlyArray<{ id: string; on: boolean }>) => list.filter((one) => one.on).map(({ id }) => id)
  return {
    name: page.name,
    purposeNl: page.purposeNl,
    purposeEn: page.purposeEn,
    kind: on(page.kinds),
    module: on(page.modules),
    brand: page.brand,
    brandPicked: page.brand || '#0f4c5c',
    brandShown: page.brand,
    accent: page.accent,
    accentPicked: page.accent || '#b4441f',
    accentShown: page.accent,
    seen: page.seen,
    do: 'save',
    logo: null,
    ...changes,
  }
}
