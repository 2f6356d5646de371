import { expect, test } from 'vitest'
import { allow } from '#app/access/actor.ts'
import { lineOf } from '#app/features/privacy/inventory.ts'
import { drafts } from '#db/schema/drafts.ts'
import { people } from '#db/schema/people.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { idOf, personOf } from '#tests/support/people.ts'
import { DRAFT_DAYS, type DraftKey, dropDraft, findDraft, saveDraft } from './drafts.server.ts'

const DAY = 86_400_000
const key: DraftKey = { form: 'course', recordId: '', level: 'personal' }
const later = (days: number) => new Date(Number(NOW) + days * DAY)

function ready() {
  const db = peopleDatabase()
  const [sanne, omar] = [
    allow(personOf(db, 'sanne'), 'access-needs.save-own'),
    allow(personOf(db, 'omar'), 'access-needs.save-own'),
  ]
  const save = (step: string, title: string, now = NOW, actor = sanne, to = key) =>
    saveDraft(db, actor, to, { step, sent: { title: [title] }, lists: { days: 1 } }, now)
  return { db, sanne, omar, save }
}

test('keeps each step beside the others, for its owner, form and record alone', () => {
  const { db, sanne, omar, save } = ready()
  save('one', 'Schrijven')
  save('two', 'Lezen')
  save('one', 'Rekenen', later(1))
  expect(findDraft(db, sanne, key, later(1))?.parts).toEqual({
    one: { sent: { title: ['Rekenen'] }, lists: { days: 1 } },
    two: { sent: { title: ['Lezen'] }, lists: { days: 1 } },
  })
  expect(findDraft(db, omar, key, NOW)).toBeNull()
  expect(findDraft(db, sanne, { ...key, recordId: 'a' }, NOW)).toBeNull()
  expect(findDraft(db, sanne, { ...key, form: 'other' }, NOW)).toBeNull()
})

test('two changes within a millisecond are two', () => {
  const { db, sanne, save } = ready()
  save('one', 'a')
  const before = findDraft(db, sanne, key, NOW)?.updatedAt ?? 0
  save('one', 'b')
  expect(findDraft(db, sanne, key, NOW)?.updatedAt).toBeGreaterThan(before)
})

test('is gone after as many days without a change as the inventory says', () => {
  const { db, sanne, save } = ready()
  expect(lineOf('drafts', 'content')).toMatchObject({
    keep: `P${DRAFT_DAYS}D`,
    from: 'last-change',
    erase: 'delete',
    level: 'personal',
  })
  save('one', 'a')
  save('two', 'b', later(20))
  expect(findDraft(db, sanne, key, later(49))).not.toBeNull()
  expect(findDraft(db, sanne, key, later(50))).toBeNull()
  // What is too old is not added to either.
  save('three', 'c', later(50))
  expect(Object.keys(findDraft(db, sanne, key, later(50))?.parts ?? {})).toEqual(['three'])
})

test('is dropped by its owner alone, and goes with its owner', () => {
  const { db, sanne, omar, save } = ready()
  save('one', 'a')
  inTransaction(db, (tx) => dropDraft(tx, omar, key))
  expect(findDraft(db, sanne, key, NOW)).not.toBeNull()
  inTransaction(db, (tx) => dropDraft(tx, sanne, key))
  expect(db.select().from(drafts).all()).toEqual([])
  db.insert(people).values({ id: 'x', name: 'X', language: 'nl', createdAt: 0, updatedAt: 0 }).run()
  save('one', 'a', NOW, { ...sanne, id: 'x' })
  db.$client.exec("DELETE FROM people WHERE id = 'x'")
  expect(db.select().from(drafts).all()).toEqual([])
  expect(idOf(db, 'sanne')).toBe(sanne.id)
})

test('a draft of a confidential form does not compile', () => {
  // @ts-expect-error: that somebody began such a form is confidential too, and this table is not
  const confidential: DraftKey = { ...key, level: 'confidential' }
  expect(confidential.form).toBe('course')
})
