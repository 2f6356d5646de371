import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type ConfidentialDb, openConfidential } from '#db/confidential/open.server.ts'
import { openDataKeyStore } from '#db/data-keys-store.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { notesOf } from '#tests/support/notes.ts'
import { dataKeyRows, makeDataKey } from './data-keys.server.ts'
import { destroyMarkedKeys, strikeOut } from './strike-out.server.ts'
import { textIdOf } from './version-chain.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-strike-'))
afterAll(() => rmSync(folder, { recursive: true }))

const MARK = '[verwijderd op 1 februari 2027]'
const LATER = new Date(Number(NOW) + 60_000)
const PASSAGE = 'over mijn gezondheid'

type Notes = ReturnType<typeof notesOf>
let folders = 0

/** Notes in files of their own. */
function notesInFiles() {
  const own = path.join(folder, String(++folders))
  const file = path.join(own, 'confidential.sqlite')
  const confidential = openConfidential(file)
  const dataKeys = openDataKeyStore(path.join(own, 'data-keys.sqlite'))
  return { own, file, notes: notesOf({ confidential, dataKeys }) }
}

function strike(notes: Notes, note: ReturnType<Notes['note']>, ...passages: string[]) {
  const what = { text: note, passages, mark: MARK }
  return strikeOut(notes.files, notes.keyring, notes.prove(note), what, { action: 'access-needs.save' }, LATER)
}
const texts = (notes: Notes, note: ReturnType<Notes['note']>, count: number) =>
  Array.from({ length: count }, (_, place) => notes.open(note, place + 1)).map((text) =>
    text.ok ? text.value : text.problem,
  )

function three(notes: Notes) {
  const note = notes.note('a')
  notes.save(note, `we spraken ${PASSAGE} en over taken`)
  notes.save(note, 'alleen over taken')
  notes.save(note, `${PASSAGE}, ${PASSAGE}`)
  return note
}

test('a passage is struck out of every version; in its place stands when, and the others stay as they were', () => {
  const notes = notesOf()
  const note = three(notes)
  const other = notes.note('b')
  notes.save(other, `ook ${PASSAGE}`)
  expect(strike(notes, note, PASSAGE)).toEqual({ ok: true, value: 'struck' })
  expect(texts(notes, note, 3)).toEqual([`we spraken ${MARK} en over taken`, 'alleen over taken', `${MARK}, ${MARK}`])
  expect(notes.rows().map(({ struck_at, saved_at }) => [struck_at, saved_at])).toEqual([
    [Number(LATER), Number(NOW)],
    [null, Number(NOW)],
    [Number(LATER), Number(NOW)],
    [null, Number(NOW)],
  ])
  // Another text of the dossier has keys of its own.
  expect(notes.open(other)).toEqual({ ok: true, value: `ook ${PASSAGE}` })
  expect(notes.save(note, 'verder')).toEqual({ ok: true, value: 4 })
  expect(texts(notes, note, 4)[3]).toBe('verder')
  expect(strike(notes, note, 'taken')).toEqual({ ok: true, value: 'struck' })
  expect(texts(notes, note, 4)).toEqual([
    `we spraken ${MARK} en over ${MARK}`,
    `alleen over ${MARK}`,
    `${MARK}, ${MARK}`,
    'verder',
  ])
})

test('the log says that something was struck out and when, and nothing of what', () => {
  const notes = notesOf()
  const note = three(notes)
  strike(notes, note, PASSAGE)
  const events = prepared(notes.files.confidential, 'SELECT * FROM confidential_events').all() as Array<
    Record<string, unknown>
  >
  expect(events.at(-1)).toMatchObject({ at: Number(LATER), version: 3, actor_id: note.subjectId, fields: 'content' })
  expect(JSON.stringify(events)).not.toContain('gezondheid')
})

