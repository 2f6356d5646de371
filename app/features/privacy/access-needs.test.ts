import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { allow, asSystem } from '#app/access/actor.ts'
import { seedAccessNeeds } from '#app/demo/demo-access-needs.server.ts'
import { readDemoPeople, seedPeople } from '#app/demo/demo-people.server.ts'
import { DEMO_HANDLES, type DemoHandle } from '#app/features/people/demo-people.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { type Keyring, NO_KEYS } from '#app/platform/crypto/keyring.server.ts'
import { type Db, openDatabase } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { auditEvents } from '#db/schema/audit.ts'
import { dataKeys, oldAccessNeeds } from '#db/schema/privacy.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { READ } from '#tests/support/deliberate-read.ts'
import { demoPerson } from '#tests/support/demo-person.ts'
import { testKeyring } from '#tests/support/keys.ts'
import { findAccessNeedsPage } from './access-needs.queries.server.ts'
import { LONGEST_ARRANGEMENT } from './access-needs-rules.ts'
import { clearAccessNeeds, eraseOldAccessNeeds } from './clear-access-needs.server.ts'
import { saveAccessNeeds } from './save-access-needs.server.ts'

const keyring = testKeyring()
const CANARY = 'kanarie-7f3a-zonder-trap'
const later = (ms: number) => new Date(Number(NOW) + ms)
const A_DAY = 86_400_000

const folder = mkdtempSync(path.join(tmpdir(), 'koers-needs-'))
afterAll(() => rmSync(folder, { recursive: true }))

function save(db: Db, handle: DemoHandle, text: string, keys: Keyring = keyring, now = NOW) {
  return saveAccessNeeds(db, keys, allow(demoPerson(db, handle), 'access-needs.save-own'), text, now)
}
function page(db: Db, handle: DemoHandle, keys: Keyring = keyring, now = NOW) {
  return findAccessNeedsPage(db, keys, allow(demoPerson(db, handle), 'access-needs.read-own'), READ, 'nl', now)
}
const clear = (db: Db, handle: DemoHandle) =>
  clearAccessNeeds(db, allow(demoPerson(db, handle), 'access-needs.save-own'), NOW)

function events(db: Db, action?: string) {
  const all = db.select().from(auditEvents).all()
  return action ? all.filter((event) => event.action === action) : all
}

test('what somebody needs is kept, read back whole, replaced, and wiped', () => {
  const db = peopleDatabase()
  expect(page(db, 'sanne')).toMatchObject({ arrangement: '', isKept: false, problem: null })
  expect(save(db, 'sanne', '  Een zaal zonder trap.\r\nEn een pauze na een uur. ♿  ')).toEqual({
    ok: true,
    value: 'kept',
  })
  expect(page(db, 'sanne')).toMatchObject({
    arrangement: 'Een zaal zonder trap.\nEn een pauze na een uur. ♿',
    isKept: true,
    problem: null,
  })
  save(db, 'sanne', 'Een tolk', keyring, later(1_000))
  expect(page(db, 'sanne').arrangement).toBe('Een tolk')
  expect(db.select().from(dataKeys).all()).toHaveLength(1)
  expect(clear(db, 'sanne')).toEqual({ ok: true, value: 'cleared' })
  expect(page(db, 'sanne')).toMatchObject({ arrangement: '', isKept: false })
  expect([db.select().from(oldAccessNeeds).all(), db.select().from(dataKeys).all()]).toEqual([[], []])
  // Wiping what is not there changes and tells nothing.
  const before = events(db).length
  expect(clear(db, 'sanne').ok).toBe(true)
  expect(events(db).length).toBe(before)
})

test('every change is one event that names the field and not what it says; wiping also tells that the key is destroyed', () => {
  const db = peopleDatabase()
  const sanne = demoPerson(db, 'sanne')
  const before = events(db).length
  save(db, 'sanne', CANARY)
  expect(events(db).slice(before)).toMatchObject([
    { action: 'access-needs.save', actorId: sanne.id, subjectId: sanne.id, fields: 'arrangement', ground: 'own' },
  ])
  clear(db, 'sanne')
  const told = events(db).slice(before + 1)
  expect(told.map(({ action }) => action)).toEqual(['access-needs.clear', 'data-key.destroy'])
  expect(new Set(told.map(({ operationId }) => operationId)).size).toBe(1)
  expect(JSON.stringify(events(db))).not.toContain(CANARY)
})

test('every reading is exactly one event, for everybody who reads; without anything to read there is none', () => {
  const db = peopleDatabase()
  for (const handle of DEMO_HANDLES) page(db, handle)
  expect(events(db, 'access-needs.read')).toEqual([])
  for (const handle of DEMO_HANDLES) save(db, handle, `voor ${handle}`)
  for (const [place, handle] of DEMO_HANDLES.entries()) {
    const before = events(db).length
    expect(page(db, handle).arrangement).toBe(`voor ${handle}`)
    expect(events(db).length).toBe(before + 1)
    expect(events(db, 'access-needs.read')).toHaveLength(place + 1)
  }
})

