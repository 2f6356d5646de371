import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { oneOf, seeded } from '#tests/support/random.ts'
import { csvOf } from './write-csv.ts'

const read = (file: string) =>
  parse(file, { bom: true, delimiter: ';', relaxColumnCount: true, recordDelimiter: '\r\n' }) as string[][]

test('a file begins with its mark, has semicolons and ends its lines as on Windows', () => {
  expect(
    csvOf([
      ['Titel', 'Kosten'],
      ['Één; twee', '1,50'],
    ]),
  ).toBe('\uFEFFTitel;Kosten\r\n"Één; twee";1,50\r\n')
})

test('of a thousand cells none is a formula, and each comes back as it was but for the apostrophe', () => {
  const random = seeded(20_261_201)
  const signs = [
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '\0',
    '＝',
    '＋',
    '－',
    '＠',
    ' ',
    ';',
    '"',
    '\n',
    'a',
    'É',
    '1',
    '|',
    "'",
  ]
  const text = () => Array.from({ length: Math.floor(random() * 12) }, () => oneOf(random, signs)).join('')
  const cells = Array.from({ length: 1_000 }, text)
  const rows = Array.from({ length: 100 }, (_, row) => [`k${row}`, ...cells.slice(row * 10, row * 10 + 10)])
  const back = read(csvOf(rows))
  expect(back.length).toBe(100)
  for (const [row, line] of rows.entries())
    for (const [place, typed] of line.entries()) {
      const got = back[row]?.[place] ?? ''
      expect([typed, `'${typed}`]).toContain(got)
      expect(got.trimStart(), JSON.stringify(got)).not.toMatch(/^(?!-?\d+(,\d+)?$)[=+\-@\t\r\0＝＋－＠]/)
    }
})
