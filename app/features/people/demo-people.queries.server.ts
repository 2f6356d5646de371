import type { Db } from '#db/open.server.ts'
import { DEMO_GROUPS, type DemoGroup, type DemoHandle } from './demo-people.ts'
import { idOfHandle } from './find-person.server.ts'
import { readPerson } from './read-person.server.ts'

export type DemoPersonCard = { handle: DemoHandle; name: string }
export type DemoPeopleGroup = { group: DemoGroup; people: ReadonlyArray<DemoPersonCard> }

function findCard(db: Db, handle: DemoHandle, now: Date): DemoPersonCard[] {
  const id = idOfHandle(db, handle)
  const known = id ? readPerson(db, id, now) : null
  return known ? [{ handle, name: known.person.name }] : []
}

/** The people of the demo who can be signed in as now, for the page that offers them; by name and handle only. */
export function findDemoPeople(db: Db, now: Date): DemoPeopleGroup[] {
  const groups = Object.entries(DEMO_GROUPS) as Array<[DemoGroup, ReadonlyArray<DemoHandle>]>
  return groups
    .map(([group, handles]) => ({ group, people: handles.flatMap((handle) => findCard(db, handle, now)) }))
    .filter(({ people }) => people.length > 0)
}
