import { expect, test } from 'vitest'
import { addDays, momentOf } from '#app/i18n/zoned-time.ts'
import { openAuthStore } from '#db/auth-store.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { confidentialFiles, freshDatabase, NOW, peopleDatabase } from '#tests/support/database.ts'
import { demoPerson } from '#tests/support/demo-person.ts'
import { testKeyring } from '#tests/support/keys.ts'
import { BEGUN, rowsIn } from '#tests/support/retention.ts'
import { allow } from './access/actor.ts'
import { INVENTORY } from './features/privacy/inventory.ts'
import { isLimited, keepOf, retentionJob, tableOf } from './features/privacy/retention.server.ts'
import { saveAccessNeeds } from './features/privacy/save-access-needs.server.ts'
import { ERASERS } from './jobs.server.ts'
import { dayAfter } from './platform/duration.ts'
import type { Eraser, TableName } from './platform/eraser.ts'
import type { Line } from './platform/inventory/line.ts'
import { contextFor } from './platform/jobs/run-job.server.ts'

process.env.LOG_LEVEL ??= 'silent'

/** What is wrong between the inventory and the erasers, as sentences. An `unlink` line stays, and is unlinked by erasing its person. */
function problems(inventory: ReadonlyArray<Line>, erasers: ReadonlyArray<Eraser>): string[] {
  const limited = inventory.filter((line) => isLimited(line) && line.erase !== 'unlink')
  const tables = [...new Set(limited.map(tableOf))]
  const erased = erasers.flatMap((eraser) => eraser.tables)
  const keeps = (table: TableName) => new Set(limited.filter((line) => tableOf(line) === table).map(({ keep }) => keep))
  return [
    ...tables
      .filter((table) => !erased.includes(table))
      .map((table) => `${table} is kept for a time and has no eraser`),
    ...erased.filter((table, place) => erased.indexOf(table) < place).map((table) => `${table} has two erasers`),
    ...erased.filter((table) => !tables.includes(table)).map((table) => `${table} has an eraser and no time`),
    ...tables.filter((table) => keeps(table).size > 1).map((table) => `${table} is kept for several times`),
    ...erasers
      .filter((eraser) => new Set(eraser.tables.flatMap((table) => [...keeps(table)])).size > 1)
      .map((eraser) => `${eraser.tables[0]} is erased with tables that are kept for another time`),
    ...(inventory.some((line) => line.erase === 'unlink') && !erased.includes('koers.people')
      ? ['events are unlinked by erasing their person, and nobody is erased']
      : []),
  ]
}

test('every line that is kept for a time has an eraser, and every eraser such a line', () => {
  expect(problems(INVENTORY, ERASERS)).toEqual([])
  expect(ERASERS.flatMap(({ tables }) => tables).sort()).toEqual(Object.keys(BEGUN).sort())
})

test.each<[string, ReadonlyArray<Line>, ReadonlyArray<Eraser>, string[]]>([
  [
    'a new line that is kept for a time',
    [...INVENTORY, { ...INVENTORY[0]!, table: 'diary', keep: 'P7D', from: 'creation', erase: 'delete' }],
    ERASERS,
    ['koers.diary is kept for a time and has no eraser'],
  ],
  [
    'a table that is erased twice, and one without a line',
    INVENTORY,
    [...ERASERS, { tables: ['koers.wishes'], erase: () => 0 }, { tables: ['koers.diary'], erase: () => 0 }],
    ['koers.wishes has two erasers', 'koers.diary has an eraser and no time'],
  ],
  [
    'people whom nobody erases',
    INVENTORY.filter(({ table }) => ['audit_events', 'wishes'].includes(table)),
    ERASERS.filter(({ tables }) => tables.includes('koers.wishes')),
    ['events are unlinked by erasing their person, and nobody is erased'],
  ],
])('a planted fault is seen: %s', (_what, inventory, erasers, expected) => {
  expect(problems(inventory, erasers)).toEqual(expected)
})

function portal() {
  const files = { db: freshDatabase(), authStore: openAuthStore(':memory:'), ...confidentialFiles() }
  const run = async (now: number, erasers: ReadonlyArray<Eraser> = ERASERS) => {
    // Rate limits count by the machine's clock; the test moves both.
    const both = erasers.map(({ tables, erase }) => ({
      tables,
      erase: (erasing: Parameters<typeof erase>[0]) => erase({ ...erasing, machineNow: new Date(now) }),
    }))
    const job = retentionJob(both, () => files)
    await job.run(contextFor(files.db, { name: job.name, record: '' }, new Date(now), new AbortController().signal))
  }
  return { ...files, files, run }
}

