import { expect, test } from 'vitest'
import { fromDateParts, readDateParts, toDateParts } from './date-parts.ts'

test('a date stands in three boxes without zeros in front, and comes back the same', () => {
  expect(toDateParts('2027-02-03')).toEqual({ day: '3', month: '2', year: '2027' })
  expect(toDateParts('2027-10-30')).toEqual({ day: '30', month: '10', year: '2027' })
  for (const date of ['2027-02-03', '2027-10-30', '1999-12-01']) expect(fromDateParts(toDateParts(date))).toBe(date)
})

test('nothing in the boxes is no date and no mistake', () => {
  expect(fromDateParts({ day: '', month: ' ', year: '' })).toBe('')
  expect(toDateParts('')).toEqual({ day: '', month: '', year: '' })
})

test.each([
  { day: '3', month: '', year: '2027' },
  { day: 'three', month: '2', year: '2027' },
  { day: '3', month: '2', year: '27' },
  { day: '-3', month: '2', year: '2027' },
])('an incomplete or unreadable date is never taken for one: %j', (parts) => {
  expect(fromDateParts(parts)).not.toMatch(/^\d{4}-\d{2}-\d{2}$/)
  expect(fromDateParts(parts)).not.toBe('')
})

test('a field is read from its boxes, and from one text in an address', () => {
  const boxes = new Map([
    ['from.day', '3'],
    ['from.month', '02'],
    ['from.year', '2027'],
  ])
  const read = (fields: Map<string, string>) => (name: string) => fields.get(name) ?? null
  expect(readDateParts(read(boxes), 'from')).toEqual({
    date: '2027-02-03',
    parts: { day: '3', month: '02', year: '2027' },
  })
  expect(readDateParts(read(new Map([['from', '2027-02-03']])), 'from').date).toBe('2027-02-03')
  expect(readDateParts(read(new Map([['until.day', '3']])), 'from').date).toBe('')
})
