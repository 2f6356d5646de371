import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import type { Place } from '#app/platform/crypto/seal.server.ts'
import type { Line, SealedAt } from '#app/platform/inventory/line.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import { INVENTORY } from './inventory.ts'

/** A column of sealed text, and every text in it with its place. */
export type SealedColumn = Pick<Line, 'file' | 'table' | 'column'> & {
  all: (files: PortalFiles) => Array<{ place: Place; sealed: Sealed }>
}

type Row = Readonly<Record<string, unknown>>

function placeOf({ table, column }: Line, at: SealedAt, row: Row): Place {
  const [type, id] = at.dossier
  return {
    table,
    column,
    row: String(row[at.row]),
    subject: String(row[at.subject]),
    version: at.version === undefined ? undefined : Number(row[at.version]),
    dossier: { type, id: String(row[id]) },
  }
}

/** The texts of a table with the person of their dossier; without those of a dossier that is being erased. */
function questionFor({ file, table, column }: Line): string {
  const texts = `SELECT t.* FROM "${table}" t WHERE "${column}" IS NOT NULL`
  if (file !== 'confidential') return texts
  return `SELECT t.*, d.subject_id AS "dossiers.subject_id" FROM "${table}" t LEFT JOIN dossiers d ON d.id = t.dossier_id
    WHERE "${column}" IS NOT NULL AND t.dossier_id NOT IN (SELECT dossier_id FROM erasures)`
}

function sealedColumn(line: Line, at: SealedAt): SealedColumn {
  const { file, table, column } = line
  return {
    file,
    table,
    column,
    all: ({ db, confidential }) => {
      const rows = prepared(file === 'confidential' ? confidential : db, questionFor(line)).all() as Row[]
      return rows.map((row) => ({ place: placeOf(line, at, row), sealed: row[column] as Sealed }))
    },
  }
}

/** Every sealed column there is, as the inventory says, for `npm run keys -- verify`; a test compares the list with the schema. */
export const SEALED_COLUMNS: ReadonlyArray<SealedColumn> = INVENTORY.flatMap((line) =>
  line.sealedAt ? [sealedColumn(line, line.sealedAt)] : [],
)
