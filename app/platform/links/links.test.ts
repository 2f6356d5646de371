import { expect, test } from 'vitest'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import { oneOf, seeded } from '#tests/support/random.ts'
import { deleteEndedLinks, linksFor } from './links.server.ts'

const links = linksFor({
  confirm: { kind: 'spent', title: 'confirm' },
  unsubscribe: { kind: 'spent', title: 'unsubscribe' },
  feed: { kind: 'read', title: 'feed' },
})
const HOUR = 3_600_000
const after = (hours: number) => new Date(Number(NOW) + hours * HOUR)

function make(db: Db, purpose: string, more: { recordId?: string; uses?: number; hours?: number } = {}): string {
  const { recordId = 'r-1', uses, hours = 1 } = more
  return inTransaction(db, (tx) => links.make(tx, { purpose, recordId, uses, endsAt: after(hours) }, NOW))
}
const spend = (db: Db, token: string, now = NOW) => inTransaction(db, (tx) => links.spend(tx, token, now))

test('a token is 256 random bits, and the database holds its hash alone', () => {
  const db = freshDatabase()
  const tokens = Array.from({ length: 200 }, () => make(db, 'confirm'))
  expect(new Set(tokens).size).toBe(200)
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  const rows = JSON.stringify(db.$client.prepare('SELECT * FROM links').all())
  expect(tokens.filter((token) => rows.includes(token))).toEqual([])
})

test('looking at a link spends nothing; a POST spends it, as often as it may be', () => {
  const db = freshDatabase()
  const token = make(db, 'confirm', { uses: 2 })
  for (let n = 0; n < 5; n++) expect(links.show(db, token, NOW)).toEqual({ purpose: 'confirm', recordId: 'r-1' })
  expect([spend(db, token), spend(db, token), spend(db, token)]).toEqual([
    { purpose: 'confirm', recordId: 'r-1' },
    { purpose: 'confirm', recordId: 'r-1' },
    null,
  ])
  expect(links.show(db, token, NOW)).toBeNull()
})

test('what a rolled-back transaction spent can be spent again', () => {
  const db = freshDatabase()
  const token = make(db, 'confirm')
  const fails = () =>
    inTransaction(db, (tx): void => {
      links.spend(tx, token, NOW)
      throw new Error('full')
    })
  expect(fails).toThrow('full')
  expect(spend(db, token)).not.toBeNull()
})

test('a feed is read as often as one likes and cannot be spent; a link to spend is no feed', () => {
  const db = freshDatabase()
  const [feed, confirm] = [make(db, 'feed'), make(db, 'confirm')]
  for (let n = 0; n < 100; n++) expect(links.read(db, feed, NOW)?.recordId).toBe('r-1')
  expect([spend(db, feed), links.show(db, feed, NOW), links.read(db, confirm, NOW)]).toEqual([null, null, null])
  expect(links.read(db, feed, NOW)).not.toBeNull()
})

test('a link that is unknown, over, used up, revoked, rotated or of no purpose is the same nothing', () => {
  const db = freshDatabase()
  const token = {
    over: make(db, 'confirm'),
    used: make(db, 'confirm'),
    revoked: make(db, 'confirm', { recordId: 'r-2' }),
  }
  const [old, kept] = [make(db, 'confirm', { recordId: 'r-3' }), make(db, 'feed', { recordId: 'r-2' })]
  spend(db, token.used)
  const renewed = inTransaction(db, (tx) => {
    expect(links.revoke(tx, { recordId: 'r-2', purpose: 'confirm' })).toBe(1)
    return links.rotate(tx, old, NOW)
  })
  const other = linksFor({ feed: { kind: 'read', title: 'feed' } })
  for (const dead of ['', 'x', 'A'.repeat(43), token.used, token.revoked, old, `${renewed} `, "' OR 1=1 --"]) {
    const answers = [links.show(db, dead, NOW), spend(db, dead), links.read(db, dead, NOW)]
    expect([...answers, inTransaction(db, (tx) => links.rotate(tx, dead, NOW))], dead).toEqual([null, null, null, null])
  }
  expect([links.show(db, token.over, after(1)), spend(db, token.over, after(1))]).toEqual([null, null])
  expect(links.show(db, token.over, after(0.99))).not.toBeNull()
  // A portal without this purpose.
  expect(other.show(db, renewed ?? '', NOW)).toBeNull()
  expect(inTransaction(db, (tx) => other.spend(tx, renewed ?? '', NOW))).toBeNull()
  expect(links.show(db, renewed ?? '', NOW)).toEqual({ purpose: 'confirm', recordId: 'r-3' })
  expect(links.read(db, kept, NOW)).not.toBeNull()
})

test('a purpose that no feature has gives out no link', () => {
  const db = freshDatabase()
  for (const purpose of ['toString', 'sign-in', '']) expect(() => make(db, purpose)).toThrow('no feature has links')
  expect(() => make(db, 'confirm', { uses: 0 })).toThrow('once or more')
})

test('links that are over or used up are deleted, others stay', () => {
  const db = freshDatabase()
  make(db, 'confirm', { hours: 1 })
  spend(db, make(db, 'confirm', { hours: 100 }))
  const kept = make(db, 'confirm', { hours: 100 })
  expect(deleteEndedLinks(db, Number(after(2)))).toBe(2)
  expect(links.show(db, kept, after(2))).not.toBeNull()
})

test('of many who spend one link, as many succeed as it may be used, in any order (2,000 steps)', () => {
  const db = freshDatabase()
  const random = seeded(10)
  const left = new Map<string, number>()
  for (let step = 0; step < 2_000; step++) {
    if (left.size < 5 || random() < 0.05) {
      const uses = 1 + Math.floor(random() * 4)
      left.set(make(db, oneOf(random, ['confirm', 'unsubscribe']), { uses }), uses)
    }
    const token = oneOf(random, [...left.keys()])
    const now = left.get(token) ?? 0
    expect(spend(db, token) !== null, `step ${step}`).toBe(now > 0)
    left.set(token, Math.max(0, now - 1))
  }
})