test.each([
  ['a passage that stands nowhere', ['iets anders']],
  ['no passage', []],
  ['an empty passage', ['']],
])('%s is refused, and nothing changes', (_, passages) => {
  const notes = notesOf()
  const note = three(notes)
  const before = [notes.rows(), dataKeyRows(notes.files.dataKeys).map(({ id }) => id)]
  expect(strike(notes, note, ...passages)).toEqual({ ok: false, problem: 'not-found' })
  expect([notes.rows(), dataKeyRows(notes.files.dataKeys).map(({ id }) => id)]).toEqual(before)
})

test('without keys, by somebody else, or of rows that were put back, nothing is struck out', () => {
  const notes = notesOf()
  const note = three(notes)
  const what = { text: note, passages: [PASSAGE], mark: MARK }
  const entry = { action: 'access-needs.save' } as const
  const keys = () => dataKeyRows(notes.files.dataKeys).length
  expect(strikeOut(notes.files, { keys: [] }, notes.prove(note), what, entry, NOW)).toEqual({
    ok: false,
    problem: 'locked',
  })
  expect(strikeOut(notes.files, notes.keyring, () => null, what, entry, NOW)).toEqual({
    ok: false,
    problem: 'not-found',
  })
  const whole = notes.rows()
  notes.put(whole.slice(0, 2))
  expect(strike(notes, note, PASSAGE)).toEqual({ ok: false, problem: 'damaged' })
  notes.put(whole)
  expect([texts(notes, note, 3)[0], keys()]).toEqual([`we spraken ${PASSAGE} en over taken`, 1])
})

/** Every file of a folder, byte by byte. */
const bytesIn = (own: string) => readdirSync(own).map((name) => readFileSync(path.join(own, name)))

test('0 bytes are left: neither the sealed bytes of before nor their wrapped key is in any file, and an older copy opens nowhere', () => {
  const { own, file, notes } = notesInFiles()
  const note = three(notes)
  prepared(notes.files.confidential, 'PRAGMA wal_checkpoint(TRUNCATE)').get()
  const backup = path.join(folder, `backup-${folders}.sqlite`)
  copyFileSync(file, backup)
  const before = notes.rows().map(({ content }) => content)
  const [key] = dataKeyRows(notes.files.dataKeys)
  expect(strike(notes, note, PASSAGE)).toEqual({ ok: true, value: 'struck' })
  const marks = (row: Buffer) => row.subarray(45, 120)
  for (const bytes of bytesIn(own)) {
    expect(before.filter((row) => bytes.includes(marks(row)))).toEqual([])
    expect(bytes.includes(key?.wrapped ?? 'no key')).toBe(false)
    expect(bytes.includes('gezondheid')).toBe(false)
  }
  // The search sees what is there.
  expect(bytesIn(own).some((bytes) => bytes.includes(marks(notes.rows()[0]?.content ?? Buffer.alloc(200))))).toBe(true)
  // The file for confidences of before, with the keys of now.
  const old = notesOf(
    { confidential: openConfidential(backup), dataKeys: notes.files.dataKeys },
    notes.main,
    notes.keyring,
  )
  expect(old.rows().map(({ content }) => content)).toEqual(before)
  expect(texts(old, old.note('a'), 3)).toEqual(['locked', 'locked', 'locked'])
  expect(notes.files.dataKeys.$client.inTransaction).toBe(false)
})

class Killed extends Error {}

/** Makes the work fail at its so-and-so-manieth statement on either file, as a kill would; answers whether it came that far. */
function killedAt(step: number, notes: Notes, work: () => void): boolean {
  let count = 0
  const clients = [notes.files.confidential.$client, notes.files.dataKeys.$client]
  const before = clients.map((client) => client.prepare)
  for (const client of clients) {
    const prepare = client.prepare.bind(client)
    client.prepare = ((sql: string) => {
      if (/^\s*(INSERT|UPDATE|DELETE|PRAGMA wal)/i.test(sql) && ++count === step) throw new Killed()
      return prepare(sql)
    }) as typeof client.prepare
  }
  try {
    work()
    return false
  } catch (error) {
    if (!(error instanceof Killed)) throw error
    return true
  } finally {
    for (const [place, client] of clients.entries()) client.prepare = before[place] as typeof client.prepare
  }
}

