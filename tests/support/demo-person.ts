import type { Person } from '#app/access/actor.ts'
import type { DemoHandle } from '#app/features/people/demo-people.ts'
import { idOfHandle } from '#app/features/people/find-person.server.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import type { Db } from '#db/open.server.ts'
import { NOW } from './database.ts'

/** A person of the demo, as they are when they ask something. */
export function demoPerson(db: Db, handle: DemoHandle): Person {
  const known = readPerson(db, idOfHandle(db, handle) ?? '', NOW)
  if (!known) throw new Error(`there is no ${handle} here`)
  return known.person
}
