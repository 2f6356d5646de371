import { expect, test } from 'vitest'
import { allowOn } from '#app/features/people/allow-on.server.ts'
import { type ConfidentialTx, inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { NOW } from '#tests/support/database.ts'
import { testKeyring } from '#tests/support/keys.ts'
import { NOTES, type NoteRow, notesOf } from '#tests/support/notes.ts'
import { oneOf, seeded, tries } from '#tests/support/random.ts'
import { openText, saveText, versionsOf } from './versions.server.ts'

const later = (ms: number) => new Date(Number(NOW) + ms)
const DAMAGED = { ok: false, problem: 'damaged' }

type Notes = ReturnType<typeof notesOf>
function events({ files }: Notes) {
  return prepared(files.confidential, 'SELECT * FROM confidential_events ORDER BY seq').all() as Array<
    Record<string, unknown>
  >
}

test('versions follow one another, each stays readable, and the log names number, hash and who, never what', () => {
  const notes = notesOf()
  const note = notes.note('a')
  const texts = ['eerste afspraak', 'tweede afspraak', 'kanarie, derde afspraak']
  for (const [place, text] of texts.entries())
    expect(notes.save(note, text, later(place * 1_000))).toEqual({ ok: true, value: place + 1 })
  for (const [place, text] of texts.entries()) expect(notes.open(note, place + 1)).toEqual({ ok: true, value: text })
  expect(notes.open(note)).toEqual({ ok: true, value: texts[2] })
  const rows = notes.rows()
  expect(rows.map(({ version_number }) => version_number)).toEqual([1, 2, 3])
  const saved = events(notes).filter(({ version }) => version !== null)
  expect(saved).toMatchObject([
    { version: 1, text_id: 'notes.content:a', ground: 'own', fields: 'content', version_hash: rows[1]?.previous_hash },
    { version: 2, version_hash: rows[2]?.previous_hash },
    { version: 3, version_hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ])
  expect(JSON.stringify(events(notes))).not.toContain('afspraak')
  expect(events(notes).filter(({ version }) => version === null)).toHaveLength(4)
})

test('who saved which version and when is told without opening it', () => {
  const notes = notesOf()
  const note = notes.note('a')
  notes.save(note, 'een')
  notes.save(note, 'twee', later(5_000))
  const before = events(notes).length
  const list = inConfidentialTransaction(notes.files.confidential, (tx) => {
    const owner = { id: note.subjectId, grants: [], system: null }
    const allowed = allowOn(notes.main, tx, owner, 'access-needs.read-own', note.record, NOW)
    return allowed ? versionsOf(tx, allowed, note) : []
  })
  expect(list).toMatchObject([
    { number: 1, savedAt: Number(NOW), savedBy: note.subjectId, struckAt: null },
    { number: 2, savedAt: Number(NOW) + 5_000 },
  ])
  expect(JSON.stringify(list)).not.toMatch(/sealed|content/)
  expect(events(notes)).toHaveLength(before)
})

test('where only the current version is kept, the one before is gone from the table, and its row does not open again', () => {
  const notes = notesOf()
  const note = notes.note('a', 'sanne', { ...NOTES, keeps: 'current' })
  notes.save(note, 'eerste')
  const first = notes.rows()
  notes.save(note, 'tweede')
  expect(notes.rows()).toHaveLength(1)
  expect(notes.open(note)).toEqual({ ok: true, value: 'tweede' })
  const second = notes.rows()
  // Its moment, its place in the chain, its sealed bytes: everything is as it was.
  notes.put(first)
  expect(notes.open(note)).toEqual(DAMAGED)
  notes.put([...first, ...second])
  expect(notes.open(note)).toEqual(DAMAGED)
  // What was put there does not become part of the chain: the next version follows on what the log says.
  notes.put(first)
  expect(notes.save(note, 'derde')).toEqual({ ok: true, value: 3 })
  expect([notes.open(note), notes.rows()]).toMatchObject([{ ok: true, value: 'derde' }, [{ version_number: 3 }]])
})

test('an old state of all rows put back does not open and is not built upon', () => {
  const notes = notesOf()
  const note = notes.note('a')
  for (const text of ['een', 'twee']) notes.save(note, text)
  const before = notes.rows()
  notes.save(note, 'drie')
  notes.put(before)
  for (const number of [1, 2, 'last'] as const) expect(notes.open(note, number)).toEqual(DAMAGED)
  expect(notes.save(note, 'vier')).toEqual(DAMAGED)
  expect(notes.rows()).toEqual(before)
  notes.put([])
  expect([notes.open(note), notes.save(note, 'vier')]).toEqual([DAMAGED, DAMAGED])
  expect(events(notes).filter(({ result }) => result === 'refused')).toHaveLength(4)
})

test('without keys, or with other keys, it is locked, nothing is told, and nothing is lost', () => {
  const notes = notesOf()
  const note = notes.note('a')
  notes.save(note, 'een')
  const before = events(notes).length
  for (const keyring of [{ keys: [] }, testKeyring('other')])
    expect(notes.open(note, 'last', { ...notes.keys, keyring })).toEqual({ ok: false, problem: 'locked' })
  expect(events(notes)).toHaveLength(before)
  expect(notes.open(note).ok).toBe(true)
})

test('an event of the log that was changed anchors nothing', () => {
  const notes = notesOf()
  const note = notes.note('a')
  notes.save(note, 'een')
  const before = notes.rows()
  notes.save(note, 'twee')
  notes.put(before)
  const db = notes.files.confidential.$client
  // Somebody makes the log say that the first version is the last one.
  db.exec(`DROP TRIGGER confidential_events_never_changed; UPDATE confidential_events SET version = 1, version_hash =
    (SELECT version_hash FROM confidential_events WHERE seq = 1) WHERE seq = 2`)
  expect(notes.open(note)).toEqual(DAMAGED)
})

/** Three notes of two people with some versions each, and everything that can be put elsewhere. */
function manyNotes() {
  const notes = notesOf()
  const all = [notes.note('a'), notes.note('b'), notes.note('c', 'omar')]
  const past: NoteRow[][] = []
  for (let version = 1; version <= 4; version++) {
    for (const note of all) notes.save(note, `versie ${version} van ${note.id}`, later(version * 1_000))
    past.push(notes.rows())
  }
  return { notes, all, past, whole: notes.rows() }
}

const of = (rows: ReadonlyArray<NoteRow>, id: string) => rows.filter(({ note_id }) => note_id === id)
const others = (rows: ReadonlyArray<NoteRow>, id: string) => rows.filter(({ note_id }) => note_id !== id)
const renumbered = (rows: ReadonlyArray<NoteRow>) => rows.map((row, place) => ({ ...row, version_number: place + 1 }))

type Attack = (rows: NoteRow[], past: NoteRow[][], random: () => number) => NoteRow[]

/** What somebody who can write the file does to the rows of note `a`; each leaves numbers and hashes as consistent as it can. */
const ATTACKS: Readonly<Record<string, Attack>> = {
  'the end cut off': (rows, _, random) => [
    ...of(rows, 'a').slice(0, 1 + Math.floor(random() * 3)),
    ...others(rows, 'a'),
  ],
  'the beginning cut off': (rows, _, random) => [
    ...of(rows, 'a').slice(1 + Math.floor(random() * 3)),
    ...others(rows, 'a'),
  ],
  'one from the middle gone, the rest moved up': (rows, _, random) => {
    const mine = of(rows, 'a')
    mine.splice(Math.floor(random() * 3), 1)
    return [...renumbered(mine), ...others(rows, 'a')]
  },
  'two versions swapped': (rows, _, random) => {
    const mine = of(rows, 'a')
    const [i, j] = [Math.floor(random() * 2), 2 + Math.floor(random() * 2)]
    const contents = mine.map(({ content }) => content)
    const columns = random() < 0.5 ? (at: number) => ({ content: contents[at] }) : (at: number) => ({ ...mine[at] })
    return [
      ...mine.map((row, at) => {
        const other = at === i ? j : at === j ? i : at
        return { ...row, ...columns(other), version_number: row.version_number } as NoteRow
      }),
      ...others(rows, 'a'),
    ]
  },
  'a version of another note': (rows, _, random) => {
    const mine = of(rows, 'a')
    const from = of(rows, oneOf(random, ['b', 'c']))
    const at = Math.floor(random() * 4)
    mine[at] = { ...(from[at] as NoteRow), note_id: 'a' }
    return [...mine, ...others(rows, 'a')]
  },
  'all versions of another note': (rows, _, random) => [
    ...of(rows, oneOf(random, ['b', 'c'])).map((row) => ({ ...row, note_id: 'a' })),
    ...others(rows, 'a'),
  ],
  'an older state of the note': (rows, past, random) => [
    ...of(oneOf(random, past.slice(0, -1)), 'a'),
    ...others(rows, 'a'),
  ],
  'an old version as the newest one': (rows, _, random) => {
    const mine = of(rows, 'a')
    const old = mine[Math.floor(random() * 3)] as NoteRow
    const last = mine.at(-1) as NoteRow
    const extra = {
      ...old,
      version_number: random() < 0.5 ? 5 : 4,
      previous_hash: oneOf(random, [last.previous_hash, old.previous_hash]),
    }
    return [
      ...mine.filter(({ version_number }) => version_number !== extra.version_number),
      extra,
      ...others(rows, 'a'),
    ]
  },
  'what a row says changed': (rows, _, random) => {
    const mine = of(rows, 'a')
    const at = Math.floor(random() * 4)
    const change = oneOf(random, [
      { saved_at: 7 },
      { saved_by: 'somebody else' },
      { struck_at: 7 },
      { previous_hash: 'f'.repeat(64) },
    ])
    mine[at] = { ...(mine[at] as NoteRow), ...change }
    return [...mine, ...others(rows, 'a')]
  },
  'a bit of the sealed bytes turned over': (rows, _, random) => {
    const mine = of(rows, 'a')
    const at = Math.floor(random() * 4)
    const row = mine[at] as NoteRow
    const content = Buffer.from(row.content)
    const bit = Math.floor(random() * content.length * 8)
    content[bit >> 3] = (content[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    mine[at] = { ...row, content }
    return [...mine, ...others(rows, 'a')]
  },
}

test('rows swapped, cut off, put back from before or changed: none opens, 2,000 of 2,000', () => {
  const { notes, all, past, whole } = manyNotes()
  const random = seeded(21)
  const names = Object.keys(ATTACKS)
  const [a] = all
  if (!a) throw new Error('no note')
  const times = Math.max(tries(2_000), names.length * 4)
  let refused = 0
  for (let time = 0; time < times; time++) {
    const attack = ATTACKS[names[time % names.length] ?? '']
    notes.put(attack?.([...whole], past, random) ?? [])
    // Whichever version is asked for, also one that was not touched.
    const outcome = notes.open(a, oneOf(random, [1, 2, 3, 4, 'last'] as const))
    if (!outcome.ok && outcome.problem === 'damaged') refused++
  }
  expect(refused).toBe(times)
  notes.put(whole)
  for (const note of all) expect(notes.open(note)).toEqual({ ok: true, value: `versie 4 van ${note.id}` })
})

test('a transaction that is undone hands out no text, and when the event cannot be written nothing is handed out', () => {
  const notes = notesOf()
  const note = notes.note('a')
  notes.save(note, 'een')
  const { confidential } = notes.files
  const before = events(notes).length
  const undo = () =>
    inConfidentialTransaction(confidential, (): string => {
      expect(notes.open(note).ok).toBe(true)
      throw new Error('undone')
    })
  expect(undo).toThrow('undone')
  expect(events(notes)).toHaveLength(before)
  confidential.$client.exec(
    "CREATE TRIGGER full BEFORE INSERT ON confidential_events WHEN NEW.action = 'access-needs.read' BEGIN SELECT RAISE(ABORT, 'full'); END",
  )
  expect(() => notes.open(note)).toThrow('full')
  confidential.$client.exec('DROP TRIGGER full')
  expect(notes.open(note).ok).toBe(true)
})

test('a proof of an earlier transaction, of another record or of another person opens and saves nothing', () => {
  const notes = notesOf()
  const [note, other] = [notes.note('a'), notes.note('c', 'omar')]
  for (const one of [note, other]) notes.save(one, 'een')
  const owner = { id: note.subjectId, grants: [], system: null }
  const prove = (tx: ConfidentialTx) => {
    const allowed = allowOn(notes.main, tx, owner, 'access-needs.read-own', note.record, NOW)
    if (!allowed) throw new Error('not theirs')
    return allowed
  }
  const read = { action: 'access-needs.read' } as const
  const { confidential } = notes.files
  const stale = inConfidentialTransaction(confidential, prove)
  const open = (work: (tx: ConfidentialTx) => unknown) => () => inConfidentialTransaction(confidential, work)
  expect(open((tx) => openText(tx, notes.keys, stale, note, read, NOW))).toThrow('another transaction')
  expect(open((tx) => openText(tx, notes.keys, prove(tx), other, read, NOW))).toThrow('another record')
  expect(open((tx) => openText(tx, notes.keys, prove(tx), { ...note, subjectId: 'x' }, read, NOW))).toThrow(
    'somebody else',
  )
  expect(open((tx) => openText(tx, notes.keys, { ...prove(tx) }, note, read, NOW))).toThrow('allowOn made')
  // Whatever the types say.
  expect(open((tx) => saveText(tx, notes.keys, prove(tx) as never, note, 'x', read, NOW))).toThrow(
    'does not let anybody save',
  )
  expect(() => openText(confidential as ConfidentialTx, notes.keys, stale, note, read, NOW)).toThrow(
    'in a transaction only',
  )
})
