import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { waitAfterFailures } from './outbox-rules.ts'
import type { Happening, OutboxEnd, OutboxLevel } from './vocabulary.ts'

/** A file with an outbox. */
export type OutboxFile = Db | ConfidentialDb

/** What happened, as whoever has to do something about it gets it. */
export type OutboxRow = {
  readonly number: number
  readonly key: string
  readonly type: Happening
  readonly ids: Readonly<Record<string, string>>
  readonly level: OutboxLevel
  readonly writtenAt: number
  readonly doneBy: ReadonlyArray<string>
  readonly failures: number
}
/** A process, by a random name. */
type Hold = { readonly holder: string; readonly machine: number; readonly until: number }

const OPEN = `ended_at IS NULL AND due_at <= @portal AND coalesce(retry_at, 0) <= @machine AND coalesce(leased_until, 0) <= @machine`

/** What a process that ended had in hand counts as a failure: else something that ends every process would come back for ever. */
const TAKE = `UPDATE outbox SET holder = @holder, leased_until = @until, failures = failures + (holder IS NOT NULL)
  WHERE number IN (SELECT number FROM outbox WHERE ${OPEN} ORDER BY number LIMIT @most)
  RETURNING number, key, type, ids, level, written_at AS writtenAt, done_by AS doneBy, failures`

/** Takes what is due, in the order in which it happened, for one process until `until`. One statement, so that no two processes get the same. */
export function takeRows(file: OutboxFile, hold: Hold & { portal: number; most: number }): OutboxRow[] {
  // Looked at often, and mostly there is nothing: reading keeps nobody from writing.
  if (!prepared(file, `SELECT 1 FROM outbox WHERE ${OPEN} LIMIT 1`).get({ portal: hold.portal, machine: hold.machine }))
    return []
  const rows = prepared(file, TAKE).all(hold) as Array<
    Omit<OutboxRow, 'ids' | 'doneBy'> & { ids: string; doneBy: string }
  >
  return rows
    .map((row) => ({ ...row, ids: JSON.parse(row.ids), doneBy: JSON.parse(row.doneBy) }))
    .sort((a, b) => a.number - b.number)
}

const OWN = 'WHERE number = @number AND holder = @holder AND ended_at IS NULL'

/** Keeps a row until `until`; false when another process took it meanwhile. */
export function keepRow(file: OutboxFile, number: number, { holder, until }: Hold): boolean {
  return prepared(file, `UPDATE outbox SET leased_until = @until ${OWN}`).run({ number, holder, until }).changes > 0
}

type Own = { readonly number: number; readonly holder: string }

/** Notes who has done their part. */
export function noteDoneBy(file: OutboxFile, own: Own, doneBy: ReadonlyArray<string>): void {
  prepared(file, `UPDATE outbox SET done_by = @doneBy ${OWN}`).run({ ...own, doneBy: JSON.stringify(doneBy) })
}

/** Notes how it ended. */
export function endRow(file: OutboxFile, own: Own, end: Exclude<OutboxEnd, 'dead'>, now: number): void {
  prepared(
    file,
    `UPDATE outbox SET ended_at = @now, "end" = @end, error = NULL, retry_at = NULL, holder = NULL, leased_until = NULL ${OWN}`,
  ).run({ ...own, end, now })
}

/** Gives a row back as it was: the portal stops, or it has to wait for something that is no failure (`error` says for what). */
export function giveRowBack(
  file: OutboxFile,
  own: Own,
  error: string | null = null,
  retryAt: number | null = null,
): void {
  prepared(
    file,
    `UPDATE outbox SET holder = NULL, leased_until = NULL, error = @error, retry_at = @retryAt ${OWN}`,
  ).run({ ...own, error, retryAt })
}

type Failed = {
  readonly failures: number
  readonly error: string
  readonly chance: number
  readonly clocks: { portal: number; machine: number }
}

/** Notes that it failed, and when it is tried again; after the last try it is given up, and a person has to look. Answers whether it is. */
export function noteFailure(file: OutboxFile, own: Own, { failures, error, chance, clocks }: Failed): boolean {
  const wait = waitAfterFailures(failures, chance)
  const dead = wait === null
  prepared(
    file,
    `UPDATE outbox SET failures = @failures, error = @error, retry_at = @retryAt, ended_at = @endedAt, "end" = @end,
       holder = NULL, leased_until = NULL ${OWN}`,
  ).run({
    ...own,
    failures,
    error,
    retryAt: dead ? null : clocks.machine + wait,
    endedAt: dead ? clocks.portal : null,
    end: dead ? 'dead' : null,
  })
  return dead
}

/** How it stands with an outbox: how much waits, of it how much that failed before, how much waits for a mail server, how much was given up, and since when the oldest that is due waits. */
export type OutboxState = {
  readonly open: number
  readonly failing: number
  readonly waiting: number
  readonly dead: number
  readonly oldestAt: number | null
}

/** What a row waits for that is no failure. */
export const WAITS = 'waits'

export function outboxState(file: OutboxFile, now: Date): OutboxState {
  return prepared(
    file,
    `SELECT count(*) FILTER (WHERE ended_at IS NULL) AS open, count(*) FILTER (WHERE ended_at IS NULL AND failures > 0) AS failing,
       count(*) FILTER (WHERE ended_at IS NULL AND error = '${WAITS}') AS waiting, count(*) FILTER (WHERE "end" = 'dead') AS dead,
       min(due_at) FILTER (WHERE ended_at IS NULL AND due_at <= ?) AS oldestAt FROM outbox`,
  ).get(Number(now)) as OutboxState
}

export type DeadRow = Pick<OutboxRow, 'number' | 'type' | 'failures'> & {
  readonly error: string | null
  readonly endedAt: number
}

/** What was given up, the last one first. */
export function readDeadRows(file: OutboxFile, most: number): DeadRow[] {
  return prepared(
    file,
    `SELECT number, type, failures, error, ended_at AS endedAt FROM outbox WHERE "end" = 'dead' ORDER BY ended_at DESC LIMIT ?`,
  ).all(most) as DeadRow[]
}

/** Has what was given up tried again from the beginning: one of them, or all. Answers how many. */
export function reviveRows(file: OutboxFile, number: number | null): number {
  return prepared(
    file,
    `UPDATE outbox SET ended_at = NULL, "end" = NULL, failures = 0, retry_at = NULL WHERE "end" = 'dead' AND (@number IS NULL OR number = @number)`,
  ).run({ number }).changes
}

/** Has what waited for a mail server tried at once: there is one now. */
export function endWaiting(file: OutboxFile): number {
  return prepared(file, `UPDATE outbox SET retry_at = NULL WHERE ended_at IS NULL AND error = '${WAITS}'`).run().changes
}
