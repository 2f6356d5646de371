import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { currentIdOf } from './records/aliases.server.ts'

/** The id of the person with this handle, such as `sanne`. */
export function idOfHandle(db: Db, handle: string): string | undefined {
  return prepared(db, 'SELECT id FROM people WHERE handle = ?').pluck().get(handle) as string | undefined
}

/** The id of the person a sign-in service knows by this issuer and subject; an e-mail address is never asked for. */
export function idOfIdentity(db: Db, issuer: string, subject: string): string | undefined {
  return prepared(db, 'SELECT person_id FROM identities WHERE issuer = ? AND subject = ?')
    .pluck()
    .get(issuer, subject) as string | undefined
}

/** The name of somebody, of whom they stand for now when their record was merged; null when they are gone. */
export function nameOfPerson(db: Db, personId: string): string | null {
  const name = prepared(db, 'SELECT name FROM people WHERE id = ?').pluck().get(currentIdOf(db, personId))
  return typeof name === 'string' ? name : null
}
