import { expect, test } from 'vitest'
import { allow } from '#app/access/actor.ts'
import { idOfHandle } from '#app/features/people/find-person.server.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { readFields } from '#tests/support/forms.ts'
import { changeClosingDays } from './change-closing-days.server.ts'
import { readClosingDays } from './closing-days.server.ts'
import { closingDaysForm } from './closing-days-form.server.ts'
import { saveClosingDay } from './save-closing-day.server.ts'

function actorOf(db: Db, handle: string) {
  const known = readPerson(db, idOfHandle(db, handle) ?? '', NOW)
  if (!known) throw new Error(`${handle} is not there`)
  return allow(known.person, 'closing-day.save')
}

const day = { from: '2027-05-07', until: null, name: { nl: 'Brugdag', en: 'Bridge day' } }
const names = (db: Db) => readClosingDays(db).map(({ name }) => name.nl)
const events = (db: Db) =>
  db.$client.prepare("SELECT action FROM audit_events WHERE action LIKE 'closing-day.%' ORDER BY seq").pluck().all()

test('the demo closes around Christmas, on Liberation Day and on a bridge day', () => {
  const all = readClosingDays(peopleDatabase())
  expect(all.map(({ from }) => from)).toEqual(expect.arrayContaining(['2027-05-05', '2027-12-24']))
})

test('HR of the whole university and administrators change closing days; HR of one faculty does not', () => {
  const db = peopleDatabase()
  const before = names(db)
  db.$client.exec('DELETE FROM closing_days')
  expect(before.length).toBeGreaterThan(3)
  const save = (handle: string, input = day) =>
    inTransaction(db, (tx) => saveClosingDay(tx, actorOf(db, handle), { id: null, ...input }, NOW))
  expect(save('pieter')).toEqual({ ok: false, problem: 'not-yours' })
  expect(names(db)).toEqual([])
  expect(save('fatima').ok).toBe(true)
  expect(save('ada', { ...day, from: '2027-05-10' }).ok).toBe(true)
  expect(names(db)).toEqual(['Brugdag', 'Brugdag'])
})

test('adds, changes and removes, telling each once; an unchanged one is told of nobody', () => {
  const db = peopleDatabase()
  db.$client.exec('DELETE FROM closing_days')
  const before = events(db).length
  const fatima = actorOf(db, 'fatima')
  const send = (fields: Record<string, string>) => {
    const read = readFields(closingDaysForm, fields)
    if (!read.ok) return read
    return changeClosingDays(db, fatima, read.value, NOW)
  }
  const typed = (more = {}) => ({
    ...{ 'from.day': '24', 'from.month': '12', 'from.year': '2027' },
    ...{ 'until.day': '3', 'until.month': '1', 'until.year': '2028' },
    ...{ nameNl: 'Kerst', nameEn: 'Christmas', ...more },
  })
  expect(send({ intent: 'add', ...typed() })).toEqual({ ok: true, value: 'add' })
  expect(send({ intent: 'add', ...typed() })).toEqual({ ok: false, problem: 'there-already' })
  const [one] = readClosingDays(db)
  expect(one).toMatchObject({ from: '2027-12-24', until: '2028-01-03' })
  const id = one?.id ?? ''
  expect(send({ intent: 'change', id, ...typed() })).toEqual({ ok: true, value: 'change' })
  expect(send({ intent: 'change', id, ...typed({ nameNl: 'Kerstvakantie' }) })).toEqual({ ok: true, value: 'change' })
  expect(send({ intent: 'change', id, ...typed({ 'until.year': '2026' }) })).toEqual({
    ok: false,
    problem: 'ends-before',
  })
  expect(send({ intent: 'change', id, ...typed({ 'until.year': '2029' }) })).toEqual({
    ok: false,
    problem: 'too-many-days',
  })
  expect(send({ intent: 'add', ...typed({ 'from.day': '31', 'from.month': '2' }) })).toMatchObject({
    problem: 'no-day',
  })
  expect(send({ intent: 'remove', id })).toEqual({ ok: true, value: 'remove' })
  expect(send({ intent: 'remove', id })).toEqual({ ok: false, problem: 'gone' })
  expect(events(db).slice(before)).toEqual(['closing-day.add', 'closing-day.change', 'closing-day.remove'])
})

test('only the holidays that were chosen are added, and none twice', () => {
  const db = peopleDatabase()
  db.$client.exec('DELETE FROM closing_days')
  const fatima = actorOf(db, 'fatima')
  const propose = (...holiday: string[]) =>
    changeClosingDays(db, fatima, { intent: 'propose', country: 'nl', year: '2027', holiday }, NOW)
  expect(propose()).toEqual({ ok: false, problem: 'nothing-chosen' })
  expect(propose('easter-monday', 'ascension', 'armistice').ok).toBe(true)
  expect(propose('ascension').ok).toBe(true)
  expect(readClosingDays(db).map(({ from }) => from)).toEqual(['2027-03-29', '2027-05-06'])
})
