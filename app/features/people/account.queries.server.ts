import { eq } from 'drizzle-orm'
import type { Door } from '#db/door.server.ts'
import type { Db } from '#db/open.server.ts'
import { people } from '#db/schema/people.ts'
import type { Allowed, SignIn, Visitor } from './person.ts'
import { listSignIns } from './sign-ins.server.ts'
import type { Role } from './vocabulary.ts'

export type AccountPageData = {
  name: string
  roles: Role[]
  waiting: ReadonlyArray<Role>
  signIns: SignIn[]
  current: string
}

/** The page "My account": what the portal knows of the actor, and of nobody else. */
export function findAccountPage(
  db: Db,
  door: Door,
  actor: Allowed<'account.view'>,
  { signIn: current, waiting }: Visitor,
  now: Date,
): AccountPageData {
  const row = db.select({ name: people.name }).from(people).where(eq(people.id, actor.id)).get()
  return {
    name: row?.name ?? '',
    roles: [...new Set(actor.grants.map((grant) => grant.role))],
    waiting,
    signIns: listSignIns(db, door, actor.id, now),
    current: current.id,
  }
}
