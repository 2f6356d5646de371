import type { Allowed } from '#app/access/actor.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import { type Place, type SealProblem, wouldOpen } from '#app/platform/crypto/seal.server.ts'
import { wouldOpenText } from '#app/platform/crypto/versions.server.ts'
import type { Line, SealedAt, VersionsIn } from '#app/platform/inventory/line.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import { INVENTORY } from './inventory.ts'

/** What would come of opening each text of a column. It shows nothing of them. */
type TryAll = (files: PortalFiles, keyring: Keyring, operator: Allowed<'keys.manage'>) => Array<'open' | SealProblem>

/** A column of sealed text. */
export type SealedColumn = Pick<Line, 'file' | 'table' | 'column'> & { tryAll: TryAll }

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

/** Texts as they stood in the main file, before they had a file of their own. */
function tryOld(line: Line, at: SealedAt): TryAll {
  const texts = `SELECT * FROM "${line.table}" WHERE "${line.column}" IS NOT NULL`
  return ({ db, dataKeys }, keyring, operator) =>
    (prepared(db, texts).all() as Row[]).map((row) =>
      wouldOpen(dataKeys, keyring, operator, placeOf(line, at, row), row[line.column] as Sealed),
    )
}

/** Texts in versions, with the person of their dossier; without those of a dossier that is being erased. */
function tryVersions({ table }: Line, { versions, dossier: [type, dossierColumn] }: VersionsIn): TryAll {
  const texts = `SELECT DISTINCT t."${versions.textColumn}" AS id, d.id AS dossierId, d.subject_id AS subjectId FROM "${table}" t
    JOIN dossiers d ON d.id = t."${dossierColumn}" WHERE d.id NOT IN (SELECT dossier_id FROM erasures)`
  return ({ confidential, dataKeys }, keyring, operator) =>
    (prepared(confidential, texts).all() as Array<{ id: string; dossierId: string; subjectId: string }>).map(
      ({ id, dossierId, subjectId }) => {
        const text = { of: versions, id, record: { type, id: dossierId }, subjectId }
        return wouldOpenText(confidential, { dataKeys, keyring }, operator, text)
      },
    )
}

function sealedColumn(line: Line, at: SealedAt | VersionsIn): SealedColumn {
  const { file, table, column } = line
  return { file, table, column, tryAll: 'versions' in at ? tryVersions(line, at) : tryOld(line, at) }
}

/** Every sealed column there is, as the inventory says, for `npm run keys -- verify`; a test compares the list with the schema. */
export const SEALED_COLUMNS: ReadonlyArray<SealedColumn> = INVENTORY.flatMap((line) =>
  line.sealedAt ? [sealedColumn(line, line.sealedAt)] : [],
)
