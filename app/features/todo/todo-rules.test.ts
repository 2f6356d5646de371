import { expect, test } from 'vitest'
import type { TodoItem } from './todo.ts'
import { inOrderOfDueDate, isLate } from './todo-rules.ts'

function asked(id: string, askedAt: number, answerBy: string | null): TodoItem {
  return { id, kind: 'approval', title: id, from: null, askedAt, answerBy, href: '/nl/my' }
}
const order = (...list: TodoItem[]) => inOrderOfDueDate(list).map(({ id }) => id)

test('the nearest last day comes first, and what has none comes after', () => {
  expect(order(asked('none', 1, null), asked('later', 1, '2027-03-01'), asked('soon', 9, '2027-02-02'))).toEqual([
    'soon',
    'later',
    'none',
  ])
})

test('of two with the same last day, or none, the one that waits longest comes first', () => {
  expect(order(asked('b', 2, '2027-02-02'), asked('a', 1, '2027-02-02'))).toEqual(['a', 'b'])
  expect(order(asked('d', 2, null), asked('c', 1, null))).toEqual(['c', 'd'])
})

test('asked at the same moment, the order is still always the same', () => {
  expect(order(asked('b', 1, null), asked('a', 1, null))).toEqual(order(asked('a', 1, null), asked('b', 1, null)))
})

test('a record that two features name is asked once', () => {
  expect(order(asked('a', 1, null), asked('a', 1, null))).toEqual(['a'])
})

test('a last day is a whole day: late is the day after', () => {
  expect(isLate({ answerBy: '2027-02-01' }, '2027-02-01')).toBe(false)
  expect(isLate({ answerBy: '2027-01-31' }, '2027-02-01')).toBe(true)
  expect(isLate({ answerBy: null }, '2027-02-01')).toBe(false)
})
