import { randomBytes } from 'node:crypto'
import { hashOfParts, hashOfReason } from '#app/platform/audit/hash.server.ts'
import type { Db } from '#db/open.server.ts'
import { oneOf } from './random.ts'

type Random = () => number
type Row = Record<string, string | number | null> & { seq: number; hash: string; previous_hash: string }

const COLUMNS = [
  'at',
  'operation_id',
  'actor_id',
  'actor_roles',
  'action',
  'object_type',
  'object_id',
  'subject_id',
  'fields',
  'ground',
  'result',
  'payload_hash',
  'previous_hash',
] as const

function rows(db: Db): Row[] {
  return db.$client.prepare('SELECT * FROM audit_events ORDER BY seq').all() as Row[]
}

function whole(random: Random, from: number, until: number): number {
  return from + Math.floor(random() * (until - from + 1))
}

function rehashed(row: Row): Row {
  return { ...row, hash: hashOfParts([row.seq, ...COLUMNS.map((column) => row[column])]) }
}

function write(db: Db, changed: ReadonlyArray<Row>): void {
  const names = ['seq', ...COLUMNS, 'hash']
  db.$client.exec('DELETE FROM audit_events')
  const add = db.$client.prepare(
    `INSERT INTO audit_events (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  )
  for (const row of changed) add.run(...names.map((name) => row[name]))
}

/** Gives every event from this place on its number, the hash before it and its own, as if the log had always been so. */
function chained(list: ReadonlyArray<Row>, place: number): Row[] {
  const done = list.slice(0, place)
  for (const row of list.slice(place)) {
    done.push(rehashed({ ...row, seq: done.length + 1, previous_hash: done.at(-1)?.hash ?? '' }))
  }
  return done
}

/** Another value for a field of an event, often with that event's own hash made right again. */
function changeField(db: Db, random: Random): void {
  const list = rows(db)
  const place = whole(random, 0, list.length - 1)
  const row = list[place]
  if (!row) return
  const column = oneOf(random, [...COLUMNS, 'hash'] as const)
  const value = column === 'at' ? Number(row.at) + 1 : column === 'result' ? otherResult(row) : `${row[column] ?? ''}x`
  const changed = { ...row, [column]: value }
  list[place] = column !== 'hash' && random() < 0.5 ? rehashed(changed) : changed
  write(db, list)
}

function otherResult(row: Row): string {
  return row.result === 'done' ? 'refused' : 'done'
}

/** An event from the middle is gone; sometimes those after it move up, or the next one is tied to the one before. */
function deleteInTheMiddle(db: Db, random: Random): void {
  const list = rows(db)
  const place = whole(random, 0, list.length - 2)
  db.$client.prepare('DELETE FROM audit_payloads WHERE seq = ?').run(list[place]?.seq)
  const [way, left] = [random(), list.filter((_, one) => one !== place)]
  if (way < 0.3) write(db, left)
  else if (way < 0.6) {
    db.$client.exec(`UPDATE audit_payloads SET seq = seq - 1 WHERE seq > ${place + 1}`)
    write(
      db,
      left.map((row, one) => ({ ...row, seq: one + 1 })),
    )
  } else {
    const next = left[place]
    if (next) left[place] = rehashed({ ...next, previous_hash: left[place - 1]?.hash ?? '' })
    write(db, left)
  }
}

function truncateTail(db: Db, random: Random): void {
  const list = rows(db)
  const left = whole(random, 0, list.length - 1)
  db.$client.prepare('DELETE FROM audit_payloads WHERE seq > ?').run(left)
  write(db, list.slice(0, left))
}

/** Two events change places, with their reasons; sometimes each is hashed anew in its new place. */
function swapTwo(db: Db, random: Random): void {
  const list = rows(db)
  const first = whole(random, 0, list.length - 2)
  const second = whole(random, first + 1, list.length - 1)
  const [a, b] = [list[first], list[second]]
  if (!a || !b) return
  const keeps = random() < 0.5 ? (row: Row) => row : rehashed
  list[first] = keeps({ ...b, seq: a.seq, previous_hash: a.previous_hash })
  list[second] = keeps({ ...a, seq: b.seq, previous_hash: b.previous_hash })
  db.$client.exec(`UPDATE audit_payloads SET seq = -1 WHERE seq = ${a.seq};
    UPDATE audit_payloads SET seq = ${a.seq} WHERE seq = ${b.seq}; UPDATE audit_payloads SET seq = ${b.seq} WHERE seq = -1`)
  write(db, list)
}

/** A forged event stands among the others, tied to the one before it and hashed rightly; those after it move up. */
function insertForged(db: Db, random: Random): void {
  const list = rows(db)
  const place = whole(random, 0, list.length - 1)
  const like = list[place]
  if (!like) return
  db.$client.exec(`UPDATE audit_payloads SET seq = -seq - 1 WHERE seq > ${place};
    UPDATE audit_payloads SET seq = -seq WHERE seq < 0`)
  const forged = { ...like, actor_id: 'forged', payload_hash: '', previous_hash: list[place - 1]?.hash ?? '' }
  const after = list.slice(place).map((row) => ({ ...row, seq: row.seq + 1 }))
  write(db, [...list.slice(0, place), rehashed(forged), ...after])
}

/** Other words for a reason, no words, words for an event that had none, or a reason blanked before its time. */
function replaceReason(db: Db, random: Random): void {
  const seqs = db.$client.prepare('SELECT seq FROM audit_payloads WHERE reason IS NOT NULL').pluck().all() as number[]
  const seq = oneOf(random, seqs)
  const without = rows(db).find(({ payload_hash }) => payload_hash === '')
  const way = random()
  const run = (sql: string, ...values: unknown[]) => db.$client.prepare(sql).run(...values)
  if (way < 0.3) run('UPDATE audit_payloads SET reason = ? WHERE seq = ?', 'op eigen verzoek, zei ze', seq)
  else if (way < 0.5) {
    const [salt, text] = [randomBytes(16), 'met een nieuw zout']
    run('UPDATE audit_payloads SET reason = ?, salt = ? WHERE seq = ?', text, salt, seq)
    if (hashOfReason(salt, text) === '') throw new Error('a hash is never empty')
  } else if (way < 0.7) run('DELETE FROM audit_payloads WHERE seq = ?', seq)
  else if (way < 0.85 || !without) run("UPDATE audit_payloads SET reason = NULL, salt = x'' WHERE seq = ?", seq)
  else run('INSERT INTO audit_payloads VALUES (?, ?, ?)', without.seq, randomBytes(16), 'verzonnen')
}

/** An event is changed, forged or gone, and everything after it is numbered and hashed anew: the chain itself is whole. */
function rewriteChain(db: Db, random: Random): void {
  const list = rows(db)
  const place = whole(random, 0, list.length - 1)
  const row = list[place]
  if (!row) return
  const way = random()
  if (way < 0.4) list[place] = { ...row, actor_id: 'somebody else' }
  else if (way < 0.7) list[place] = { ...row, payload_hash: '', result: otherResult(row) as 'done' }
  else list.splice(place, 1)
  if (way >= 0.4) db.$client.prepare('DELETE FROM audit_payloads WHERE seq = ?').run(row.seq)
  if (way >= 0.7) db.$client.exec(`UPDATE audit_payloads SET seq = seq - 1 WHERE seq > ${row.seq}`)
  write(db, chained(list, place))
}

export const TAMPERINGS: Readonly<Record<string, (db: Db, random: Random) => void>> = {
  'a field is changed': changeField,
  'an event in the middle is deleted': deleteInTheMiddle,
  'the tail is cut off': truncateTail,
  'two events are swapped': swapTwo,
  'a forged event is put in': insertForged,
  'a reason is replaced': replaceReason,
  'the chain is rewritten and hashed anew': rewriteChain,
}

/**
 * Does what somebody with the database file in hands could do: triggers dropped, the log changed, triggers put back as they were. What
 * `look` sees is undone afterwards.
 */
export function afterTampering<T>(db: Db, tamper: (db: Db) => void, look: () => T): T {
  const triggers = db.$client
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'audit_%'")
    .all() as Array<{ name: string; sql: string }>
  db.$client.exec('BEGIN; PRAGMA defer_foreign_keys = ON')
  try {
    for (const { name } of triggers) db.$client.exec(`DROP TRIGGER ${name}`)
    tamper(db)
    for (const { sql } of triggers) db.$client.exec(sql)
    return look()
  } finally {
    db.$client.exec('ROLLBACK')
  }
}
