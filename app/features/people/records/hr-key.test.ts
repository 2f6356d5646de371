import { expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import { addPerson } from '../add-person.server.ts'
import { prepareOrganisations } from '../prepare-organisations.server.ts'
import { idOfHrKey } from './hr-key.server.ts'

const db = freshDatabase()
const add = (staffNumber: string | null, homeOrganisation: string | null) =>
  inTransaction(db, (tx) =>
    addPerson(
      tx,
      asSystem('operator', 'person.add'),
      { name: 'P', language: 'nl', staffNumber, homeOrganisation },
      NOW,
    ),
  )

test('a number is unique within an organisation, and once without one', () => {
  const [a, b, none] = [add('1', 'a.example'), add('1', 'b.example'), add('1', null)]
  expect(() => add('1', 'a.example')).toThrow('UNIQUE')
  expect(() => add('1', null)).toThrow('UNIQUE')
  add(null, 'a.example')
  add(null, 'a.example')
  add(null, null)
  const find = (homeOrganisation: string | null, isOnly: boolean) =>
    idOfHrKey(db, { homeOrganisation, staffNumber: '1' }, isOnly)
  expect([find('a.example', false), find('b.example', true), find(null, false)]).toEqual([a, b, none])
  // Without an organisation it belongs to the only one; a number of that organisation goes first.
  expect([find('c.example', true), find('c.example', false)]).toEqual([none, undefined])
})

test('the start notes the only organisation once, leaves out a number that has it already, and refuses several', () => {
  const number = (id: string) => db.$client.prepare('SELECT home_organisation FROM people WHERE id = ?').pluck().get(id)
  const events = () =>
    db.$client.prepare("SELECT count(*) FROM audit_events WHERE action = 'person.note-organisation'").pluck().get()
  const second = add('2', null)
  const several = prepareOrganisations(db, { homeOrganisations: ['a.example', 'b.example'] }, NOW)
  expect(several).toMatch(/^The setting OIDC_HOME_ORGANISATIONS names several organisations, and of 2 people/)
  expect(number(second)).toBeNull()
  for (let time = 0; time < 2; time++) {
    expect(prepareOrganisations(db, { homeOrganisations: ['a.example'] }, NOW)).toBeNull()
    expect([number(second), events()]).toEqual(['a.example', 1])
  }
  expect(db.$client.prepare("SELECT count(*) FROM people WHERE staff_number = '1'").pluck().get()).toBe(3)
  db.$client.exec("DELETE FROM people WHERE home_organisation IS NULL AND staff_number = '1'")
  expect(prepareOrganisations(db, { homeOrganisations: ['a.example', 'b.example'] }, NOW)).toBeNull()
})
