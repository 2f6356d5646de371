import type { PersonRow, RowProblem } from './import-row.ts'

export type Group = { staffNumber: string; rows: PersonRow[] }

/** What makes the rows of one person contradict each other, told at the later row. */
function clashes(rows: ReadonlyArray<PersonRow>): RowProblem[] {
  const [first] = rows
  const seen = new Map<string, PersonRow>()
  return rows.flatMap((row): RowProblem[] => {
    const { line, staffNumber } = row
    const key = `${row.unitId} ${row.startsOn}`
    const same = seen.get(key)
    if (same) return [{ line, staffNumber, column: 'staffNumber', code: 'double', other: same.line }]
    seen.set(key, row)
    const column = row.name !== first?.name ? 'name' : row.email !== first?.email ? 'email' : null
    return column && first ? [{ line, staffNumber, column, code: 'contradiction', other: first.line }] : []
  })
}

/**
 * The rows by person. Several rows of one number are several affiliations of one person; with one that is refused the others are left
 * out too, because together they say what somebody's affiliations are.
 */
export function groupRows(
  rows: ReadonlyArray<PersonRow>,
  problems: ReadonlyArray<RowProblem>,
): { groups: Group[]; problems: RowProblem[] } {
  const byNumber = new Map<string, PersonRow[]>()
  for (const row of rows) {
    const known = byNumber.get(row.staffNumber)
    if (known) known.push(row)
    else byNumber.set(row.staffNumber, [row])
  }
  const refused = new Map<string, number>()
  for (const { staffNumber, line } of problems)
    if (staffNumber !== null && !refused.has(staffNumber)) refused.set(staffNumber, line)
  const groups: Group[] = []
  const all = [...problems]
  for (const [staffNumber, own] of byNumber) {
    const found = clashes(own)
    const because = found[0]?.line ?? refused.get(staffNumber)
    if (because === undefined) {
      groups.push({ staffNumber, rows: own })
      continue
    }
    const told = new Set(found.map(({ line }) => line))
    const others = own.filter(({ line }) => !told.has(line))
    all.push(...found)
    for (const { line } of others) all.push({ line, staffNumber, column: null, code: 'other-row', other: because })
  }
  all.sort((a, b) => a.line - b.line)
  return { groups, problems: all }
}
