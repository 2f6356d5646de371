import type { Allowed } from '#app/access/actor.ts'
import { momentOf } from '#app/i18n/zoned-time.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { faultsOfGuards, type GuardFault } from './guards.server.ts'
import { HASHED_PARTS, hashOfParts, hashOfReason } from './hash.server.ts'
import type { Head, HeadLine } from './heads.server.ts'

/** What is wrong with the log, at which event, line or guard. Each kind has its sentence in locales/{nl,en}/server/operator.json. */
export type Fault =
  | { kind: 'missing'; from: number; until: number }
  | { kind: 'unlinked' | 'changed'; seq: number }
  | { kind: 'reason-missing' | 'reason-changed' | 'reason-added' | 'reason-blanked-early'; seq: number }
  | { kind: 'reasons-stray'; count: number }
  | { kind: 'cut-off'; last: number; head: Head }
  | { kind: 'written-anew'; head: Head; fits: number }
  | { kind: 'other-log'; count: number }
  | { kind: 'line-unreadable' | 'line-unlinked'; line: number }
  | { kind: 'index-wrong'; what: string }
  | GuardFault

export type Verification = {
  events: number
  /** The number of the last event. */
  lastSeq: number
  reasons: number
  blanked: number
  /** Heads that were compared, and the last event that one of them vouches for. */
  heads: number
  vouchedFor: number
  /** When that head was written down, as ISO 8601. */
  vouchedAt: string | null
  faults: Fault[]
  /** How many faults were found beyond those that are listed. */
  more: number
}

/** A portal that runs writes a head every few minutes; one that has not for longer than a day and an hour vouches for nothing new. */
const OLDEST_HEAD_MS = 25 * 3_600_000

/** Whether events follow on a newest head that is older than a day: they could be others than those that were written. */
export function isHeadOld({ vouchedAt, vouchedFor, lastSeq }: Verification, now: Date): boolean {
  return vouchedAt !== null && lastSeq > vouchedFor && Number(now) - Date.parse(vouchedAt) > OLDEST_HEAD_MS
}

const MOST_FAULTS = 20
const EVERY = 5_000

const EVENTS = `SELECT e.seq, e.at, e.operation_id, e.actor_id, e.actor_roles, e.action, e.object_type, e.object_id, e.subject_id,
  e.fields, e.ground, e.result, e.payload_hash, e.previous_hash, e.hash, p.seq, p.salt, p.reason
  FROM audit_events e LEFT JOIN audit_payloads p ON p.seq = e.seq ORDER BY e.seq`
const STRAY = 'SELECT count(*) FROM audit_payloads WHERE seq NOT IN (SELECT seq FROM audit_events)'
/** The day before which the retention has blanked reasons, as the log itself tells. */
const FORGOTTEN_BEFORE = `SELECT max(object_id) FROM audit_events
  WHERE action = 'audit.forget-reasons' AND actor_id = 'system:retention' AND result = 'done'`

const DAY = /^\d{4}-\d{2}-\d{2}$/

class Faults {
  readonly listed: Fault[] = []
  more = 0

  add(fault: Fault): void {
    if (this.listed.length < MOST_FAULTS) this.listed.push(fault)
    else this.more++
  }
}

type Reason = { hash: unknown; isThere: boolean; salt: unknown; text: unknown }

/** What is wrong with the reason of one event; a blanked one says nothing and is asked about at the end. */
function faultOfReason({ hash, isThere, salt, text }: Reason) {
  if (hash === '') return isThere ? ('reason-added' as const) : null
  if (!isThere) return 'reason-missing' as const
  if (text === null) return null
  const isSame = Buffer.isBuffer(salt) && typeof text === 'string' && hashOfReason(salt, text) === hash
  return isSame ? null : ('reason-changed' as const)
}

/** Compares events with the heads that were written down, as the events pass by in order. */
class Anchors {
  private place = 0
  private fits = 0
  private last: Head | null = null
  private firstWrong: { head: Head; fits: number } | null = null

  private readonly heads: ReadonlyArray<Head>

  constructor(heads: ReadonlyArray<Head>) {
    this.heads = heads
  }

  meet(seq: number, hash: unknown): void {
    for (let head = this.heads[this.place]; head && head.n <= seq; head = this.heads[++this.place]) {
      if (head.n === seq && head.hash === hash) {
        this.fits++
        this.last = head
      } else this.firstWrong ??= { head, fits: this.last?.n ?? 0 }
    }
  }

