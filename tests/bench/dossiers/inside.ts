// What it costs to save and open one text of a dossier, and to look up who may, measured from the inside. Built by dossiers.mjs and run as a process of its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { allow, type Person } from '#app/access/actor.ts'
import { allowOn } from '#app/features/people/allow-on.server.ts'
import { findAccessNeedsPage } from '#app/features/privacy/access-needs.queries.server.ts'
import { saveAccessNeeds } from '#app/features/privacy/save-access-needs.server.ts'
import { newKey } from '#app/platform/crypto/keys.ts'
import type { DeliberateRead } from '#app/platform/http/deliberate-read.server.ts'
import { openConfidential } from '#db/confidential/open.server.ts'
import { inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import { openDataKeyStore } from '#db/data-keys-store.server.ts'
import { openDatabase } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'

const PEOPLE = 1_000
const ROUNDS = 5
const TEXT = 'Een zaal zonder trap, en een pauze na een uur.'
const READ = { cameBy: 'link' } as unknown as DeliberateRead

/** Time on the clock, waiting for the disk included, and time of the processor, for each of so many. */
function measured(count: number, work: () => void): { ms: number; cpuMs: number } {
  const [cpu, start] = [process.cpuUsage(), performance.now()]
  work()
  const { user, system } = process.cpuUsage(cpu)
  return { ms: (performance.now() - start) / count, cpuMs: (user + system) / 1_000 / count }
}

/** The round that took least: other work on the machine makes the others longer. */
function best(count: number, work: (round: number) => void): { ms: number; cpuMs: number } {
  const rounds = Array.from({ length: ROUNDS }, (_, round) => measured(count, () => work(round)))
  return { ms: Math.min(...rounds.map(({ ms }) => ms)), cpuMs: Math.min(...rounds.map(({ cpuMs }) => cpuMs)) }
}

function personOf(number: number): Person {
  const grants = [{ role: 'employee', unitId: null, providerId: null }] as const
  return { id: `p${number}`, name: 'Iemand', language: 'nl', grants, system: null }
}

function measure(folder: string) {
  const now = new Date()
  const files = {
    db: openDatabase(path.join(folder, 'koers.sqlite')),
    confidential: openConfidential(path.join(folder, 'confidential.sqlite')),
    dataKeys: openDataKeyStore(path.join(folder, 'data-keys.sqlite')),
  }
  const keyring = { keys: [newKey('bench')] }
  const people = Array.from({ length: PEOPLE }, (_, number) => personOf(number))
  files.db.$client.exec('BEGIN')
  for (const { id } of people) {
    prepared(
      files.db,
      "INSERT INTO people (id, name, language, created_at, updated_at) VALUES (?, 'Iemand', 'nl', 0, 0)",
    ).run(id)
    prepared(
      files.db,
      "INSERT INTO role_grants (id, person_id, role, starts_on, granted_by, created_at) VALUES (?, ?, 'employee', '2020-01-01', 'x', 0)",
    ).run(id, id)
  }
  files.db.$client.exec('COMMIT')
  const save = (round: number) => {
    for (const person of people)
      saveAccessNeeds(files, keyring, allow(person, 'access-needs.save-own'), `${TEXT} ${round}`, now)
  }
  const open = () => {
    for (const person of people)
      findAccessNeedsPage(files, keyring, allow(person, 'access-needs.read-own'), READ, 'nl', now)
  }
  const first = measured(PEOPLE, () => save(-1))
  const ids = prepared(files.confidential, 'SELECT id, subject_id AS subject FROM dossiers').all() as Array<{
    id: string
    subject: string
  }>
  const look = () =>
    inConfidentialTransaction(files.confidential, (tx) => {
      for (const { id, subject } of ids) {
        const actor = { id: subject, grants: [], system: null }
        if (!allowOn(files.db, tx, actor, 'access-needs.read-own', { type: 'access-needs', id }, now))
          throw new Error('not theirs')
      }
    })
  const figures = { first, save: best(PEOPLE, save), open: best(PEOPLE, open), look: best(PEOPLE, look) }
  for (const file of Object.values(files)) file.$client.close()
  return figures
}

process.once('message', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-bench-dossiers-'))
  try {
    process.send?.(measure(folder), () => process.exit(0))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
