import { isOnTheDesk, ON_THE_DESK_SQL } from '#app/access/audit-visibility.ts'
import { endOfDay, momentOf } from '#app/i18n/zoned-time.ts'
import type { LogPlace } from '#app/platform/http/session-codes.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { AuditFilter, ChosenFilter } from './audit-filter.ts'

/** Events on one page (trust A21: at most fifty). */
export const EVENTS_A_PAGE = 50

/** One event with its reason, as the database has it. */
export type LogRow = {
  seq: number
  at: number
  actor_id: string
  actor_roles: string
  action: string
  object_type: string
  object_id: string
  subject_id: string | null
  fields: string
  ground: string
  result: 'done' | 'refused'
  reason: string | null
  has_reason: number
  /** What an offer is called, where the event is about one that is still there. */
  title_nl: string | null
  title_en: string | null
}

const COLUMNS =
  'seq, at, actor_id, actor_roles, action, object_type, object_id, subject_id, fields, ground, result, payload_hash'
const NEWEST_FIRST = 'ORDER BY at DESC, seq DESC LIMIT ?'

type Part = { sql: string; values: Array<string | number> }

/** The conditions that hold for every row, and their values in the same order. */
function conditions({ action, from, until, result }: ChosenFilter, before: LogPlace | null): Part[] {
  const parts: Part[] = [{ sql: ON_THE_DESK_SQL, values: [] }]
  if (action) parts.push({ sql: 'action = ?', values: [action] })
  if (from) parts.push({ sql: 'at >= ?', values: [momentOf(from, '00:00')] })
  if (until) parts.push({ sql: 'at <= ?', values: [endOfDay(until)] })
  // Written out, so that the index of what was refused is used.
  if (result) parts.push({ sql: result === 'refused' ? "result = 'refused'" : "result = 'done'", values: [] })
  if (before) parts.push({ sql: '(at, seq) < (?, ?)', values: [before.at, before.seq] })
  return parts
}

function select(parts: ReadonlyArray<Part>, limit: number): Part {
  const where = parts.length > 0 ? ` WHERE ${parts.map(({ sql }) => sql).join(' AND ')}` : ''
  return {
    sql: `SELECT ${COLUMNS} FROM audit_events${where} ${NEWEST_FIRST}`,
    values: [...parts.flatMap(({ values }) => values), limit],
  }
}

const SAME_PERSON = `WITH person (id) AS (SELECT coalesce((SELECT person_id FROM person_aliases WHERE alias_id = @id), @id))
  SELECT id FROM person UNION SELECT alias_id FROM person_aliases WHERE person_id IN (SELECT id FROM person)`

/** The ids under which events of a person stand: events keep the id of a record that was merged since (decision 019). */
function idsOf(db: Db, person: string): string[] {
  return prepared(db, SAME_PERSON).pluck().all({ id: person }) as string[]
}

/** The events of a person, as who did it or as whom it is about: one search by each index, each of them no longer than a page. */
function ofPerson(ids: ReadonlyArray<string>, parts: ReadonlyArray<Part>, limit: number): Part {
  const searches = ids.flatMap((id) =>
    ['actor_id = ?', 'subject_id = ?'].map((sql) => select([{ sql, values: [id] }, ...parts], limit)),
  )
  return {
    sql: `SELECT * FROM (${searches.map(({ sql }) => `SELECT * FROM (${sql})`).join(' UNION ')}) ${NEWEST_FIRST}`,
    values: [...searches.flatMap(({ values }) => values), limit],
  }
}

/** The newest events that fit, or those after `before`; and whether there are more. Pages go by key, so an event that is added meanwhile moves none. */
export function readLog(db: Db, { chosen, before }: AuditFilter): { rows: LogRow[]; hasMore: boolean } {
  const parts = conditions(chosen, before)
  const { sql, values } = chosen.person
    ? ofPerson(idsOf(db, chosen.person), parts, EVENTS_A_PAGE + 1)
    : select(parts, EVENTS_A_PAGE + 1)
  const found = prepared(
    db,
    `SELECT e.*, p.reason, e.payload_hash <> '' AS has_reason, o.title_nl, o.title_en FROM (${sql}) e
     LEFT JOIN audit_payloads p ON p.seq = e.seq LEFT JOIN offers o ON e.object_type = 'offer' AND o.id = e.object_id ORDER BY e.at DESC, e.seq DESC`,
  ).all(...values) as LogRow[]
  return { rows: found.slice(0, EVENTS_A_PAGE), hasMore: found.length > EVENTS_A_PAGE }
}

const ACTIONS = `WITH RECURSIVE found (action) AS (
    SELECT min(action) FROM audit_events
    UNION ALL SELECT (SELECT min(action) FROM audit_events WHERE action > found.action) FROM found WHERE action IS NOT NULL
  ) SELECT action FROM found WHERE action IS NOT NULL`

/** The actions that occur in the log: one look in the index for each, however long the log is. */
export function actionsInLog(db: Db): string[] {
  return (prepared(db, ACTIONS).pluck().all() as string[]).filter(isOnTheDesk)
}

const ACTORS = `SELECT id, name FROM people WHERE id IN (SELECT person_id FROM role_grants WHERE role <> 'employee')
  AND EXISTS (SELECT 1 FROM audit_events WHERE actor_id = people.id AND ${ON_THE_DESK_SQL}) ORDER BY name COLLATE NOCASE LIMIT 200`

/**
 * Who is offered as a filter: those who did something and have, or had, a role beyond that of employee. All others are reached by their
 * name in a row, so that the page is no list of staff.
 */
export function actorsInLog(db: Db): Array<{ id: string; name: string }> {
  return prepared(db, ACTORS).all() as Array<{ id: string; name: string }>
}

/** Of these system names those that occur in the log. */
export function systemsInLog<S extends string>(db: Db, systems: ReadonlyArray<S>): S[] {
  const occurs = prepared(db, `SELECT 1 FROM audit_events WHERE actor_id = ? AND ${ON_THE_DESK_SQL} LIMIT 1`)
  return systems.filter((system) => occurs.get(`system:${system}`) !== undefined)
}

/** Whether this person did something in the log, or is somebody it is about. */
export function occursInLog(db: Db, id: string): boolean {
  const occurs = (column: 'actor_id' | 'subject_id', one: string) =>
    prepared(db, `SELECT 1 FROM audit_events WHERE ${column} = ? AND ${ON_THE_DESK_SQL} LIMIT 1`).get(one) !== undefined
  return idsOf(db, id).some((one) => occurs('actor_id', one) || occurs('subject_id', one))
}

/** The names of these people; who is not known any more has none. */
export function namesOfPeople(db: Db, ids: ReadonlyArray<string>): Map<string, string> {
  const rows = prepared(db, 'SELECT id, name FROM people WHERE id IN (SELECT value FROM json_each(?))').all(
    JSON.stringify(ids),
  ) as Array<{ id: string; name: string }>
  return new Map(rows.map(({ id, name }) => [id, name]))
}
