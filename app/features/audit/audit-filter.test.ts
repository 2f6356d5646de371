import { expect, test } from 'vitest'
import { sessionCodes } from '#app/platform/http/session-codes.server.ts'
import { isFiltered, readAuditFilter } from './audit-filter.ts'

const codes = sessionCodes({ id: 'session' })
const read = (query: string) => readAuditFilter(new URLSearchParams(query), codes)
const NOTHING = { action: '', person: '', from: '', until: '', result: '' }

test('what was chosen is read from the address', () => {
  const query =
    'action=role.grant&person=system%3Aseed&from=2027-02-01&until=2027-02-28&result=refused&before=' +
    codes.placeCode({ at: 9, seq: 120 })
  expect(read(query)).toEqual({
    chosen: { action: 'role.grant', person: 'system:seed', from: '2027-02-01', until: '2027-02-28', result: 'refused' },
    before: { at: 9, seq: 120 },
    problem: null,
  })
})

test('an empty form chooses nothing', () => {
  for (const query of ['', 'action=&person=&from=&until=&result=']) {
    expect(read(query)).toEqual({ chosen: NOTHING, before: null, problem: null })
    expect(isFiltered(read(query).chosen)).toBe(false)
  }
  expect(isFiltered(read('result=done').chosen)).toBe(true)
})

test.each([
  'action=<script>',
  'action=role',
  'action=access-needs.read',
  'action=moon.land',
  'action=role.grant.now',
  'action=ROLE.GRANT',
  `action=${'a'.repeat(50)}.b`,
  'person=Sanne+de+Wit',
  'person=a%27--',
  `person=${'a'.repeat(65)}`,
  'result=maybe',
  'before=0',
  'before=-1',
  'before=1e3',
  'before=9999999999999999',
  'q=sanne',
])('what no list offers counts as nothing chosen: %s', (query) => {
  expect(read(query)).toEqual({ chosen: NOTHING, before: null, problem: null })
})

test.each([
  ['from=gisteren', 'wrong-from'],
  ['from=2027-02-30', 'wrong-from'],
  ['from=2027-13-01', 'wrong-from'],
  ['until=2027-2-3', 'wrong-until'],
  ['from=2027-02-03&until=2027-02-02', 'until-before-from'],
] as const)('a date that is none, or the wrong way round, is a problem and stays as typed: %s', (query, problem) => {
  const { chosen, problem: found } = read(query)
  expect(found).toBe(problem)
  for (const [name, value] of new URLSearchParams(query)) expect(chosen[name as 'from']).toBe(value)
})

test('one day is a period', () => {
  expect(read('from=2028-02-29&until=2028-02-29').problem).toBeNull()
})
