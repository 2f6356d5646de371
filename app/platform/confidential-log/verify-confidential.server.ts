import type { Allowed } from '#app/access/actor.ts'
import { addDays, momentOf } from '#app/i18n/zoned-time.ts'
import { type ConfidentialDb, openConfidential } from '#db/confidential/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { HeadLine } from '../audit/heads.server.ts'
import { firstDayKept } from '../duration.ts'
import { ERASES_EVENTS } from './event.ts'
import { digestOfHead, hashOfLink, leafOf, PART_COLUMNS } from './hash.server.ts'
import { CONFIDENTIAL_HEADS_KEPT } from './kept.ts'

/** `unknown`: the chain is whole in itself, and no head was there to compare it with. */
export type ConfidentialLogState = 'whole' | 'broken' | 'unknown'

/** What a line of the heads file says of the confidential log. */
export type ConfidentialHeadLine = { readonly digest: string; readonly at: number }

/** What the lines of the heads file say of the confidential log; those of before it was there say nothing. */
export function* confidentialLines(lines: Iterable<HeadLine>): Generator<ConfidentialHeadLine> {
  for (const { head } of lines)
    if (head?.confidential !== undefined) yield { digest: head.confidential, at: Date.parse(head.at) }
}

const EVENT_COLUMNS = PART_COLUMNS.split(', ')
  .map((column) => `e.${column}`)
  .join(', ')
const LINKS = `SELECT l.seq, l.leaf, l.previous_hash, l.hash, e.salt, ${EVENT_COLUMNS}
  FROM confidential_links l LEFT JOIN confidential_events e ON e.seq = l.seq ORDER BY l.seq`
const STRAY = 'SELECT 1 FROM confidential_events WHERE seq NOT IN (SELECT seq FROM confidential_links) LIMIT 1'
const PARTS = `SELECT name, sql FROM sqlite_schema WHERE tbl_name LIKE 'confidential\\_%' ESCAPE '\\' AND sql IS NOT NULL ORDER BY name`
const LINK_COLUMNS = 5
const ACTION_PART = EVENT_COLUMNS.split(', ').indexOf('e.action')
const FIELDS_PART = EVENT_COLUMNS.split(', ').indexOf('e.fields')

/** Whether numbers, hashes and leaves follow from one another, and each event that is not there any more was taken away by the retention. */
function isChainWhole(db: ConfidentialDb): boolean {
  const missing = new Set<number>()
  const erased = new Set<number>()
  let [expected, previous]: [number, unknown] = [1, '']
  for (const row of prepared(db, LINKS).raw().iterate() as Iterable<unknown[]>) {
    const [seq, leaf, previousHash, hash, salt] = row
    const parts = row.slice(LINK_COLUMNS)
    if (seq !== expected || previousHash !== previous || hashOfLink(expected, leaf, previousHash) !== hash) return false
    if (!Buffer.isBuffer(salt)) missing.add(expected)
    else if (leafOf(salt, parts) !== leaf) return false
    else if (parts[ACTION_PART] === ERASES_EVENTS)
      for (const one of String(parts[FIELDS_PART]).split(',')) erased.add(Number(one))
    expected++
    previous = hash
  }
  return missing.size === erased.size && [...missing].every((seq) => erased.has(seq))
}

function partsOf(db: ConfidentialDb): string {
  return JSON.stringify(prepared(db, PARTS).all())
}

let asMade: string | undefined

/** Whether tables, indexes and triggers of the log are as the migrations make them, and SQLite finds nothing wrong with them. */
function isGuarded(db: ConfidentialDb): boolean {
  if (asMade === undefined) {
    const fresh = openConfidential(':memory:')
    asMade = partsOf(fresh)
    fresh.$client.close()
  }
  const checked = ['confidential_links', 'confidential_events', 'confidential_heads'].flatMap(
    (table) => prepared(db, `SELECT * FROM pragma_integrity_check('${table}')`).pluck().all() as string[],
  )
  return partsOf(db) === asMade && checked.every((line) => line === 'ok')
}

type HeadRow = { salt: Buffer; seq: number; at: number }

/** Whether a line still fits the chain; null when its salt was erased in its time. */
function fits(db: ConfidentialDb, { digest, at }: ConfidentialHeadLine, keptFrom: number): boolean | null {
  const head = prepared(db, 'SELECT salt, seq, at FROM confidential_heads WHERE digest = ?').get(digest) as
    | HeadRow
    | undefined
  if (!head) return at < keptFrom ? null : false
  const hash =
    head.seq === 0 ? '' : prepared(db, 'SELECT hash FROM confidential_links WHERE seq = ?').pluck().get(head.seq)
  return typeof hash === 'string' && digestOfHead(head.salt, head.seq, hash, head.at) === digest
}

/**
 * Whether the confidential log is whole, in itself and against the heads that were written down elsewhere. It answers one word: how many
 * events there are, and which one is wrong, would tell of dossiers.
 */
export function verifyConfidentialLog(
  db: ConfidentialDb,
  _actor: Allowed<'audit.verify'>,
  lines: Iterable<ConfidentialHeadLine>,
  now: Date,
): ConfidentialLogState {
  if (!isGuarded(db) || prepared(db, STRAY).get() !== undefined || !isChainWhole(db)) return 'broken'
  // Two days more: the retention runs in the night, and its clock may be behind.
  const keptFrom = momentOf(addDays(firstDayKept(CONFIDENTIAL_HEADS_KEPT, now), 2), '00:00')
  let compared = 0
  for (const line of lines) {
    const isSame = fits(db, line, keptFrom)
    if (isSame === false) return 'broken'
    if (isSame) compared++
  }
  return compared === 0 && prepared(db, 'SELECT 1 FROM confidential_links LIMIT 1').get() ? 'unknown' : 'whole'
}
