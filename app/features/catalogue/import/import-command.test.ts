import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { seedUniversity } from '#app/demo/demo.server.ts'
import { readUniversity } from '#app/demo/demo-files.server.ts'
import { openDatabase } from '#db/open.server.ts'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import { file, jsonl, run, smallDatabase } from '#tests/support/import.ts'

const glass = {
  id: 'g1',
  name: 'Blowing glass for beginners',
  field: 'Kunstnijverheid',
  description:
    'In this course you learn to blow glass. The oven is hot and the work is slow. <script>alert(1)</script>',
}

const shared = smallDatabase()

test.each([
  [[], 'Geef de naam van een bestand'],
  [['a.csv', 'b.csv'], 'Er staat een woord te veel: ‘b.csv’'],
  [['a.csv', '--kind', 'onzin'], '--kind kan niet ‘onzin’ zijn. Dit kan wel: training, mentoring'],
  [['a.csv', '--forse'], 'De optie --forse bestaat niet'],
  [['a.csv', '--state'], 'Zet achter --state een waarde'],
  [['a.csv', '--unit', 'mars'], '--unit kan niet ‘mars’ zijn. Dit kan wel: lindehoven'],
  [['a.csv', '--lang', 'fr'], '--lang kan niet ‘fr’ zijn'],
  [['a.xyz'], 'Voeg --format csv'],
  [['nergens.csv'], 'Dit bestand is er niet'],
  [[tmpdir(), '--format', 'csv'], 'Dit is geen bestand'],
  [['http://example.org/courses'], 'Dit adres mag niet'],
  [['https://example.org/a', '--format', 'csv'], 'Een adres lezen we alleen als Open Education API'],
  [[file('x.csv', '')], 'Er staan geen regels'],
  [[file('x.csv', 'naam;beschrijving\na;b\n')], 'Er is geen kolom met een sleutel'],
  [[file('x.csv', 'id;titel;title\n1;a;b\n')], 'De kolommen ‘titel’ en ‘title’ betekenen hetzelfde'],
  [[file('x.csv', Buffer.from('PK\u0003\u0004'))], 'Dit is een bestand van Excel of Word'],
  [[file('x.json', '{"a":')], 'Dit is geen geldige JSON'],
])('a call that cannot work says so in a sentence and ends with 2: %j', async (words, sentence) => {
  const { code, err } = await run(shared, words)
  expect([code, err.join('\n')]).toEqual([2, expect.stringContaining(sentence)])
})

test('a portal without units asks for one, and --help tells how it works in both languages', async () => {
  const db = freshDatabase()
  const { code, text } = await run(db, [jsonl(glass)])
  expect([code, text]).toEqual([1, expect.stringContaining('we weten niet van welke eenheid dit is')])
  expect((await run(db, ['--help'])).out[0]).toContain('Zo gebruik je het')
  expect((await run(db, ['--help', '--lang', 'en'])).out[0]).toContain('How to use it')
})

test('long lists are shortened unless --verbose, and English sentences come with --lang en', async () => {
  const db = smallDatabase()
  const source = jsonl(
    ...Array.from({ length: 25 }, (_, place) => ({ id: place + 1, title: `The course ${place + 1}` })),
  )
  expect((await run(db, [source, '--lang', 'en'])).text).toContain('and 5 more. Use --verbose')
  expect((await run(db, [source, '--verbose'])).text).toContain('regel 25: The course 25 (25)')
})

/** A university in a file without offers, opened twice: by the import, which hardly waits, and by another process. */
function twoProcesses(onStatement: (sql: unknown) => void = () => {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-import-busy-'))
  const other = openDatabase(path.join(folder, 'koers.sqlite'))
  seedUniversity(other, readUniversity(), [], NOW)
  const db = openDatabase(path.join(folder, 'koers.sqlite'), { waitMs: 50, onStatement })
  const close = () => {
    for (const one of [db, other]) one.$client.close()
    rmSync(folder, { recursive: true })
  }
  return { db, other, close }
}
const call = (id: string) => [
  jsonl({ ...glass, id }),
  '--apply',
  '--unit',
  'lindehoven',
  '--owner-email',
  'a@lindehoven.example',
]

test('while another process writes, an import says so in a sentence, writes nothing and ends with 2', async () => {
  const { db, other, close } = twoProcesses()
  try {
    other.$client.exec('BEGIN IMMEDIATE')
    expect(await run(db, call('g1'))).toMatchObject({
      code: 2,
      out: [],
      err: [expect.stringContaining('een ander proces schrijft nu in het portaal')],
    })
    // Looking needs no lock.
    expect(
      (
        await run(
          db,
          call('g1').filter((word) => word !== '--apply'),
        )
      ).code,
    ).toBe(0)
    other.$client.exec('ROLLBACK')
    expect((await run(db, call('g1'))).text).toContain('1 nieuw')
  } finally {
    close()
  }
})

test('the plan is made outside the lock, and again only when somebody wrote meanwhile', async () => {
  const seen: string[] = []
  let meanwhile: (() => void) | undefined
  const { db, other, close } = twoProcesses((sql) => {
    seen.push(String(sql))
    if (sql !== 'BEGIN IMMEDIATE') return
    meanwhile?.()
    meanwhile = undefined
  })
  // The names of units are read once for each plan, and once for writing.
  const namesRead = () => {
    const start = seen.indexOf('BEGIN IMMEDIATE')
    const count = (part: string[]) => part.filter((sql) => /from "units"/.test(sql)).length
    return { before: count(seen.slice(0, start)) > 0, inside: count(seen.slice(start)) }
  }
  try {
    await run(db, call('g1'))
    expect(namesRead()).toEqual({ before: true, inside: 1 })
    seen.length = 0
    // In the last moment g2 comes to be what g1 was: it is not new any more.
    meanwhile = () =>
      void other.$client.exec("UPDATE offers SET source_key = 'import:g2' WHERE source_key = 'import:g1'")
    const { code, text } = await run(db, call('g2'))
    expect([code, text]).toEqual([0, expect.stringContaining('0 nieuw, 0 gewijzigd, 1 ongewijzigd')])
    expect(namesRead()).toEqual({ before: true, inside: 2 })
  } finally {
    close()
  }
})
