import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { allow, asSystem, type Person } from '#app/access/actor.ts'
import { leaveAccessNeedsToSeed, prepareDemoAccessNeeds } from '#app/demo/demo-access-needs.server.ts'
import { readDemoPeople } from '#app/demo/demo-people.server.ts'
import { DEMO_HANDLES, type DemoHandle } from '#app/features/people/demo-people.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import type { AuditAction } from '#app/platform/audit/event.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { logConfidential } from '#app/platform/confidential-log/log-confidential.server.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import { dataKeyRows, makeDataKey } from '#app/platform/crypto/data-keys.server.ts'
import { type Keyring, NO_KEYS } from '#app/platform/crypto/keyring.server.ts'
import { sealText } from '#app/platform/crypto/seal.server.ts'
import { confidentialEvents } from '#db/confidential/log-schema.ts'
import { openConfidential } from '#db/confidential/open.server.ts'
import { accessNeeds, dossiers, erasures } from '#db/confidential/schema.ts'
import { inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import { openDataKeyStore } from '#db/data-keys-store.server.ts'
import { openDatabase } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { auditEvents } from '#db/schema/audit.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleFiles } from '#tests/support/database.ts'
import { READ } from '#tests/support/deliberate-read.ts'
import { demoPerson } from '#tests/support/demo-person.ts'
import { testKeyring } from '#tests/support/keys.ts'
import { findAccessNeedsPage } from './access-needs.queries.server.ts'
import { arrangementPlace, LONGEST_ARRANGEMENT } from './access-needs-rules.ts'
import { clearAccessNeeds, eraseOldAccessNeeds } from './clear-access-needs.server.ts'
import { saveAccessNeeds } from './save-access-needs.server.ts'

const keyring = testKeyring()
const CANARY = 'kanarie-7f3a-zonder-trap'
const later = (ms: number) => new Date(Number(NOW) + ms)
const A_DAY = 86_400_000

const folder = mkdtempSync(path.join(tmpdir(), 'koers-needs-'))
afterAll(() => rmSync(folder, { recursive: true }))

function save(files: PortalFiles, handle: DemoHandle, text: string, keys: Keyring = keyring, now = NOW) {
  return saveAccessNeeds(files, keys, allow(demoPerson(files.db, handle), 'access-needs.save-own'), text, now)
}
function page(files: PortalFiles, handle: DemoHandle, keys: Keyring = keyring, now = NOW) {
  return findAccessNeedsPage(files, keys, allow(demoPerson(files.db, handle), 'access-needs.read-own'), READ, 'nl', now)
}
function findLooks(files: PortalFiles, person: Person): string[] {
  const actor = allow(person, 'access-needs.read-own')
  return findAccessNeedsPage(files, keyring, actor, READ, 'nl', NOW).looks.list.map(({ when }) => when)
}
const clear = (files: PortalFiles, handle: DemoHandle) =>
  clearAccessNeeds(files, allow(demoPerson(files.db, handle), 'access-needs.save-own'), NOW)

/** What the log of confidences tells; the audit log of everybody tells nothing of it. */
function events({ db, confidential }: PortalFiles, action?: string) {
  const main = db.select().from(auditEvents).all()
  expect(main.filter((event) => /access-needs|data-key/.test(event.action))).toEqual([])
  const all = confidential.select().from(confidentialEvents).all()
  return action ? all.filter((event) => event.action === action) : all
}

test('what somebody needs is kept, read back whole, replaced, and wiped', async () => {
  const files = peopleFiles()
  expect(page(files, 'sanne')).toMatchObject({ arrangement: '', isKept: false, problem: null })
  expect(save(files, 'sanne', '  Een zaal zonder trap.\r\nEn een pauze na een uur. ♿  ')).toEqual({
    ok: true,
    value: 'kept',
  })
  expect(page(files, 'sanne')).toMatchObject({
    arrangement: 'Een zaal zonder trap.\nEn een pauze na een uur. ♿',
    isKept: true,
    problem: null,
  })
  save(files, 'sanne', 'Een tolk', keyring, later(1_000))
  expect(page(files, 'sanne').arrangement).toBe('Een tolk')
  expect(dataKeyRows(files.dataKeys)).toHaveLength(1)
  expect(await clear(files, 'sanne')).toEqual({ ok: true, value: 'cleared' })
  expect(page(files, 'sanne')).toMatchObject({ arrangement: '', isKept: false })
  expect([files.confidential.select().from(dossiers).all(), dataKeyRows(files.dataKeys)]).toEqual([[], []])
  expect([
    ...files.confidential.select().from(accessNeeds).all(),
    ...files.confidential.select().from(erasures).all(),
  ]).toEqual([])
  // Wiping what is not there changes and tells nothing.
  const before = events(files).length
  expect((await clear(files, 'sanne')).ok).toBe(true)
  expect(events(files).length).toBe(before)
})

test('every change is one event that names the field and not what it says; wiping also tells that the key is destroyed', async () => {
  const files = peopleFiles()
  const sanne = demoPerson(files.db, 'sanne')
  const before = events(files).length
  save(files, 'sanne', CANARY)
  expect(events(files).slice(before)).toMatchObject([
    { action: 'access-needs.save', actorId: sanne.id, subjectId: sanne.id, fields: 'arrangement', ground: 'own' },
  ])
  await clear(files, 'sanne')
  const told = events(files).slice(before + 1)
  expect(told.map(({ action }) => action)).toEqual(['access-needs.clear', 'data-key.destroy'])
  expect(new Set(told.map(({ operationId }) => operationId)).size).toBe(1)
  expect(JSON.stringify(events(files))).not.toContain(CANARY)
})

test('every reading is exactly one event, for everybody who reads; without anything to read there is none', () => {
  const files = peopleFiles()
  for (const handle of DEMO_HANDLES) page(files, handle)
  expect(events(files, 'access-needs.read')).toEqual([])
  for (const handle of DEMO_HANDLES) save(files, handle, `voor ${handle}`)
  for (const [place, handle] of DEMO_HANDLES.entries()) {
    const before = events(files).length
    expect(page(files, handle).arrangement).toBe(`voor ${handle}`)
    expect(events(files).length).toBe(before + 1)
    expect(events(files, 'access-needs.read')).toHaveLength(place + 1)
  }
})

test('who has looked is told newest first, one’s own readings too, by function for others, and no further back than twenty', () => {
  const files = peopleFiles()
  save(files, 'sanne', 'Een tolk')
  expect(page(files, 'sanne', keyring, later(60_000)).looks.list).toMatchObject([
    { who: 'jij', when: 'ma 1 februari 2027, 10:01' },
  ])
  const { looks } = page(files, 'sanne', keyring, later(120_000))
  expect(looks.list.map(({ when }) => when)).toEqual(['ma 1 februari 2027, 10:02', 'ma 1 februari 2027, 10:01'])
  for (let time = 0; time < 23; time++) page(files, 'sanne')
  const many = page(files, 'sanne').looks
  expect([many.list.length, many.more]).toEqual([20, 6])
  // Of somebody else's readings nothing is here, and of this nothing there.
  save(files, 'omar', 'Een lift')
  expect(page(files, 'omar').looks.list).toHaveLength(1)
})

test('readings of before there was a log of confidences are told too, after those of today', () => {
  const files = peopleFiles()
  const sanne = demoPerson(files.db, 'sanne')
  const object = { type: 'access-needs', id: sanne.id }
  const entry = { action: 'access-needs.read' as AuditAction, object, subjectId: sanne.id }
  inTransaction(files.db, (tx) => void recordAudit(tx, sanne, entry, later(-A_DAY)))
  save(files, 'sanne', 'Een tolk')
  expect(findLooks(files, sanne)).toEqual(['ma 1 februari 2027, 10:00', 'zo 31 januari 2027, 10:00'])
})

test.each(LANGUAGES)('a reading by somebody else is told by their function (%s)', (language) => {
  const files = peopleFiles()
  save(files, 'sanne', 'Een tolk')
  const sanne = demoPerson(files.db, 'sanne')
  // No role reads this of others yet; a later one will tell it like this.
  const grants = (['advisor', 'coordinator'] as const).map((role) => ({ role, unitId: null, providerId: null }))
  const record = { type: 'access-needs', id: events(files)[0]?.recordId ?? '' }
  inConfidentialTransaction(files.confidential, (tx) =>
    logConfidential(
      tx,
      { id: 'somebody', grants, system: null },
      { action: 'access-needs.read', record, subjectId: sanne.id, ground: 'assigned' },
      NOW,
    ),
  )
  const looks = findAccessNeedsPage(files, keyring, allow(sanne, 'access-needs.read-own'), READ, language, NOW).looks
  const t = textsFor(language)
  expect(looks.list[1]?.who).toContain(t('people:role.advisor'))
  expect(looks.list[1]?.who).toContain(t('people:role.coordinator'))
})

test.each([
  ['', 'empty'],
  [' \n\t\u200b ', 'empty'],
  ['x'.repeat(LONGEST_ARRANGEMENT + 1), 'too-long'],
])('what says nothing or too much is refused by name: %j', (text, problem) => {
  const files = peopleFiles()
  const before = events(files).length
  expect(save(files, 'sanne', text)).toEqual({ ok: false, problem })
  expect([events(files).length, page(files, 'sanne').isKept]).toEqual([before, false])
})

test('a thousand characters fit, as a browser counts them, line ends included', () => {
  const files = peopleFiles()
  const text = `${'é'.repeat(499)}\r\n${'x'.repeat(500)}`
  expect(save(files, 'sanne', text).ok).toBe(true)
  expect(page(files, 'sanne').arrangement).toHaveLength(LONGEST_ARRANGEMENT)
})

test('without the key reading and writing are refused by name, the page still stands, and wiping works', async () => {
  const files = peopleFiles()
  expect(save(files, 'omar', 'Een lift', NO_KEYS)).toEqual({ ok: false, problem: 'locked' })
  expect(page(files, 'omar', NO_KEYS)).toMatchObject({ isKept: false, problem: null })
  save(files, 'sanne', 'Een tolk')
  const before = events(files).length
  for (const keys of [NO_KEYS, testKeyring('another')]) {
    expect(page(files, 'sanne', keys)).toMatchObject({ arrangement: '', isKept: true, problem: 'locked' })
    expect(save(files, 'sanne', 'nieuw', keys)).toEqual({ ok: false, problem: 'locked' })
  }
  expect(events(files).length).toBe(before)
  expect(page(files, 'sanne').arrangement).toBe('Een tolk')
  expect((await clear(files, 'sanne')).ok).toBe(true)
  expect(page(files, 'sanne', NO_KEYS)).toMatchObject({ isKept: false, problem: null })
})

test('what was moved to somebody else’s row, put back from before, or re-dated is damaged: refused, told, and never shown', () => {
  const files = peopleFiles()
  save(files, 'sanne', 'van Sanne')
  save(files, 'omar', 'van Omar')
  const [sanne, omar] = [demoPerson(files.db, 'sanne').id, demoPerson(files.db, 'omar').id]
  const OF = 'WHERE dossier_id = (SELECT id FROM dossiers WHERE subject_id = ?)'
  const content = (id: string) =>
    prepared(files.confidential, `SELECT arrangement FROM access_needs ${OF}`).pluck().get(id)
  const put = (id: string, value: unknown) =>
    prepared(files.confidential, `UPDATE access_needs SET arrangement = ? ${OF}`).run(value, id)
  const before = content(sanne)
  put(sanne, content(omar))
  expect(page(files, 'sanne')).toMatchObject({ arrangement: '', problem: 'damaged' })
  put(sanne, before)
  save(files, 'sanne', 'van Sanne, nieuwer', keyring, later(5_000))
  put(sanne, before)
  expect(page(files, 'sanne').problem).toBe('damaged')
  expect(events(files, 'access-needs.read').map(({ result }) => result)).toEqual(['refused', 'refused'])
  expect(page(files, 'sanne').looks.list).toEqual([])
  prepared(files.confidential, `UPDATE access_needs SET updated_at = updated_at + 1 ${OF}`).run(omar)
  expect(page(files, 'omar').problem).toBe('damaged')
})

test('an old row put back as it was, with its moment and its place in the chain, does not open, and the next text does', () => {
  const files = peopleFiles()
  save(files, 'sanne', 'OUDE TEKST')
  const row = prepared(files.confidential, 'SELECT * FROM access_needs').get() as Record<string, unknown>
  save(files, 'sanne', 'nieuwe tekst', keyring, later(5_000))
  const columns = Object.keys(row)
  prepared(files.confidential, `REPLACE INTO access_needs (${columns}) VALUES (${columns.map(() => '?')})`).run(
    ...Object.values(row),
  )
  expect(page(files, 'sanne')).toMatchObject({ arrangement: '', isKept: true, problem: 'damaged' })
  expect(save(files, 'sanne', 'opnieuw', keyring, later(9_000)).ok).toBe(true)
  expect(page(files, 'sanne').arrangement).toBe('opnieuw')
  expect(events(files, 'access-needs.save').map(({ version }) => version)).toEqual([1, 2, 3])
})

test('a text that was sealed before there were versions opens, until a newer one is saved', () => {
  const files = peopleFiles()
  const { id } = demoPerson(files.db, 'sanne')
  const dossier = { id, subjectId: id, type: 'access-needs' }
  const key = makeDataKey(files.dataKeys, keyring, dossier, NOW)
  if (!key.ok) throw new Error(key.problem)
  prepared(
    files.confidential,
    "INSERT INTO dossiers (id, type, subject_id, created_at) VALUES (?, 'access-needs', ?, 0)",
  ).run(id, id)
  const put = () =>
    prepared(
      files.confidential,
      'REPLACE INTO access_needs (dossier_id, arrangement, updated_at) VALUES (?, ?, 7)',
    ).run(id, sealText(key.value, arrangementPlace(dossier, 7), 'van vroeger'))
  put()
  expect(page(files, 'sanne')).toMatchObject({ arrangement: 'van vroeger', problem: null })
  save(files, 'sanne', 'van nu')
  expect(page(files, 'sanne').arrangement).toBe('van nu')
  put()
  expect(page(files, 'sanne').problem).toBe('damaged')
})

test('who may no longer do it while their request runs keeps and reads nothing', () => {
  const files = peopleFiles()
  const sanne = demoPerson(files.db, 'sanne')
  save(files, 'sanne', 'Een tolk')
  prepared(files.db, 'UPDATE people SET disabled_at = 1 WHERE id = ?').run(sanne.id)
  const [mayRead, maySave] = [allow(sanne, 'access-needs.read-own'), allow(sanne, 'access-needs.save-own')]
  expect(findAccessNeedsPage(files, keyring, mayRead, READ, 'nl', NOW)).toMatchObject({
    arrangement: '',
    isKept: false,
  })
  expect(() => saveAccessNeeds(files, keyring, maySave, 'nieuw', NOW)).toThrow()
  expect(events(files)).toHaveLength(1)
})

test('a file that is busy is a refusal, not a failure, and keeps what stands there', async () => {
  const file = path.join(folder, 'busy.sqlite')
  const other = openConfidential(file)
  const files = { ...peopleFiles(), confidential: openConfidential(file, { waitMs: 20 }) }
  save(files, 'sanne', 'Een tolk')
  other.$client.exec('BEGIN IMMEDIATE')
  expect(save(files, 'sanne', 'nieuw')).toEqual({ ok: false, problem: 'busy' })
  expect(await clear(files, 'sanne')).toEqual({ ok: false, problem: 'busy' })
  expect(page(files, 'sanne')).toMatchObject({ arrangement: '', isKept: true, problem: 'busy' })
  other.$client.exec('ROLLBACK')
  expect(page(files, 'sanne').arrangement).toBe('Een tolk')
  for (const one of [files.confidential, other]) one.$client.close()
})

test('who steals the database reads nothing: of a thousand dossiers not one canary is in any of its files', () => {
  const file = path.join(folder, 'stolen.sqlite')
  const files: PortalFiles = {
    db: openDatabase(`${file}-main`),
    confidential: openConfidential(file),
    dataKeys: openDataKeyStore(`${file}-keys`),
  }
  // What is on the disk is not what this is about; syncing it three thousand times is slow.
  for (const one of Object.values(files)) one.$client.exec('PRAGMA synchronous = OFF')
  const seen = () =>
    ['', '-wal', '-shm', '-main', '-main-wal', '-main-shm', '-keys'].map((end) => readFileSync(file + end))
  const sanne = { id: '', grants: [{ role: 'employee', unitId: null, providerId: null }], system: null } as const
  inTransaction(files.db, (tx) => {
    const person = "INSERT INTO people (id, name, language, created_at, updated_at) VALUES (?, 'Iemand', 'nl', 0, 0)"
    const role = `INSERT INTO role_grants (id, person_id, role, starts_on, granted_by, created_at) VALUES (?, ?, 'employee', '2020-01-01', 'x', 0)`
    for (let number = 0; number < 1_000; number++) {
      prepared(tx, person).run(`person-${number}`)
      prepared(tx, role).run(`role-${number}`, `person-${number}`)
    }
  })
  for (let number = 0; number < 1_000; number++) {
    const actor = allow({ ...sanne, id: `person-${number}` }, 'access-needs.save-own')
    expect(saveAccessNeeds(files, keyring, actor, `${CANARY} ${number}`, NOW).ok).toBe(true)
  }
  const reader = allow({ ...sanne, id: 'person-7' }, 'access-needs.read-own')
  expect(findAccessNeedsPage(files, keyring, reader, READ, 'nl', NOW).arrangement).toBe(`${CANARY} 7`)
  const forms = [CANARY, CANARY.toUpperCase(), Buffer.from(CANARY).toString('base64').slice(0, -4)]
  const secret = keyring.keys[0]?.secret.export() ?? Buffer.alloc(0)
  for (const bytes of seen()) {
    for (const form of forms) expect(bytes.includes(form)).toBe(false)
    expect([bytes.includes(secret), bytes.includes(secret.toString('base64'))]).toEqual([false, false])
  }
  // The search itself sees what stands there in the clear.
  expect(seen().some((bytes) => bytes.includes('person-7'))).toBe(true)
  prepared(files.confidential, "UPDATE dossiers SET type = ? WHERE subject_id = 'person-7'").run(CANARY)
  expect(seen().some((bytes) => bytes.includes(CANARY))).toBe(true)
  for (const one of [files.db, files.confidential, files.dataKeys]) one.$client.close()
})

test('what nobody changed for a year is wiped on the day that the page names, and not before', () => {
  const files = peopleFiles()
  save(files, 'sanne', 'Een tolk')
  save(files, 'omar', 'Een lift', keyring, later(20 * A_DAY))
  expect(page(files, 'sanne').notice.until).toContain('1 februari 2028')
  const retention = asSystem('retention', 'access-needs.forget')
  expect(eraseOldAccessNeeds(files, retention, new Date('2028-01-31T22:59:00Z'))).toBe(0)
  expect(page(files, 'sanne').isKept).toBe(true)
  expect(eraseOldAccessNeeds(files, retention, new Date('2028-01-31T23:00:00Z'))).toBe(1)
  expect([page(files, 'sanne').isKept, page(files, 'omar').isKept]).toEqual([false, true])
  expect(events(files, 'access-needs.forget')).toMatchObject([{ actorId: 'system:retention', ground: 'retention' }])
  expect(dataKeyRows(files.dataKeys)).toHaveLength(1)
})

test('in the demo Sanne has written what she needs, by her own hand; without keys nobody has', () => {
  const files = peopleFiles()
  inTransaction(files.db, leaveAccessNeedsToSeed)
  prepareDemoAccessNeeds(files, NO_KEYS, readDemoPeople(), NOW)
  expect(page(files, 'sanne').isKept).toBe(false)
  prepareDemoAccessNeeds(files, keyring, readDemoPeople(), NOW)
  expect(page(files, 'sanne').arrangement).toContain('begane grond')
  expect(events(files, 'access-needs.save')).toMatchObject([
    { actorId: demoPerson(files.db, 'sanne').id, ground: 'own' },
  ])
})
