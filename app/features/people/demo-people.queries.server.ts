import type { Db } from '#db/open.server.ts'
import { DEMO_HANDLES, type DemoHandle } from './demo-people.ts'
import { idOfHandle } from './find-person.server.ts'
import { readPerson } from './read-person.server.ts'

export type DemoPersonCard = { handle: DemoHandle; name: string }

/** The people of the demo who can be signed in as now, for the page that offers them; by name and handle only. */
export function findDemoPeople(db: Db, now: Date): DemoPersonCard[] {
  return DEMO_HANDLES.flatMap((handle) => {
    const id = idOfHandle(db, handle)
    const known = id ? readPerson(db, id, now) : null
    return known ? [{ handle, name: known.person.name }] : []
  })
}
