import type { Place } from '#app/platform/crypto/seal.server.ts'
import type { Db } from '#db/open.server.ts'
import { accessNeeds } from '#db/schema/privacy.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import { arrangementPlace } from './access-needs-rules.ts'

/** A column of sealed text, and every text in it with its place. */
export type SealedColumn = {
  table: string
  column: string
  all: (db: Db) => Array<{ place: Place; sealed: Sealed }>
}

/** Every sealed column there is, for `npm run keys -- verify`; a test compares the list with the schema. */
export const SEALED_COLUMNS: ReadonlyArray<SealedColumn> = [
  {
    table: 'access_needs',
    column: 'arrangement',
    all: (db) =>
      db
        .select()
        .from(accessNeeds)
        .all()
        .map((row) => ({ place: arrangementPlace(row.personId, row.updatedAt), sealed: row.arrangement })),
  },
]
