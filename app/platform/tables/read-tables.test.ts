import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decodeText } from './detect-text.server.ts'
import { readCsv } from './read-csv.server.ts'

const known = new Set(['sleutel', 'titel', 'omschrijving', 'id', 'title'])
const csv = (text: string) => readCsv(text, (header) => known.has(header.toLowerCase()))

describe('bytes become text', () => {
  test('with UTF-8, with or without a byte order mark', () => {
    expect(decodeText(Buffer.from('café €'))).toEqual({ ok: true, value: { text: 'café €', encoding: 'UTF-8' } })
    expect(decodeText(Buffer.from('\uFEFFcafé'))).toEqual({ ok: true, value: { text: 'café', encoding: 'UTF-8' } })
  })
  test('with Windows-1252 from an older Excel, the euro sign too', () => {
    expect(decodeText(iconv.encode('café € 12', 'windows-1252'))).toEqual({
      ok: true,
      value: { text: 'café € 12', encoding: 'Windows-1252' },
    })
  })
  test('with UTF-16 from "Unicode text"', () => {
    for (const encoding of ['utf-16le', 'utf-16be']) {
      expect(decodeText(iconv.encode('a\tcafé', encoding, { addBOM: true }))).toEqual({
        ok: true,
        value: { text: 'a\tcafé', encoding: 'UTF-16' },
      })
    }
  })
  test('but a workbook and other binary files are refused', () => {
    expect(decodeText(Buffer.from('PK\u0003\u0004 zip'))).toMatchObject({ problem: { code: 'workbook' } })
    expect(decodeText(Buffer.from([65, 0, 66]))).toMatchObject({ problem: { code: 'binary' } })
  })
})

describe('CSV', () => {
  test.each([';', ',', '\t'])('is read with the separator %j, whatever else stands in the cells', (separator) => {
    const text = `${['sleutel', 'titel'].join(separator)}\r\n${['1', '"a, b; c\td"'].join(separator)}\r\n`
    expect(csv(text)).toEqual({
      ok: true,
      value: {
        records: [
          {
            line: 2,
            entries: [
              ['sleutel', '1'],
              ['titel', 'a, b; c\td'],
            ],
          },
        ],
      },
    })
  })
  test('counts lines through quoted new lines, empty lines and sep=', () => {
    const read = csv('sep=;\nsleutel;omschrijving\n1;"een\n\ntwee"\n\n2;"drie ""vier"""\n')
    expect(read).toEqual({
      ok: true,
      value: {
        records: [
          {
            line: 3,
            entries: [
              ['sleutel', '1'],
              ['omschrijving', 'een\n\ntwee'],
            ],
          },
          {
            line: 7,
            entries: [
              ['sleutel', '2'],
              ['omschrijving', 'drie "vier"'],
            ],
          },
        ],
      },
    })
  })
  test('takes the guard off cells that a spreadsheet would take for a formula', () => {
    expect(csv("id;title\n1;'=SOM(A1)\n")).toMatchObject({
      value: {
        records: [
          {
            entries: [
              ['id', '1'],
              ['title', '=SOM(A1)'],
            ],
          },
        ],
      },
    })
  })
  test('refuses a line with more values than columns, and fills up a short one', () => {
    expect(csv('id;title\n1;a;b\n2\n')).toMatchObject({
      value: {
        records: [
          { line: 2, problem: { code: 'too-many-cells', value: 'b' } },
          {
            line: 3,
            entries: [
              ['id', '2'],
              ['title', ''],
            ],
          },
        ],
      },
    })
  })
  test('with a quotation mark that never closes is refused as a whole', () => {
    expect(csv('id;title\n1;"open\n2;b\n')).toMatchObject({ ok: false, problem: { code: 'broken-csv' } })
  })
  test('without lines is refused', () => {
    expect(csv('id;title\n')).toMatchObject({ problem: { code: 'empty' } })
    expect(csv('')).toMatchObject({ problem: { code: 'empty' } })
  })
})
