import { keyText, type PersonRow, type RowKey, type RowProblem } from './import-row.ts'

export type Group = RowKey & { rows: PersonRow[] }

/** What makes the rows of one person contradict each other, told at the later row. */
function clashes(rows: ReadonlyArray<PersonRow>): RowProblem[] {
  const [first] = rows
  const seen = new Map<string, PersonRow>()
  return rows.flatMap((row): RowProblem[] => {
    const { line, staffNumber, homeOrganisation } = row
    const key = `${row.unitId} ${row.startsOn}`
    const same = seen.get(key)
    if (same) return [{ line, staffNumber, homeOrganisation, column: 'staffNumber', code: 'double', other: same.line }]
    seen.set(key, row)
    const column = row.name !== first?.name ? 'name' : row.email !== first?.email ? 'email' : null
    return column && first
      ? [{ line, staffNumber, homeOrganisation, column, code: 'contradiction', other: first.line }]
      : []
  })
}

/**
 * The rows by person. Several rows of one organisation and number are several affiliations of one person; with one that is refused the others are left
 * out too, because together they say what somebody's affiliations are.
 */
export function groupRows(
  rows: ReadonlyArray<PersonRow>,
  problems: ReadonlyArray<RowProblem>,
): { groups: Group[]; problems: RowProblem[] } {
  const byKey = new Map<string, PersonRow[]>()
  for (const row of rows) {
    const known = byKey.get(keyText(row))
    if (known) known.push(row)
    else byKey.set(keyText(row), [row])
  }
  const refused = new Map<string, number>()
  for (const { staffNumber, homeOrganisation = null, line } of problems) {
    const key = staffNumber === null ? null : keyText({ homeOrganisation, staffNumber })
    if (key !== null && !refused.has(key)) refused.set(key, line)
  }
  const groups: Group[] = []
  const all = [...problems]
  for (const [key, own] of byKey) {
    const [first] = own
    if (!first) continue
    const { homeOrganisation, staffNumber } = first
    const found = clashes(own)
    const because = found[0]?.line ?? refused.get(key)
    if (because === undefined) {
      groups.push({ homeOrganisation, staffNumber, rows: own })
      continue
    }
    const told = new Set(found.map(({ line }) => line))
    const others = own.filter(({ line }) => !told.has(line))
    all.push(...found)
    for (const { line } of others)
      all.push({ line, staffNumber, homeOrganisation, column: null, code: 'other-row', other: because })
  }
  all.sort((a, b) => a.line - b.line)
  return { groups, problems: all }
}
