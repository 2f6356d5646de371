import { type Db, openDatabase } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'

/** A trigger, table or index of the log that is not as the migrations made it. */
export type GuardFault = { kind: 'guard-missing' | 'guard-changed' | 'guard-added'; name: string }

const PARTS = `SELECT name, sql FROM sqlite_schema
  WHERE tbl_name IN ('audit_events', 'audit_payloads') AND sql IS NOT NULL ORDER BY name`

function partsOf(db: Db): Map<string, string> {
  const rows = prepared(db, PARTS).all() as Array<{ name: string; sql: string }>
  return new Map(rows.map(({ name, sql }) => [name, sql]))
}

let asMade: Map<string, string> | undefined

/** The parts as the migrations make them, of a new database in memory: nothing is written down twice. */
function partsAsMade(): Map<string, string> {
  if (asMade) return asMade
  const fresh = openDatabase(':memory:')
  asMade = partsOf(fresh)
  fresh.$client.close()
  return asMade
}

/** What differs between the log's tables, indexes and triggers and those of a new database. */
export function faultsOfGuards(db: Db): GuardFault[] {
  const wanted = partsAsMade()
  const found = partsOf(db)
  const faults: GuardFault[] = []
  for (const [name, sql] of wanted) {
    const own = found.get(name)
    if (own !== sql) faults.push({ kind: own === undefined ? 'guard-missing' : 'guard-changed', name })
  }
  for (const name of found.keys()) if (!wanted.has(name)) faults.push({ kind: 'guard-added', name })
  return faults
}
