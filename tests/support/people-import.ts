import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { seedUniversity } from '#app/demo/demo.server.ts'
import { readUniversity } from '#app/demo/demo-files.server.ts'
import { runPeopleImport } from '#app/features/people/people-import-command.server.ts'
import type { Db } from '#db/open.server.ts'
import { runCommand } from './command.ts'
import { freshDatabase, NOW } from './database.ts'

// In the folder of this run, which goes when the run ends: files share a process, and with it this module.
const folder = mkdtempSync(path.join(process.env.KOERS_TEST_IMAGES || tmpdir(), 'koers-people-'))

let files = 0
/** A file of its own in the folder of temporary files. */
export function hrFile(content: string | Buffer): string {
  const place = path.join(folder, `${++files}-hr.csv`)
  writeFileSync(place, content)
  return place
}

export const HEAD =
  'Personeelsnummer;Naam;E-mailadres;Eenheid;Categorie;Loopbaanfase;Begindatum;Einddatum;Personeelsnummer leidinggevende'

/** An HR file with our Dutch headers and these rows. */
export function hr(...rows: string[]): string {
  return hrFile([HEAD, ...rows].join('\r\n'))
}

/** A university without anybody. */
export function emptyUniversity(): Db {
  const db = freshDatabase()
  seedUniversity(db, readUniversity(), [], NOW)
  return db
}

/** Runs the command as somebody would type it. */
export function importPeopleFile(db: Db, argv: string[], now = NOW, homeOrganisations: string[] = []) {
  return runCommand((io) => runPeopleImport(argv, io, { db, now, homeOrganisations }))
}

/** What is kept of somebody: name, address, affiliations, and from when to when they are an employee. */
export function kept(db: Db, staffNumber: string) {
  const person = db.$client.prepare('SELECT id, name, email FROM people WHERE staff_number = ?').get(staffNumber) as
    | { id: string; name: string; email: string | null }
    | undefined
  if (!person) return undefined
  const affiliations = db.$client
    .prepare(
      `SELECT unit_id || ' ' || staff_category || ' ' || coalesce(career_stage, '-') || ' ' || starts_on || ' ' || coalesce(ends_on, '-')
       FROM affiliations WHERE person_id = ? ORDER BY starts_on, unit_id`,
    )
    .pluck()
    .all(person.id)
  const roles = db.$client
    .prepare(
      `SELECT role || ' ' || starts_on || ' ' || coalesce(ends_on, '-') FROM role_grants WHERE person_id = ? ORDER BY starts_on, role`,
    )
    .pluck()
    .all(person.id)
  return { name: person.name, email: person.email, affiliations, roles }
}
