import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decodeText } from './detect-text.server.ts'
import { readCsv } from './read-csv.server.ts'
import { readJsonLines } from './read-jsonl.ts'
import { readCourses } from './read-oeapi.server.ts'
import type { Reading, Source } from './record.ts'

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

test('JSON lines keep their numbers, and a broken line is a refused line', () => {
  const read = readJsonLines('{"id":1,"owner":{"email":"a@b.nl"}}\n\n{"id":2,"ti\n[1]\n')
  expect(read).toEqual({
    ok: true,
    value: {
      records: [
        {
          line: 1,
          entries: [
            ['id', 1],
            ['owner.email', 'a@b.nl'],
          ],
        },
        { line: 3, problem: { field: '', code: 'broken-json' } },
        { line: 4, problem: { field: '', code: 'not-an-object' } },
      ],
    },
  })
})

function firstOf(read: Reading<Source>): Record<string, unknown> {
  const first = read.ok ? read.value.records[0] : undefined
  return first && 'entries' in first ? Object.fromEntries(first.entries) : {}
}

describe('Open Education API', () => {
  test('a v5 course is read', () => {
    const course = {
      courseId: '11111111-1111-4111-8111-111111111111',
      primaryCode: { codeType: 'identifier', code: 'B1' },
      name: [
        { language: 'nl-NL', value: 'Celbiologie' },
        { language: 'en-GB', value: 'Cell biology' },
      ],
      description: [{ language: 'nl-NL', value: '<p>Over cellen.</p>' }],
      teachingLanguage: 'nld',
      modeOfDelivery: ['on campus', 'online'],
      studyLoad: { studyLoadUnit: 'ects', value: 3 },
      link: 'https://example.org/b1',
    }
    const read = readCourses(JSON.stringify({ pageSize: 10, pageNumber: 1, hasNextPage: true, items: [course] }))
    expect(read.ok && read.value.morePages).toBe(true)
    expect(firstOf(read)).toMatchObject({
      id: course.courseId,
      languages: ['nl'],
      format: 'blended',
      duration: 'PT84H',
      link: course.link,
    })
  })
  test('a v6 course, a bare list and a single course are read', () => {
    const course = {
      courseId: 'a',
      name: [{ language: 'en', value: 'Labs' }],
      teachingLanguages: ['en-GB', 'deu'],
      modesOfDelivery: ['research_lab_based', 'x-own'],
      duration: 'P6W',
      admissionRequirements: [{ language: 'en', value: `Long. ${'word '.repeat(200)}` }],
    }
    for (const body of [{ items: [course] }, [course], course]) {
      const values = firstOf(readCourses(JSON.stringify(body)))
      expect(values).toMatchObject({ id: 'a', languages: ['en'], format: 'on-campus', duration: 'P6W' })
      expect((values.prerequisites as { value: string }[])[0]?.value.length).toBeLessThanOrEqual(400)
    }
  })
  test('anything else is refused', () => {
    expect(readCourses('{"items":')).toMatchObject({ problem: { code: 'broken-json' } })
    expect(readCourses('{"status":404}')).toMatchObject({ problem: { code: 'not-a-page' } })
    expect(readCourses('"text"')).toMatchObject({ problem: { code: 'not-a-page' } })
    expect(readCourses('{"items":[]}')).toMatchObject({ problem: { code: 'empty' } })
    expect(readCourses('[1]')).toMatchObject({ value: { records: [{ problem: { code: 'not-an-object' } }] } })
  })
})
