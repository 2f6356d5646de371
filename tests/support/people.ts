import type { Person } from '#app/access/actor.ts'
import type { DemoHandle } from '#app/features/people/demo-people.ts'
import { idOfHandle } from '#app/features/people/find-person.server.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import type { Db } from '#db/open.server.ts'
import { NOW } from './database.ts'

/** The id of one of the demo people. */
export function idOf(db: Db, handle: DemoHandle): string {
  const id = idOfHandle(db, handle)
  if (!id) throw new Error(`there is no ${handle} in this database`)
  return id
}

/** One of the demo people with the roles that hold at this moment. */
export function personOf(db: Db, handle: DemoHandle, now: Date = NOW): Person {
  const known = readPerson(db, idOf(db, handle), now)
  if (!known) throw new Error(`${handle} cannot sign in at ${now.toISOString()}`)
  return known.person
}
