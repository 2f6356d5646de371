import { expect, test } from 'vitest'
import { fieldLabel } from './editor-rows.server.ts'
import { sessionName } from './session-labels.server.ts'
import { stateOfSession } from './session-state.ts'

const fields = (day: string[]) =>
  new Map([
    ['sessions.s1.day.0.date', day],
    ['sessions.s1.day.1.date', ['4', '3', '2027']],
  ])

test('a field of a session is named with its session', () => {
  const of = (name: string) => fieldLabel('training', name, 'nl', fields(['3', '3', '2027']))
  expect(of('sessions.s1.signUpUntil')).toBe('Sessie wo 3 maart 2027: Aanmelden tot en met')
  expect(of('sessions.s1.day.1.from')).toBe('Sessie wo 3 maart 2027: Dag 2, Van')
  expect(of('sessions.s1.place.en')).toBe('Sessie wo 3 maart 2027: Plaats (Engels)')
})

test('a day that does not exist is no other day in the name of its session', () => {
  expect(sessionName(fields(['31', '2', '2027']), 's1', 'nl')).toBe('Sessie do 4 maart 2027')
  expect(sessionName(new Map([['sessions.s1.day.0.date', ['31', '2', '2027']]]), 's1', 'nl')).toBe('Nieuwe sessie')
})

test('below the minimum is said from a week before the decision, not before it', () => {
  const session = {
    isRemoved: false,
    isStored: true,
    cancelled: false,
    startsAt: Date.parse('2027-03-03T12:00:00Z'),
    seats: 12,
    taken: 1,
    least: 5,
    decideOn: '2027-02-20',
    decision: null,
  }
  const on = (today: string, more: Partial<typeof session> | { decideOn: null } = {}) =>
    stateOfSession({ ...session, ...more }, { now: Date.parse(`${today}T08:00:00Z`), today })
  expect(['2027-02-12', '2027-02-13', '2027-02-20'].map((day) => on(day))).toEqual(['open', 'below', 'decide'])
  expect(['2027-02-23', '2027-02-24'].map((day) => on(day, { decideOn: null }))).toEqual(['open', 'below'])
})
