import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { hashOfLink, leafOf, PART_COLUMNS } from './hash.server.ts'

/** The version of a text that counts, as the log says; `changed` when the event that says so, or its link, is not as it was written. */
export type FoundAnchor = { readonly number: number; readonly hash: string } | 'changed' | null

const LAST = `SELECT l.seq, l.leaf, l.previous_hash, l.hash, e.salt, e.version, e.version_hash, ${PART_COLUMNS.split(
  ', ',
)
  .map((column) => `e.${column}`)
  .join(', ')} FROM confidential_events e JOIN confidential_links l ON l.seq = e.seq
  WHERE e.text_id = ? ORDER BY e.seq DESC LIMIT 1`

/** What the last event about this text says of its versions; null when none tells of it. */
export function anchorOf(db: ConfidentialDb, textId: string): FoundAnchor {
  const row = prepared(db, LAST).raw().get(textId) as unknown[] | undefined
  if (!row) return null
  const [seq, leaf, previousHash, hash, salt, number, versionHash, ...parts] = row
  const isAsWritten =
    Buffer.isBuffer(salt) && leafOf(salt, parts) === leaf && hashOfLink(Number(seq), leaf, previousHash) === hash
  return isAsWritten ? { number: Number(number), hash: String(versionHash) } : 'changed'
}
