import { describe, expect, test } from 'vitest'
import type { ImportSource, SourceReading } from './import-record.ts'
import { readJsonLines } from './read-jsonl.ts'
import { readCourses } from './read-oeapi.server.ts'

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

function firstOf(read: SourceReading<ImportSource>): Record<string, unknown> {
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