  finish(lastSeq: number, faults: Faults): Pick<Verification, 'heads' | 'vouchedFor' | 'vouchedAt'> {
    const beyond = this.heads.at(-1)
    if (this.firstWrong && this.fits === 0) faults.add({ kind: 'other-log', count: this.heads.length })
    else if (this.firstWrong) faults.add({ kind: 'written-anew', ...this.firstWrong })
    if (beyond && beyond.n > lastSeq) faults.add({ kind: 'cut-off', last: lastSeq, head: beyond })
    return { heads: this.heads.length, vouchedFor: this.last?.n ?? 0, vouchedAt: this.last?.at ?? null }
  }
}

function sortedHeads(lines: Iterable<HeadLine>, faults: Faults): Head[] {
  const heads = new Map<string, Head>()
  for (const { line, head, isLinked } of lines) {
    if (!head) faults.add({ kind: 'line-unreadable', line })
    else if (!isLinked) faults.add({ kind: 'line-unlinked', line })
    if (head) heads.set(`${head.n} ${head.hash}`, head)
  }
  return [...heads.values()].sort((a, b) => a.n - b.n)
}

/**
 * Reads the whole log once, event by event, and says all that is wrong with it: with the chain, with the reasons, against the heads that
 * were written down outside the database, and with the triggers that guard it. Changes nothing. `tick` hears how far it is.
 */
export function verifyLog(
  db: Db,
  _actor: Allowed<'audit.verify'>,
  lines: Iterable<HeadLine>,
  tick: (done: number, total: number) => void = () => {},
): Verification {
  const faults = new Faults()
  // The heads first: what is added to the log meanwhile then comes after them.
  const anchors = new Anchors(sortedHeads(lines, faults))
  for (const fault of faultsOfGuards(db)) faults.add(fault)
  const total = Number(prepared(db, 'SELECT max(seq) FROM audit_events').pluck().get())
  const counts = { events: 0, reasons: 0, blanked: 0 }
  let youngestBlank = { seq: 0, at: 0 }
  let [expected, previous]: [number, unknown] = [1, '']
  for (const row of prepared(db, EVENTS).raw().iterate() as Iterable<unknown[]>) {
    const [seq, at, hash] = [Number(row[0]), Number(row[1]), row[HASHED_PARTS]]
    const [payloadHash, previousHash] = [row[HASHED_PARTS - 2], row[HASHED_PARTS - 1]]
    const [payloadSeq, salt, text] = row.slice(HASHED_PARTS + 1)
    if (seq !== expected) faults.add({ kind: 'missing', from: expected, until: seq - 1 })
    else if (previousHash !== previous) faults.add({ kind: 'unlinked', seq })
    if (hashOfParts(row.slice(0, HASHED_PARTS)) !== hash) faults.add({ kind: 'changed', seq })
    const isThere = payloadSeq !== null
    const reason = faultOfReason({ hash: payloadHash, isThere, salt, text })
    if (reason) faults.add({ kind: reason, seq })
    if (isThere) counts[text === null ? 'blanked' : 'reasons']++
    if (isThere && text === null && at > youngestBlank.at) youngestBlank = { seq, at }
    anchors.meet(seq, hash)
    counts.events++
    if (counts.events % EVERY === 0) tick(counts.events, total)
    expected = seq + 1
    previous = hash
  }
  const anchored = anchors.finish(expected - 1, faults)
  // Asked after the events: what the retention did meanwhile is told by then.
  if (youngestBlank.seq > 0 && youngestBlank.at >= forgottenUntil(db))
    faults.add({ kind: 'reason-blanked-early', seq: youngestBlank.seq })
  const stray = Number(prepared(db, STRAY).pluck().get())
  if (stray > 0) faults.add({ kind: 'reasons-stray', count: stray })
  for (const what of wrongIndexes(db)) faults.add({ kind: 'index-wrong', what })
  return { ...counts, lastSeq: expected - 1, ...anchored, faults: faults.listed, more: faults.more }
}

/** The moment before which reasons may be blank. */
function forgottenUntil(db: Db): number {
  const day = prepared(db, FORGOTTEN_BEFORE).pluck().get()
  return typeof day === 'string' && DAY.test(day) ? momentOf(day, '00:00') : Number.NEGATIVE_INFINITY
}

/** What SQLite itself finds: an index that hides an event from the screen leaves the chain whole. */
function wrongIndexes(db: Db): string[] {
  const found = ['audit_events', 'audit_payloads'].flatMap(
    (table) => prepared(db, `SELECT * FROM pragma_integrity_check('${table}')`).pluck().all() as string[],
  )
  return found.filter((line) => line !== 'ok')
}
