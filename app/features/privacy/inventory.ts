import { ACCESS_LOG_LINES, CONFIDENTIAL_LINES, PEOPLE_LINES, SIGN_IN_LINES } from './inventory/people-lines.ts'
import { OFFER_LINES, SEARCH_LINES } from './inventory/public-lines.ts'
import type { Line } from './inventory-line.ts'

/**
 * Every column the portal keeps, and why, on what ground, how long, who sees it, and what becomes of it. The notices beside forms, the
 * register (docs/privacy/register.md) and what is forgotten read it from here; tests compare it with the real databases.
 */
export const INVENTORY: ReadonlyArray<Line> = [
  ...OFFER_LINES,
  ...SEARCH_LINES,
  ...PEOPLE_LINES,
  ...ACCESS_LOG_LINES,
  ...SIGN_IN_LINES,
  ...CONFIDENTIAL_LINES,
]

/** What is known of a column of the database. Throws for one that is not in the inventory. */
export function lineOf(table: string, column: string): Line {
  const line = INVENTORY.find((one) => one.file === 'koers' && one.table === table && one.column === column)
  if (!line) throw new Error(`${table}.${column} is not in the inventory`)
  return line
}
