import { expect, test } from 'vitest'
import { allow } from '#app/access/actor.ts'
import type { DemoHandle } from '#app/features/people/demo-people.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { demoDatabase, NOW } from '#tests/support/database.ts'
import { demoPerson } from '#tests/support/demo-person.ts'
import { offerFor } from '#tests/support/enquiries.ts'
import { leaveRemark } from './leave-remark.server.ts'
import { LONGEST_REMARK, MOST_REMARKS_A_DAY, offerSlugOf, remarkedPage } from './remark-rules.ts'
import { countOpenRemarks, findOpenRemarks } from './remarks.queries.server.ts'
import { settleRemark } from './settle-remark.server.ts'

const db = demoDatabase()
const publisher = (handle: DemoHandle, one: Db = db) => allow(demoPerson(one, handle), 'remark.settle')
const leave = (page: string, text: string, now = NOW) => leaveRemark(db, { language: 'nl', page, text }, now)
const seenBy = (handle: DemoHandle) => findOpenRemarks(db, publisher(handle), 'nl').map(({ words }) => words)
const clear = () => db.$client.exec('DELETE FROM remarks')

test('a remark about an offer goes to its owners, about any other page to central publishers, without who or from where', () => {
  clear()
  const [science, hr] = [offerFor(db, 'science'), offerFor(db, 'hr')]
  expect(leave(`/nl/catalogue/${science.slug}`, 'De zaal klopt niet').ok).toBe(true)
  expect(leave(`/nl/catalogue/${hr.slug}`, 'De link werkt niet').ok).toBe(true)
  expect(leave('/nl/guides/privacy', 'Een tikfout').ok).toBe(true)
  expect(seenBy('pieter')).toEqual(['De zaal klopt niet'])
  expect(seenBy('fatima')).toEqual(['De zaal klopt niet', 'De link werkt niet', 'Een tikfout'])
  expect(countOpenRemarks(db, publisher('pieter'))).toBe(1)
  expect(Object.keys(prepared(db, 'SELECT * FROM remarks').get() as object)).toEqual([
    'id',
    'language',
    'page',
    'offer_id',
    'words',
    'created_at',
    'done_at',
  ])
})

test('done is done for everybody, once; another unit’s publisher finds none', () => {
  clear()
  leave(`/nl/catalogue/${offerFor(db, 'hr').slug}`, 'De link werkt niet')
  const [{ id } = { id: '' }] = findOpenRemarks(db, publisher('fatima'), 'nl')
  expect(() => settleRemark(db, publisher('pieter'), id, NOW)).toThrow()
  expect(seenBy('fatima')).toHaveLength(1)
  const told = () =>
    Number(prepared(db, "SELECT count(*) FROM audit_events WHERE action = 'remark.settle'").pluck().get())
  const before = told()
  expect(settleRemark(db, publisher('fatima'), id, NOW)).toEqual({ ok: true, value: 'settled' })
  expect(settleRemark(db, publisher('fatima'), id, NOW)).toEqual({ ok: true, value: 'settled' })
  expect([seenBy('fatima'), told() - before]).toEqual([[], 1])
})

test('nothing typed, too much, and more in a day than people read are refused', () => {
  clear()
  expect(leave('/nl', ' \u200b ')).toEqual({ ok: false, problem: 'empty' })
  expect(leave('/nl', 'x'.repeat(LONGEST_REMARK + 1))).toEqual({ ok: false, problem: 'too-long' })
  const add = db.$client.prepare(
    "INSERT INTO remarks (id, language, page, words, created_at) VALUES (?, 'nl', '/nl', 'x', ?)",
  )
  for (let left = 0; left < MOST_REMARKS_A_DAY; left++) add.run(String(left), Number(NOW) - 1)
  expect(leave('/nl', 'Nog een')).toEqual({ ok: false, problem: 'too-many' })
  expect(leave('/nl', 'Een dag later', new Date(Number(NOW) + 86_400_000)).ok).toBe(true)
})

test.each([
  [null, '/nl'],
  ['/nl/catalogue/x?q=geheim#deel', '/nl/catalogue/x'],
  ['//elders.example/nl', '/nl'],
  ['https://elders.example/nl', '/nl'],
  ['javascript:alert(1)', '/nl'],
  ['/nl/../desk', '/nl'],
  ['/nl/%2e%2e/desk', '/nl'],
  [`/nl/${'x'.repeat(400)}`, '/nl'],
  ['/nl/guides/privacy"><script>', '/nl'],
])('%s is read as the page %s', (named, page) => {
  expect(remarkedPage(named, 'nl')).toBe(page)
})

test('the address of an offer and of its form lead to the offer; nothing else does', () => {
  expect(['/nl/catalogue/a', '/en/catalogue/a/ask', '/nl/catalogue', '/nl/guides/a'].map(offerSlugOf)).toEqual([
    'a',
    'a',
    null,
    null,
  ])
})
