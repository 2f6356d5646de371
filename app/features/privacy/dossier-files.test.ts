import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type Actor, allow, asSystem } from '#app/access/actor.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import { dataKeyRows } from '#app/platform/crypto/data-keys.server.ts'
import { finishErasing } from '#app/platform/dossiers/erase-dossier.server.ts'
import { countOrphans } from '#app/platform/dossiers/orphans.server.ts'
import { openConfidential } from '#db/confidential/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { NOW } from '#tests/support/database.ts'
import { READ } from '#tests/support/deliberate-read.ts'
import { ciphertextOf, closeFiles, filesIn, foundIn, killedAtEach } from '#tests/support/dossier-files.ts'
import { testKeyring } from '#tests/support/keys.ts'
import { seeded, tries } from '#tests/support/random.ts'
import { findAccessNeedsPage } from './access-needs.queries.server.ts'
import { clearAccessNeeds, eraseOldAccessNeeds } from './clear-access-needs.server.ts'
import { saveAccessNeeds } from './save-access-needs.server.ts'

process.env.LOG_LEVEL ??= 'silent'
const root = mkdtempSync(path.join(tmpdir(), 'koers-dossiers-'))
afterAll(() => rmSync(root, { recursive: true }))

const keyring = testKeyring()
const NONE: Actor = { id: '', grants: [{ role: 'employee', unitId: null, providerId: null }], system: null }
const somebody = (id: string) => ({ ...NONE, id })
const ALL = ['sanne', 'omar', 'jan']

function save(files: PortalFiles, id: string, text: string, now = NOW) {
  return saveAccessNeeds(files, keyring, allow(somebody(id), 'access-needs.save-own'), text, now)
}
const clear = (files: PortalFiles, id: string) =>
  clearAccessNeeds(files, allow(somebody(id), 'access-needs.save-own'), NOW)

function read(files: PortalFiles, id: string): string {
  const actor = allow(somebody(id), 'access-needs.read-own')
  const page = findAccessNeedsPage(files, keyring, actor, READ, 'nl', NOW)
  return page.problem ?? (page.isKept ? page.arrangement : 'nothing')
}

/** Everything sealed that stands in the files now: texts and wrapped keys of this person's dossier, or of all. */
function sealedIn(files: PortalFiles, id = '%'): Buffer[] {
  const texts = prepared(
    files.confidential,
    'SELECT arrangement FROM access_needs WHERE dossier_id IN (SELECT id FROM dossiers WHERE subject_id LIKE ?)',
  ).pluck()
  const dossiers = prepared(files.confidential, 'SELECT id FROM dossiers WHERE subject_id LIKE ?').pluck().all(id)
  const keys = dataKeyRows(files.dataKeys).filter(({ dossierId }) => dossiers.includes(dossierId))
  return [...(texts.all(id) as Buffer[]), ...keys.map(({ wrapped }) => wrapped)].map(ciphertextOf)
}

/** Somebody with the role of employee, as the main file knows them. */
function addEmployee({ db }: PortalFiles, id: string): void {
  prepared(db, "INSERT INTO people (id, name, language, created_at, updated_at) VALUES (?, 'Iemand', 'nl', 0, 0)").run(
    id,
  )
  prepared(
    db,
    "INSERT INTO role_grants (id, person_id, role, starts_on, granted_by, created_at) VALUES ('g' || ?, ?, 'employee', '2020-01-01', 'x', 0)",
  ).run(id, id)
}

function folderWith(name: string, ...people: string[]): string {
  const folder = path.join(root, name)
  mkdirSync(folder)
  const files = filesIn(folder)
  for (const id of ALL) addEmployee(files, id)
  for (const id of people) save(files, id, `van ${id}`)
  closeFiles(files)
  return folder
}

test('after “cleared” not a piece of ciphertext or wrapped key is in any file, also not of what was written over: 200 of 200', async () => {
  const folder = folderWith('clear')
  const files = filesIn(folder)
  const random = seeded(6)
  for (let number = 0; number < 60; number++) {
    addEmployee(files, `other-${number}`)
    save(files, `other-${number}`, 'x'.repeat(1 + Math.floor(random() * 900)))
  }
  const gone: Buffer[] = []
  let clean = 0
  for (let time = 0; time < tries(200); time++) {
    const id = `person-${time}`
    addEmployee(files, id)
    const own: Buffer[] = []
    const writes = 1 + Math.floor(random() * 3)
    for (let write = 0; write < writes; write++) {
      save(files, id, 'tekst '.repeat(1 + Math.floor(random() * 150)), new Date(Number(NOW) + write))
      own.push(...sealedIn(files, id))
    }
    expect(foundIn(folder, sealedIn(files, id))).toBe(2)
    expect(await clear(files, id)).toEqual({ ok: true, value: 'cleared' })
    if (foundIn(folder, own) === 0) clean++
    gone.push(...own)
    expect(read(files, id)).toBe('nothing')
  }
  expect([clean, foundIn(folder, gone)]).toEqual([tries(200), 0])
  closeFiles(files)
}, 300_000)

