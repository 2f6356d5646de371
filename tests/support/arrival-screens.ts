import { existsSync } from 'node:fs'
import { PERMISSIONS } from '#app/access/permissions.ts'
import { ROLES, type Role } from '#app/access/vocabulary.ts'
import type { DemoHandle } from '#app/features/people/demo-people.ts'
import { ACCESS, type Access } from '#tests/e2e/attacker/access-table.ts'
import type { Screen, ScreenLanguage } from './screens.ts'

/** A person of the demo with each role. */
const WITH_ROLE: Readonly<Record<Role, DemoHandle>> = {
  employee: 'omar',
  advisor: 'marieke',
  coordinator: 'els',
  'hr-publisher': 'fatima',
  'hr-adviser': 'ingrid',
  administrator: 'ada',
  provider: 'nora',
}

/** Who looks at a page that needs this: the first role that may. */
function lookerAt(read: Exclude<Access, 'open' | 'none' | 'leads-on'>): DemoHandle {
  const role = ROLES.find((one) => PERMISSIONS[read].includes(one))
  if (!role) throw new Error(`No role of people may ${read}`)
  return WITH_ROLE[role]
}

const pathnameOf = (address: string) => address.split('?')[0]
const NO_RECORDS = { own: '', other: '', random: '', deleted: '', older: '' }

/** Every page of the access matrix that no listed screen shows, as one arrives at it: so a new page is looked at without being listed. */
export function arrivalScreens(listed: ReadonlyArray<Screen>): Screen[] {
  const shown = new Set(listed.map((screen) => pathnameOf(screen.path('nl'))))
  return Object.entries(ACCESS).flatMap(([id, { paths, read }]): Screen[] => {
    const path = (language: ScreenLanguage) => paths(language, NO_RECORDS)[0]?.[0] ?? ''
    const isOfRecords = paths('nl', NO_RECORDS)[0]?.[1] !== 'any'
    if (read === 'none' || read === 'leads-on' || isOfRecords || shown.has(pathnameOf(path('nl')))) return []
    if (!existsSync(`app/${id}.tsx`)) return []
    return [{ name: id.replace('routes/', ''), path, as: read === 'open' ? undefined : lookerAt(read) }]
  })
}
