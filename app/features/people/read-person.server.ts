import type { Grant, Person } from '#app/access/actor.ts'
import type { Role } from '#app/access/vocabulary.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { isNoAlias } from './records/aliases.server.ts'
import { VALID_ON } from './records/valid-on.server.ts'

type PersonRow = {
  id: string
  name: string
  language: 'nl' | 'en'
  epoch: number
  disabled_at: number | null
  former: string | null
}
type GrantRow = { role: Role; unit_id: string | null; provider_id: string | null }

const PERSON = `SELECT id, name, language, epoch, disabled_at,
  (SELECT json_group_array(alias_id) FROM person_aliases WHERE person_id = people.id) AS former
  FROM people WHERE id = ? AND ${isNoAlias('id')}`
// Of a record that was merged only the role of employee goes along (decision 019).
const GRANTS = `SELECT DISTINCT role, unit_id, provider_id FROM role_grants
  WHERE person_id IN (SELECT ? UNION ALL SELECT alias_id FROM person_aliases WHERE person_id = ?)
  AND (person_id = ? OR +role = 'employee') AND ${VALID_ON} ORDER BY role`
const NAMES = `SELECT handle, name FROM people WHERE handle IN (SELECT value FROM json_each(?)) AND disabled_at IS NULL AND ${isNoAlias('people.id')}
  AND EXISTS (SELECT 1 FROM role_grants WHERE person_id = people.id AND ${VALID_ON})`

/** The roles of a person that hold on this day in Amsterdam: a contract ends with its last day, without anybody doing anything. */
export function grantsOf(db: Db, personId: string, now: Date): Grant[] {
  const today = dayOf(now)
  return (prepared(db, GRANTS).all(personId, personId, personId, today, today) as GrantRow[]).map((row) => ({
    role: row.role,
    unitId: row.unit_id,
    providerId: row.provider_id,
  }))
}

/** Somebody with the roles that hold now, and the number that counts changes of them; nothing when they are unknown, disabled, merged into somebody else, or have no role any more. */
export function readPerson(db: Db, personId: string, now: Date): { person: Person; epoch: number } | null {
  const row = prepared(db, PERSON).get(personId) as PersonRow | undefined
  if (!row || row.disabled_at !== null) return null
  const grants = grantsOf(db, personId, now)
  if (grants.length === 0) return null
  const person = { id: row.id, name: row.name, language: row.language, grants, system: null } as const
  // Nearly nobody has one: no list is made then.
  const formerIds = row.former === null || row.former === '[]' ? null : (JSON.parse(row.former) as string[]).sort()
  return { person: formerIds ? { ...person, formerIds } : person, epoch: row.epoch }
}

/** The names of those of these handles who may sign in now: as `readPerson` decides it, in one question for all of them. */
export function namesOfHandles(db: Db, handles: ReadonlyArray<string>, now: Date): Map<string, string> {
  const today = dayOf(now)
  const rows = prepared(db, NAMES).all(JSON.stringify(handles), today, today) as Array<{ handle: string; name: string }>
  return new Map(rows.map(({ handle, name }) => [handle, name]))
}
