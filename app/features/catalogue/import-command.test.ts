import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { freshDatabase } from '#tests/support/database.ts'
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
