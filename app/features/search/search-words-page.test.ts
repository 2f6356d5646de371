import { expect, test } from 'vitest'
import { allow } from '#app/access/actor.ts'
import { idOfHandle } from '#app/features/people/find-person.server.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import { groupsInForce, productGroups } from '#app/search/embedded/knowledge.server.ts'
import type { Db } from '#db/open.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { readFields } from '#tests/support/forms.ts'
import { changeSearchWords, pathAfterChange } from './save-search-words.server.ts'
import { findSearchWords } from './search-words.queries.server.ts'
import { searchWordsForm } from './search-words-form.server.ts'

function personOf(db: Db, handle: string) {
  const known = readPerson(db, idOfHandle(db, handle) ?? '', NOW)
  if (!known) throw new Error(`${handle} is not there`)
  return known.person
}

function send(db: Db, handle: string, fields: Record<string, string>) {
  const read = readFields(searchWordsForm, fields)
  if (!read.ok) return read
  return changeSearchWords(db, allow(personOf(db, handle), 'search-words.save'), read.value, NOW)
}

function page(db: Db, handle: string, search = '') {
  const actor = allow(personOf(db, handle), 'search-words.view')
  return findSearchWords(db, actor, new URLSearchParams(search), 'nl', NOW)
}

const events = (db: Db) =>
  db.$client.prepare("SELECT action FROM audit_events WHERE action LIKE 'search-words.%' ORDER BY seq").pluck().all()

test('HR of the whole university adds words and takes them out, each told once; HR of one faculty changes none', () => {
  const db = peopleDatabase()
  const before = groupsInForce(db).length
  expect(send(db, 'pieter', { intent: 'add', words: 'kantklossen; lace making' })).toEqual({
    ok: false,
    problem: 'not-yours',
  })
  expect([groupsInForce(db).length, page(db, 'pieter').mayChange]).toEqual([before, false])
  expect(send(db, 'fatima', { intent: 'add', words: 'kantklossen; lace making' }).ok).toBe(true)
  expect(page(db, 'fatima', 'word=kantklos').groups).toEqual([
    { sides: ['kantklossen', 'lace making'], isOfProduct: false },
  ])
  expect(send(db, 'fatima', { intent: 'add', words: 'Lace Making; kantklossen' })).toMatchObject({ problem: 'known' })
  expect(send(db, 'fatima', { intent: 'add', words: 'kantklossen' })).toMatchObject({ problem: 'empty' })
  expect(send(db, 'fatima', { intent: 'remove', group: 'kantklossen;lace making' }).ok).toBe(true)
  expect(send(db, 'fatima', { intent: 'remove', group: 'kantklossen;lace making' })).toMatchObject({ problem: 'gone' })
  expect([groupsInForce(db).length, events(db)]).toEqual([before, ['search-words.add', 'search-words.remove']])
})

test('what was taken out stands in the form to add, whole', () => {
  const db = peopleDatabase()
  const long = [
    'kantklossen met een klos',
    'lace making',
    'bobbin lace',
    'klossen op een kussen',
    'pillow lace making here',
  ]
  const path = pathAfterChange('nl', { intent: 'remove', group: long.join(';') })
  expect(page(db, 'fatima', path.split('?')[1]).begin).toBe(long.join('; '))
  expect(pathAfterChange('en', { intent: 'add', words: 'a; b' })).toBe('/en/hr/search-words?done=add')
})

test('a group of Koers that was taken out stands apart and can be put back', () => {
  const db = peopleDatabase()
  const [group = []] = productGroups()
  send(db, 'ada', { intent: 'remove', group: group.join(';') })
  expect(page(db, 'fatima').takenOut).toEqual([{ sides: group, isOfProduct: true }])
  expect(send(db, 'fatima', { intent: 'add', words: group.join('; ') }).ok).toBe(true)
  expect(page(db, 'fatima').takenOut).toEqual([])
})

test('the groups are shown a page at a time', () => {
  const db = peopleDatabase()
  const first = page(db, 'fatima')
  expect([first.groups.length, first.pages]).toEqual([50, Math.ceil(first.found / 50)])
  expect(page(db, 'fatima', `page=${first.pages + 9}`).page).toBe(first.pages)
})
