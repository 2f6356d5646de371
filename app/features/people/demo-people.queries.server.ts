import type { Db } from '#db/open.server.ts'
import { DEMO_GROUPS, DEMO_HANDLES, type DemoGroup, type DemoHandle } from './demo-people.ts'
import { namesOfHandles } from './read-person.server.ts'

export type DemoPersonCard = { handle: DemoHandle; name: string }
export type DemoPeopleGroup = { group: DemoGroup; people: ReadonlyArray<DemoPersonCard> }

/** The people of the demo who can be signed in as now, for the page that offers them; by name and handle only. */
export function findDemoPeople(db: Db, now: Date): DemoPeopleGroup[] {
  const names = namesOfHandles(db, DEMO_HANDLES, now)
  const groups = Object.entries(DEMO_GROUPS) as Array<[DemoGroup, ReadonlyArray<DemoHandle>]>
  return groups
    .map(([group, handles]) => ({
      group,
      people: handles.flatMap((handle) => {
        const name = names.get(handle)
        return name === undefined ? [] : [{ handle, name }]
      }),
    }))
    .filter(({ people }) => people.length > 0)
}