test.each(Object.entries(BEGUN) as Array<[TableName, (typeof BEGUN)[TableName]]>)(
  '%s is erased in the first night after its time, and not a moment before its last day',
  async (table, begin) => {
    const { files, run } = portal()
    const began = momentOf('2027-01-31', '14:30')
    begin(files, began)
    const lastDay = dayAfter(began, keepOf(table))
    await run(momentOf(lastDay, '00:00') - 1)
    expect(rowsIn(files, table)).toBe(1)
    await run(momentOf(addDays(lastDay, 1), '02:00'))
    expect(rowsIn(files, table)).toBe(0)
  },
)

test('an eraser that fails keeps no other from its work, and the job fails with its code', async () => {
  const { files, run } = portal()
  for (const begin of [BEGUN['koers.wishes'], BEGUN['auth.auth_sessions']]) begin?.(files, Number(NOW))
  const broken: Eraser = {
    tables: ['koers.search_miss'],
    erase() {
      throw Object.assign(new Error('sanne@lindehoven.example'), { code: 'SQLITE_FULL' })
    },
  }
  await expect(run(Number(NOW) + 400 * 86_400_000, [broken, ...ERASERS])).rejects.toMatchObject({ code: 'SQLITE_FULL' })
  expect([rowsIn(files, 'koers.wishes'), rowsIn(files, 'auth.auth_sessions')]).toEqual([0, 0])
})

test.each([
  ['a position that is still to end', "UPDATE affiliations SET ends_on = '2099-01-01'"],
  ['a position without an end', 'UPDATE affiliations SET ends_on = NULL'],
  ['a role that still holds', 'UPDATE role_grants SET ends_on = NULL'],
  ['a relation that goes on', 'UPDATE relations SET ends_at = NULL'],
])('somebody with %s stays', async (_what, sql) => {
  const { files, run, db } = portal()
  BEGUN['koers.people']?.(files, Number(NOW))
  db.$client.exec(sql)
  await run(Number(NOW) + 400 * 86_400_000)
  expect(rowsIn(files, 'koers.people')).toBe(1)
})

test('somebody who has no position or role yet is not gone', async () => {
  const { files, run, db } = portal()
  BEGUN['koers.people']?.(files, Number(NOW))
  db.$client.exec('DELETE FROM affiliations; DELETE FROM role_grants; DELETE FROM relations')
  await run(Number(NOW) + 400 * 86_400_000)
  expect(rowsIn(files, 'koers.people')).toBe(1)
})

test('who is erased takes along what they need with its key, and their sign-ins; events about them stay', async () => {
  const db = peopleDatabase()
  const files = { authStore: openAuthStore(':memory:'), ...confidentialFiles() }
  const { authStore } = files
  const sanne = demoPerson(db, 'sanne')
  const keyring = testKeyring()
  expect(saveAccessNeeds({ db, ...files }, keyring, allow(sanne, 'access-needs.save-own'), 'Een tolk', NOW).ok).toBe(
    true,
  )
  BEGUN['auth.auth_sessions']?.({ db, ...files }, Number(NOW) + 300 * 86_400_000)
  authStore.prepare('UPDATE auth_sessions SET person_id = ?').run(sanne.id)
  for (const table of ['affiliations', 'role_grants'])
    prepared(db, `UPDATE ${table} SET ends_on = '2027-02-01' WHERE person_id = ?`).run(sanne.id)
  const others = Number(prepared(db, 'SELECT count(*) FROM people').pluck().get()) - 1
  const about = () => prepared(db, 'SELECT count(*) FROM audit_events WHERE subject_id = ?').pluck().get(sanne.id)
  const before = about()
  const job = retentionJob(ERASERS, () => files)
  const now = new Date(Number(NOW) + 40 * 86_400_000)
  await job.run(contextFor(db, { name: job.name, record: '' }, now, new AbortController().signal))
  const count = (table: string) => Number(prepared(db, `SELECT count(*) FROM ${table}`).pluck().get())
  expect(count('people')).toBe(others)
  for (const table of ['confidential.dossiers', 'confidential.access_needs', 'data-keys.data_keys'] as const)
    expect(rowsIn({ db, ...files }, table), table).toBe(0)
  expect(authStore.prepare('SELECT count(*) FROM auth_sessions').pluck().get()).toBe(0)
  expect(Number(about())).toBeGreaterThanOrEqual(Number(before))
  const told = prepared(db, 'SELECT actor_id, ground, object_id FROM audit_events WHERE action = ?').all('person.erase')
  expect(told).toEqual([{ actor_id: 'system:retention', ground: 'retention', object_id: sanne.id }])
})