test('while somebody reads, what is cleared is unreadable at once and said to be erased later; the job then leaves nothing', async () => {
  const folder = folderWith('reader', ...ALL)
  const files = filesIn(folder)
  const reader = openConfidential(path.join(folder, 'confidential.sqlite'))
  const gone = sealedIn(files, 'sanne')
  reader.$client.exec('BEGIN')
  prepared(reader, 'SELECT count(*) FROM dossiers').get()
  expect(await clear(files, 'sanne')).toEqual({ ok: true, value: 'erasing' })
  const page = findAccessNeedsPage(files, keyring, allow(somebody('sanne'), 'access-needs.read-own'), READ, 'nl', NOW)
  expect(page).toMatchObject({ isKept: false, isBeingErased: true, problem: null })
  // Only the reader's older pages hold it: the key that opens it is in no file.
  expect(foundIn(folder, gone, /keys/)).toBe(0)
  reader.$client.exec('COMMIT')
  expect(finishErasing(files)).toBe(true)
  expect(foundIn(folder, gone)).toBe(0)
  expect([read(files, 'sanne'), read(files, 'omar')]).toEqual(['nothing', 'van omar'])
  reader.$client.close()
  closeFiles(files)
})

test('killed at each step of erasing: before the mark all is readable, after it nothing, and the next start leaves nothing', async () => {
  const folder = folderWith('erase', ...ALL)
  const before = filesIn(folder)
  const gone = sealedIn(before, 'sanne')
  closeFiles(before)
  const seen = new Set<string>()
  const points = await killedAtEach(
    folder,
    async (files) => {
      await clear(files, 'sanne')
    },
    (killed, at) => {
      const files = filesIn(killed)
      const marked = Number(prepared(files.confidential, 'SELECT count(*) FROM erasures').pluck().get()) > 0
      const text = read(files, 'sanne')
      expect(['van sanne', 'nothing'], `killed at ${at}`).toContain(text)
      if (marked) expect(text).toBe('nothing')
      expect(finishErasing(files)).toBe(true)
      expect(read(files, 'sanne'), `killed at ${at}`).toBe(text)
      if (text === 'nothing') expect(foundIn(killed, gone), `killed at ${at}`).toBe(0)
      for (const id of ['omar', 'jan']) expect(read(files, id)).toBe(`van ${id}`)
      expect(countOrphans(files)).toMatchObject({ dossiersWithoutKey: 0, keysWithoutDossier: 0 })
      seen.add(`${text} ${marked}`)
      closeFiles(files)
    },
  )
  expect(points).toBeGreaterThan(15)
  expect([...seen].sort()).toEqual(['nothing false', 'nothing true', 'van sanne false'])
})

test.each([
  ['the first time', [], ['nothing', 'nieuw']],
  ['over what stood there', ['sanne'], ['van sanne', 'nieuw']],
])(
  'killed at each step of sealing, %s: the text of before or the new one, never one without its key',
  async (_when, people, expected) => {
    const folder = folderWith(`seal-${people.length}`, 'omar', ...people)
    const seen = new Set<string>()
    const points = await killedAtEach(
      folder,
      (files) => void save(files, 'sanne', 'nieuw', new Date(Number(NOW) + 1)),
      (killed) => {
        const files = filesIn(killed)
        seen.add(read(files, 'sanne'))
        expect(read(files, 'omar')).toBe('van omar')
        expect(countOrphans(files).dossiersWithoutKey).toBe(0)
        // Begun anew it works, whatever is left of the first time.
        expect(save(files, 'sanne', 'opnieuw', new Date(Number(NOW) + 2)).ok).toBe(true)
        expect(read(files, 'sanne')).toBe('opnieuw')
        closeFiles(files)
      },
    )
    expect(points).toBeGreaterThan(8)
    expect([...seen].sort()).toEqual([...expected].sort())
  },
)

test('an older file put back damages no other: what has no key is locked and kept, and opens when the newer file is back', async () => {
  const older = folderWith('older', 'omar')
  const newer = path.join(root, 'newer')
  cpSync(older, newer, { recursive: true })
  const first = filesIn(newer)
  save(first, 'sanne', 'van sanne')
  closeFiles(first)
  const put = (file: string, from: string, to: string) => {
    for (const end of ['', '-wal', '-shm']) rmSync(path.join(to, file + end), { force: true })
    cpSync(path.join(from, file), path.join(to, file))
  }
  const mixed = path.join(root, 'mixed')
  cpSync(newer, mixed, { recursive: true })

  put('data-keys.sqlite', older, mixed)
  const lacking = filesIn(mixed)
  expect([read(lacking, 'sanne'), read(lacking, 'omar')]).toEqual(['locked', 'van omar'])
  expect(countOrphans(lacking)).toMatchObject({ dossiersWithoutKey: 1, keysWithoutDossier: 0 })
  // Neither a start nor the retention takes for erased what nobody marked.
  expect(finishErasing(lacking)).toBe(true)
  eraseOldAccessNeeds(lacking, asSystem('retention', 'access-needs.forget'), NOW)
  closeFiles(lacking)
  put('data-keys.sqlite', newer, mixed)
  const back = filesIn(mixed)
  expect([read(back, 'sanne'), read(back, 'omar')]).toEqual(['van sanne', 'van omar'])
  closeFiles(back)

  put('confidential.sqlite', older, mixed)
  const without = filesIn(mixed)
  expect([read(without, 'sanne'), read(without, 'omar')]).toEqual(['nothing', 'van omar'])
  expect(countOrphans(without)).toMatchObject({ dossiersWithoutKey: 0, keysWithoutDossier: 1 })
  expect(finishErasing(without)).toBe(true)
  closeFiles(without)
  put('confidential.sqlite', newer, mixed)
  const whole = filesIn(mixed)
  expect([read(whole, 'sanne'), countOrphans(whole)]).toEqual([
    'van sanne',
    { dossiersWithoutKey: 0, keysWithoutDossier: 0, dossiersWithoutPerson: 0, relationsWithoutPerson: 0 },
  ])
  closeFiles(whole)
})
