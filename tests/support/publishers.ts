import { allow } from '#app/access/actor.ts'
import { idOfHandle } from '#app/features/people/find-person.server.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import type { Db } from '#db/open.server.ts'
import { NOW } from './database.ts'

/** Somebody of the demo who publishes, with proof that they may: `fatima` for the whole university, `pieter` for Science. */
export function publisher(db: Db, handle: 'fatima' | 'pieter') {
  const known = readPerson(db, idOfHandle(db, handle) ?? '', NOW)
  if (!known) throw new Error(`${handle} is not there`)
  return allow(known.person, 'offer.save')
}
