import type { Place } from '#app/platform/crypto/seal.server.ts'
import type { Line, SealedAt } from '#app/platform/inventory/line.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import { INVENTORY } from './inventory.ts'

/** A column of sealed text, and every text in it with its place. */
export type SealedColumn = {
  table: string
  column: string
  all: (db: Db) => Array<{ place: Place; sealed: Sealed }>
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

function sealedColumn(line: Line, at: SealedAt): SealedColumn {
  const { table, column } = line
  const texts = `SELECT * FROM "${table}" WHERE "${column}" IS NOT NULL`
  return {
    table,
    column,
    all: (db) =>
      (prepared(db, texts).all() as Row[]).map((row) => ({
        place: placeOf(line, at, row),
        sealed: row[column] as Sealed,
      })),
  }
}

/** Every sealed column there is, as the inventory says, for `npm run keys -- verify`; a test compares the list with the schema. */
export const SEALED_COLUMNS: ReadonlyArray<SealedColumn> = INVENTORY.flatMap((line) =>
  line.sealedAt ? [sealedColumn(line, line.sealedAt)] : [],
)