test('who has looked is told newest first, one’s own readings too, by function for others, and no further back than twenty', () => {
  const db = peopleDatabase()
  save(db, 'sanne', 'Een tolk')
  expect(page(db, 'sanne', keyring, later(60_000)).looks.list).toMatchObject([
    { who: 'jij', when: 'ma 1 februari 2027, 10:01' },
  ])
  const { looks } = page(db, 'sanne', keyring, later(120_000))
  expect(looks.list.map(({ when }) => when)).toEqual(['ma 1 februari 2027, 10:02', 'ma 1 februari 2027, 10:01'])
  for (let time = 0; time < 23; time++) page(db, 'sanne')
  const many = page(db, 'sanne').looks
  expect([many.list.length, many.more]).toEqual([20, 6])
  // Of somebody else's readings nothing is here, and of this nothing there.
  save(db, 'omar', 'Een lift')
  expect(page(db, 'omar').looks.list).toHaveLength(1)
})

test.each(LANGUAGES)('a reading by somebody else is told by their function (%s)', (language) => {
  const db = peopleDatabase()
  save(db, 'sanne', 'Een tolk')
  const sanne = demoPerson(db, 'sanne')
  // No role reads this of others yet; a later one will tell it like this.
  const at = { fields: 'arrangement', ground: 'role', result: 'done', payloadHash: '', operationId: 'x' } as const
  const last = events(db).at(-1)
  db.insert(auditEvents)
    .values({
      ...at,
      seq: (last?.seq ?? 0) + 1,
      at: Number(NOW),
      actorId: 'somebody',
      actorRoles: 'advisor,coordinator',
      action: 'access-needs.read',
      objectType: 'access-needs',
      objectId: sanne.id,
      subjectId: sanne.id,
      previousHash: last?.hash ?? '',
      hash: 'x',
    })
    .run()
  const looks = findAccessNeedsPage(db, keyring, allow(sanne, 'access-needs.read-own'), READ, language, NOW).looks
  const t = textsFor(language)
  expect(looks.list[1]?.who).toContain(t('people:role.advisor'))
  expect(looks.list[1]?.who).toContain(t('people:role.coordinator'))
})

test.each([
  ['', 'empty'],
  [' \n\t\u200b ', 'empty'],
  ['x'.repeat(LONGEST_ARRANGEMENT + 1), 'too-long'],
])('what says nothing or too much is refused by name: %j', (text, problem) => {
  const db = peopleDatabase()
  const before = events(db).length
  expect(save(db, 'sanne', text)).toEqual({ ok: false, problem })
  expect([events(db).length, page(db, 'sanne').isKept]).toEqual([before, false])
})

test('a thousand characters fit, as a browser counts them, line ends included', () => {
  const db = peopleDatabase()
  const text = `${'é'.repeat(499)}\r\n${'x'.repeat(500)}`
  expect(save(db, 'sanne', text).ok).toBe(true)
  expect(page(db, 'sanne').arrangement).toHaveLength(LONGEST_ARRANGEMENT)
})

test('without the key reading and writing are refused by name, the page still stands, and wiping works', () => {
  const db = peopleDatabase()
  expect(save(db, 'omar', 'Een lift', NO_KEYS)).toEqual({ ok: false, problem: 'locked' })
  expect(page(db, 'omar', NO_KEYS)).toMatchObject({ isKept: false, problem: null })
  save(db, 'sanne', 'Een tolk')
  const before = events(db).length
  for (const keys of [NO_KEYS, testKeyring('another')]) {
    expect(page(db, 'sanne', keys)).toMatchObject({ arrangement: '', isKept: true, problem: 'locked' })
    expect(save(db, 'sanne', 'nieuw', keys)).toEqual({ ok: false, problem: 'locked' })
  }
  expect(events(db).length).toBe(before)
  expect(page(db, 'sanne').arrangement).toBe('Een tolk')
  expect(clear(db, 'sanne').ok).toBe(true)
  expect(page(db, 'sanne', NO_KEYS)).toMatchObject({ isKept: false, problem: null })
})

test('what was moved to somebody else’s row, put back from before, or re-dated is damaged: refused, told, and never shown', () => {
  const db = peopleDatabase()
  save(db, 'sanne', 'van Sanne')
  save(db, 'omar', 'van Omar')
  const [sanne, omar] = [demoPerson(db, 'sanne').id, demoPerson(db, 'omar').id]
  const content = (id: string) =>
    prepared(db, 'SELECT arrangement FROM access_needs WHERE person_id = ?').pluck().get(id)
  const put = (id: string, value: unknown) =>
    prepared(db, 'UPDATE access_needs SET arrangement = ? WHERE person_id = ?').run(value, id)
  const before = content(sanne)
  put(sanne, content(omar))
  expect(page(db, 'sanne')).toMatchObject({ arrangement: '', problem: 'damaged' })
  put(sanne, before)
  save(db, 'sanne', 'van Sanne, nieuwer', keyring, later(5_000))
  put(sanne, before)
  expect(page(db, 'sanne').problem).toBe('damaged')
  expect(events(db, 'access-needs.read').map(({ result }) => result)).toEqual(['refused', 'refused'])
  expect(page(db, 'sanne').looks.list).toEqual([])
  prepared(db, 'UPDATE access_needs SET updated_at = updated_at + 1 WHERE person_id = ?').run(omar)
  expect(page(db, 'omar').problem).toBe('damaged')
})

