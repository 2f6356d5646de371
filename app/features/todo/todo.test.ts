import { expect, test } from 'vitest'
import { allow } from '#app/access/actor.ts'
import { idOfHandle } from '#app/features/people/find-person.server.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import { confidentialFiles, NOW, peopleDatabase } from '#tests/support/database.ts'
import type { TodoSource } from './sources.server.ts'
import { findAskedPage } from './todo.queries.server.ts'

const db = peopleDatabase()
const { confidential } = confidentialFiles()

function actor(handle: string) {
  const known = readPerson(db, idOfHandle(db, handle) ?? '', NOW)
  if (!known) throw new Error(`${handle} is not there`)
  return allow(known.person, 'todo.view')
}

const approvals: TodoSource = (_db, who) =>
  who.id === idOfHandle(db, 'willem')
    ? [
        {
          id: 'sign-up:1',
          kind: 'approval',
          title: 'Schrijven voor beleid',
          from: 'Sanne de Wit',
          askedAt: Number(NOW),
          answerBy: '2027-01-31',
          href: '/nl/my',
        },
      ]
    : []

test('nothing waits for anybody while no feature asks anything', () => {
  for (const handle of ['willem', 'sanne', 'ada'])
    expect(findAskedPage(db, actor(handle), 'nl', NOW, confidential)).toEqual([])
})

test('what a feature asks of somebody is on their page in their language, and on nobody else’s', () => {
  expect(findAskedPage(db, actor('willem'), 'en', NOW, confidential, [approvals])).toEqual([
    {
      id: 'sign-up:1',
      kind: 'approval',
      title: 'Schrijven voor beleid',
      from: 'Sanne de Wit',
      asked: '1 February 2027',
      answerBy: '31 January 2027',
      isLate: true,
      href: '/nl/my',
    },
  ])
  expect(findAskedPage(db, actor('sanne'), 'en', NOW, confidential, [approvals])).toEqual([])
})