test('killed at any step nothing is lost and nothing is half struck out; begun again it is done, and one key is left', () => {
  const main = peopleDatabase()
  let steps = 0
  for (let step = 1; ; step++) {
    const notes = notesOf(undefined, main)
    const note = three(notes)
    const whole = texts(notes, note, 3)
    if (!killedAt(step, notes, () => void strike(notes, note, PASSAGE))) break
    steps++
    const after = texts(notes, note, 3)
    const isStruck = after[0] !== whole[0]
    expect(after, String(step)).toEqual(
      isStruck ? [`we spraken ${MARK} en over taken`, 'alleen over taken', `${MARK}, ${MARK}`] : whole,
    )
    expect(notes.save(note, 'verder').ok).toBe(true)
    destroyMarkedKeys(notes.files)
    expect(texts(notes, note, 4)[3]).toBe('verder')
    if (!isStruck) expect(strike(notes, note, PASSAGE).ok).toBe(true)
    expect(texts(notes, note, 4)).toEqual([
      `we spraken ${MARK} en over taken`,
      'alleen over taken',
      `${MARK}, ${MARK}`,
      'verder',
    ])
    expect(dataKeyRows(notes.files.dataKeys), String(step)).toHaveLength(1)
    expect(prepared(notes.files.confidential, 'SELECT count(*) FROM keys_to_destroy').pluck().get()).toBe(0)
  }
  expect(steps).toBeGreaterThan(8)
})

/** Does something of another process just before the transaction that seals. */
function beforeSealing(db: ConfidentialDb, other: () => void): void {
  const prepare = db.$client.prepare.bind(db.$client)
  const transaction = db.$client.transaction.bind(db.$client)
  db.$client.transaction = ((work: () => unknown) => {
    db.$client.transaction = transaction
    db.$client.prepare = prepare
    other()
    return transaction(work)
  }) as typeof db.$client.transaction
}

test('another strike, or a new version, between the fresh key and the sealing: nothing is sealed with a key that goes', () => {
  for (const between of ['strike', 'save', 'key'] as const) {
    const notes = notesOf()
    const note = three(notes)
    beforeSealing(notes.files.confidential, () => {
      if (between === 'strike') expect(strike(notes, note, 'taken').ok).toBe(true)
      else if (between === 'save') notes.save(note, `nog eens ${PASSAGE}`)
      else makeDataKey(notes.files.dataKeys, notes.keyring, note.record, NOW, textIdOf(note))
    })
    expect(strike(notes, note, PASSAGE)).toEqual({ ok: true, value: 'struck' })
    for (const text of texts(notes, note, 3)) expect(text, between).not.toMatch(/gezondheid|locked|damaged/)
    expect(dataKeyRows(notes.files.dataKeys)).toHaveLength(1)
  }
})

test('a save whose key was marked in between takes the key that stays', () => {
  const notes = notesOf()
  const note = three(notes)
  beforeSealing(notes.files.confidential, () => expect(strike(notes, note, PASSAGE).ok).toBe(true))
  expect(notes.save(note, 'verder').ok).toBe(true)
  destroyMarkedKeys(notes.files)
  expect(texts(notes, note, 4)).toEqual([
    `we spraken ${MARK} en over taken`,
    'alleen over taken',
    `${MARK}, ${MARK}`,
    'verder',
  ])
})

test('a text under the key of its dossier is not struck out: its key seals other texts too', () => {
  const notes = notesOf()
  const note = three(notes)
  const shared = { ...note, of: { ...note.of, key: 'dossier' } } as const
  expect(() => strike(notes, shared, PASSAGE)).toThrow('keys of its own')
  expect(texts(notes, note, 1)[0]).toContain(PASSAGE)
})