test('a database that is busy is a refusal, not a failure', () => {
  const file = path.join(folder, 'busy.sqlite')
  const other = openDatabase(file)
  inTransaction(other, (tx) => {
    prepared(tx, "INSERT INTO units VALUES ('u', 'institution', NULL, 'u', 'u')").run()
    seedPeople(
      tx,
      readDemoPeople()
        .filter(({ handle }) => handle === 'sanne')
        .map((one) => ({ ...one, works: [] })),
      'x.example',
      NOW,
    )
  })
  const db = openDatabase(file, { waitMs: 20 })
  save(db, 'sanne', 'Een tolk')
  other.$client.exec('BEGIN IMMEDIATE')
  expect(save(db, 'sanne', 'nieuw')).toEqual({ ok: false, problem: 'busy' })
  expect(clear(db, 'sanne')).toEqual({ ok: false, problem: 'busy' })
  expect(page(db, 'sanne')).toMatchObject({ arrangement: '', isKept: true, problem: 'busy' })
  other.$client.exec('ROLLBACK')
  expect(page(db, 'sanne').arrangement).toBe('Een tolk')
  for (const one of [db, other]) one.$client.close()
})

test('who steals the database reads nothing: of a thousand dossiers not one canary is in any of its files', () => {
  const file = path.join(folder, 'stolen.sqlite')
  const db = openDatabase(file)
  const seen = () => ['', '-wal', '-shm'].map((end) => readFileSync(file + end))
  inTransaction(db, (tx) => {
    const add = prepared(
      tx,
      "INSERT INTO people (id, name, language, created_at, updated_at) VALUES (?, 'Iemand', 'nl', 0, 0)",
    )
    for (let number = 0; number < 1_000; number++) add.run(`person-${number}`)
  })
  const sanne = { id: '', grants: [{ role: 'employee', unitId: null, providerId: null }], system: null } as const
  for (let number = 0; number < 1_000; number++) {
    const actor = allow({ ...sanne, id: `person-${number}` }, 'access-needs.save-own')
    expect(saveAccessNeeds(db, keyring, actor, `${CANARY} ${number}`, NOW).ok).toBe(true)
  }
  const reader = allow({ ...sanne, id: 'person-7' }, 'access-needs.read-own')
  expect(findAccessNeedsPage(db, keyring, reader, READ, 'nl', NOW).arrangement).toBe(`${CANARY} 7`)
  const forms = [CANARY, CANARY.toUpperCase(), Buffer.from(CANARY).toString('base64').slice(0, -4)]
  const secret = keyring.keys[0]?.secret.export() ?? Buffer.alloc(0)
  for (const bytes of seen()) {
    for (const form of forms) expect(bytes.includes(form)).toBe(false)
    expect([bytes.includes(secret), bytes.includes(secret.toString('base64'))]).toEqual([false, false])
  }
  // The search itself sees what stands there in the clear.
  expect(seen().some((bytes) => bytes.includes('person-7'))).toBe(true)
  prepared(db, "UPDATE people SET name = ? WHERE id = 'person-7'").run(CANARY)
  expect(seen().some((bytes) => bytes.includes(CANARY))).toBe(true)
  db.$client.close()
})

test('what nobody changed for a year is wiped on the day that the page names, and not before', () => {
  const db = peopleDatabase()
  save(db, 'sanne', 'Een tolk')
  save(db, 'omar', 'Een lift', keyring, later(20 * A_DAY))
  expect(page(db, 'sanne').notice.until).toContain('1 februari 2028')
  const retention = asSystem('retention', 'access-needs.forget')
  expect(eraseOldAccessNeeds(db, retention, new Date('2028-01-31T22:59:00Z'))).toBe(0)
  expect(page(db, 'sanne').isKept).toBe(true)
  expect(eraseOldAccessNeeds(db, retention, new Date('2028-01-31T23:00:00Z'))).toBe(1)
  expect([page(db, 'sanne').isKept, page(db, 'omar').isKept]).toEqual([false, true])
  expect(events(db, 'access-needs.forget')).toMatchObject([{ actorId: 'system:retention', ground: 'retention' }])
  expect(db.select().from(dataKeys).all()).toHaveLength(1)
})

test('in the demo Sanne has written what she needs, by her own hand; without keys nobody has', () => {
  const db = peopleDatabase()
  inTransaction(db, (tx) => seedAccessNeeds(tx, NO_KEYS, readDemoPeople(), NOW))
  expect(page(db, 'sanne').isKept).toBe(false)
  inTransaction(db, (tx) => seedAccessNeeds(tx, keyring, readDemoPeople(), NOW))
  expect(page(db, 'sanne').arrangement).toContain('begane grond')
  expect(events(db, 'access-needs.save')).toMatchObject([{ actorId: demoPerson(db, 'sanne').id, ground: 'own' }])
})
