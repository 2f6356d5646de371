import type { RecordRef } from '#app/access/allowed-on.ts'
import type { RecordType } from '#app/access/record-permissions.ts'

/** A column of texts that are kept in versions: each row of its table is one version, with the columns of `versionColumns` (db/confidential) beside it. */
export type VersionedColumn = {
  readonly table: string
  /** The column of sealed content. */
  readonly column: string
  /** The column that says which text a row is a version of. */
  readonly textColumn: string
  /** The column of the moment at which a version was saved. */
  readonly savedAtColumn: string
  /** Whether all versions stay readable, or only the last one is kept. */
  readonly keeps: 'all' | 'current'
  /** Whether each text has keys of its own, so that passages can be struck out of it, or shares the key of its dossier. */
  readonly key: 'text' | 'dossier'
}

/** One text in versions: which row it is, in which record, and whom it is about. */
export type VersionedText<R extends RecordType = RecordType> = {
  readonly of: VersionedColumn
  readonly id: string
  readonly record: RecordRef<R>
  readonly subjectId: string
}

/** What a row says of its version, beside the content: its place in the chain, who saved it and when, and when something was struck out. */
export type VersionStamp = {
  readonly number: number
  readonly previousHash: string
  readonly savedAt: number
  readonly savedBy: string
  readonly struckAt: number | null
}

/** What counts, as the confidential log says: the number of the last version, and the hash of the chain up to it. */
export type Anchor = { readonly number: number; readonly hash: string }

/** How the confidential log names a text. */
export function textIdOf({ of, id }: Pick<VersionedText, 'of' | 'id'>): string {
  return `${of.table}.${of.column}:${id}`
}

/** As the file of data keys names it: empty for a text under the key of its dossier. */
export function keyTextOf(text: Pick<VersionedText, 'of' | 'id'>): string {
  return text.of.key === 'text' ? textIdOf(text) : ''
}

/** What the content of a version is bound to: its place, its dossier, and everything its row says. */
export function versionBinding({ of, id, record, subjectId }: VersionedText, stamp: VersionStamp): string[] {
  const { number, previousHash, savedAt, savedBy, struckAt } = stamp
  const inChain = [String(number), previousHash, String(savedAt), savedBy, String(struckAt ?? '')]
  return [of.table, of.column, id, subjectId, record.type, record.id, ...inChain]
}

/** The numbers and hashes that rows ask for, in order: the first begins the chain, or follows on versions that are kept no longer. */
function linksOf(rows: ReadonlyArray<VersionStamp>, hashOf: (place: number) => string): Anchor | null {
  let last: Anchor | null = null
  for (const [place, { number, previousHash }] of rows.entries()) {
    if (last && (number !== last.number + 1 || previousHash !== last.hash)) return null
    last = { number, hash: hashOf(place) }
  }
  return last
}

/**
 * Whether rows are the versions that count: one after the other, none missing, up to the number and hash that the log says. `hashOf` is
 * the hash of the version at this place.
 */
export function areCurrentVersions(
  keeps: VersionedColumn['keeps'],
  rows: ReadonlyArray<VersionStamp>,
  hashOf: (place: number) => string,
  anchor: Anchor,
): boolean {
  const [first] = rows
  if (!first || (keeps === 'current' && rows.length !== 1)) return false
  if (keeps === 'all' && (first.number !== 1 || first.previousHash !== '')) return false
  const last = linksOf(rows, hashOf)
  return last?.number === anchor.number && last.hash === anchor.hash
}

/** Somewhere a passage stands, from a character up to another. */
type Span = { from: number; until: number }

function spansOf(text: string, passages: ReadonlyArray<string>): Span[] {
  const found: Span[] = []
  for (const passage of passages) {
    if (passage === '') continue
    for (let at = text.indexOf(passage); at !== -1; at = text.indexOf(passage, at + 1))
      found.push({ from: at, until: at + passage.length })
  }
  return found.sort((a, b) => a.from - b.from)
}

/** The text with `mark` in the place of every passage, also where passages overlap; null when none stands in it. */
export function withoutPassages(text: string, passages: ReadonlyArray<string>, mark: string): string | null {
  let [result, until, struck]: [string, number, boolean] = ['', 0, false]
  for (const span of spansOf(text, passages)) {
    if (!struck || span.from > until) {
      result += text.slice(until, span.from) + mark
      struck = true
    }
    until = Math.max(until, span.until)
  }
  return struck ? result + text.slice(until) : null
}
