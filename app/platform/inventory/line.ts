import type { RecordType } from '#app/access/record-permissions.ts'
import type { VersionedColumn } from '../crypto/version-chain.ts'
import type { IsoPeriod } from '../duration.ts'
import {
  type Basis,
  type Erasure,
  type Level,
  type Moment,
  type NotExported,
  PURPOSES,
  type Purpose,
  type Reader,
} from './vocabulary.ts'

/** Where in the copy of their data a person finds it: in this part of it, under the name of the column; or why it is not there. */
export type Export = { readonly under: string } | { readonly not: NotExported }

/** The columns that say where a sealed text of the same row stands: its row, its person (`dossiers.subject_id` for that of its dossier), its version, and its dossier by type and id. */
export type SealedAt = {
  readonly row: string
  readonly subject: string
  readonly version?: string
  readonly dossier: readonly [type: string, id: string]
}

/** Texts in versions: which column of the same row says of which dossier they are. */
export type VersionsIn = {
  readonly versions: VersionedColumn
  readonly dossier: readonly [type: RecordType, id: string]
}

/** What is to be known of a column. */
export type Facts = {
  readonly purpose: Purpose
  readonly level: Level
  /** How long, as ISO 8601, and from when. */
  readonly keep: IsoPeriod
  readonly from: Moment
  readonly export: Export
  readonly erase: Erasure
  readonly seenBy: ReadonlyArray<Reader>
  /** For a confidential column, and for no other one: `npm run keys -- verify` finds its texts by it. */
  readonly sealedAt?: SealedAt | VersionsIn
}

/** The files of the portal: the main database, the auth store, the file for confidences, the file of data keys. */
export type File = 'koers' | 'auth' | 'confidential' | 'data-keys'

/** One column with all that is known of it. */
export type Line = Omit<Facts, 'export'> & {
  readonly file: File
  readonly table: string
  readonly column: string
  readonly basis: Basis
  /** Such as `account.staffNumber`; null when it is not in the copy, for the reason beside it. */
  readonly exportPath: string | null
  readonly notExported: NotExported | null
}

function camel(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** The lines of one table: what holds for all its columns, their names with spaces between, and what is different for some. */
export function tableLines(
  file: File,
  table: string,
  facts: Facts,
  columns: string,
  different: Readonly<Record<string, Partial<Facts>>> = {},
): Line[] {
  return columns.split(/\s+/).map((column) => {
    const { export: exported, ...rest } = { ...facts, ...different[column] }
    return {
      file,
      table,
      column,
      ...rest,
      basis: PURPOSES[rest.purpose],
      exportPath: 'under' in exported ? `${exported.under}.${camel(column)}` : null,
      notExported: 'not' in exported ? exported.not : null,
    }
  })
}
