import { expect, test } from 'vitest'
import { allow } from '#app/access/actor.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import type { Db } from '#db/open.server.ts'
import { readByIcalJs, readByNodeIcal } from '#tests/support/calendar/parsers.ts'
import { demoDatabase, NOW } from '#tests/support/database.ts'
import { seeded, tries } from '#tests/support/random.ts'
import { findMyCalendarPage } from './my-calendar.queries.server.ts'
import { changeOwnFeed, makeOwnFeed, revokeOwnFeed } from './own-feed.server.ts'
import { ownerOfFeed, readOwnFeedFile } from './own-feed-file.server.ts'
import { ownSessionIds } from './own-sessions.server.ts'

function actorOf(db: Db, handle: string) {
  const id = db.$client.prepare('SELECT id FROM people WHERE handle = ?').pluck().get(handle) as string
  const known = readPerson(db, id, NOW)
  if (!known) throw new Error(handle)
  return allow(known.person, 'calendar-feed.manage-own')
}
const viewer = (db: Db, handle: string) => allow(actorOf(db, handle), 'calendar.view-own')

/** Makes somebody the trainer of the first sessions to come; answers their ids. */
function giveSessions(db: Db, personId: string, count: number): string[] {
  const ids = db.$client
    .prepare('SELECT id FROM sessions WHERE starts_at > ? AND cancelled_at IS NULL ORDER BY starts_at, id LIMIT ?')
    .pluck()
    .all(Number(NOW), count) as string[]
  const add = db.$client.prepare(
    "INSERT INTO relations (id, person_id, relation, record_type, record_id, starts_at, created_at) VALUES (?, ?, 'session-trainer', 'session', ?, 0, 0)",
  )
  for (const id of ids) add.run(`r-${personId}-${id}`, personId, id)
  return ids
}
const read = (db: Db, token: string, now = NOW) => {
  const owner = ownerOfFeed(db, token, now)
  return owner === null ? null : readOwnFeedFile(db, owner, now)
}

test('a feed has the sessions somebody gives, also of an offer that is no longer shown, and not those of others', () => {
  const db = demoDatabase()
  const nora = actorOf(db, 'nora')
  db.$client.prepare("DELETE FROM relations WHERE record_type = 'session'").run()
  const [mine = '', hidden = ''] = giveSessions(db, nora.id, 2)
  giveSessions(db, actorOf(db, 'sanne').id, 5)
  db.$client
    .prepare("UPDATE offers SET state = 'archived' WHERE id = (SELECT offer_id FROM sessions WHERE id = ?)")
    .run(hidden)
  const text = read(db, makeOwnFeed(db, nora, { neutral: false }, NOW)) ?? ''
  const ids = new Set(readByIcalJs(text).map(({ uid }) => uid.replace(/-\d+@koers$/, '')))
  expect([...ids].sort()).toEqual([mine, hidden].sort())
  expect(readByNodeIcal(text)).toHaveLength(readByIcalJs(text).length)
  expect(ownSessionIds(db, nora, NOW)).toEqual(new Set([mine, hidden]))
})

test('neutral titles for everything on wish, and always for what is discreet', () => {
  const db = demoDatabase()
  const nora = actorOf(db, 'nora')
  const [discreet = ''] = giveSessions(db, nora.id, 4)
  db.$client.prepare('UPDATE offers SET discreet = 0').run()
  db.$client
    .prepare('UPDATE offers SET discreet = 1 WHERE id = (SELECT offer_id FROM sessions WHERE id = ?)')
    .run(discreet)
  const token = makeOwnFeed(db, nora, { neutral: false }, NOW)
  const named = readByIcalJs(read(db, token) ?? '')
  expect(named.filter(({ uid }) => uid.startsWith(discreet)).every(({ summary }) => summary === 'Afspraak')).toBe(true)
  expect(named.some(({ summary }) => summary !== 'Afspraak')).toBe(true)
  expect(changeOwnFeed(db, nora, { neutral: true }, NOW)).toBe(true)
  expect(changeOwnFeed(db, nora, { neutral: true }, NOW)).toBe(false)
  const text = read(db, token) ?? ''
  expect(new Set(readByIcalJs(text).map(({ summary }) => summary))).toEqual(new Set(['Afspraak']))
  expect(text).not.toMatch(/^(?:DESCRIPTION|LOCATION|URL|CATEGORIES)/m)
})

test('an address that is renewed, taken back or of somebody without access leads nowhere at the next request', () => {
  const db = demoDatabase()
  const nora = actorOf(db, 'nora')
  const first = makeOwnFeed(db, nora, { neutral: false }, NOW)
  const second = makeOwnFeed(db, nora, { neutral: false }, NOW)
  expect([read(db, first) === null, read(db, second) === null]).toEqual([true, false])
  db.$client.prepare('UPDATE people SET disabled_at = ? WHERE id = ?').run(Number(NOW), nora.id)
  expect(read(db, second)).toBeNull()
  db.$client.prepare('UPDATE people SET disabled_at = NULL WHERE id = ?').run(nora.id)
  expect(read(db, second)).not.toBeNull()
  expect([revokeOwnFeed(db, nora, NOW), revokeOwnFeed(db, nora, NOW)]).toEqual([true, false])
  expect(read(db, second)).toBeNull()
})

test('the page says when the address was made and last read, and never the address', () => {
  const db = demoDatabase()
  const nora = actorOf(db, 'nora')
  expect(findMyCalendarPage(db, viewer(db, 'nora'), 'nl', NOW).feed).toBeNull()
  const token = makeOwnFeed(db, nora, { neutral: true }, NOW)
  expect(findMyCalendarPage(db, viewer(db, 'nora'), 'nl', NOW).feed).toMatchObject({ neutral: true, fetched: null })
  read(db, token, new Date(Number(NOW) + 3_600_000))
  const page = findMyCalendarPage(db, viewer(db, 'nora'), 'nl', NOW)
  expect(page.feed?.fetched).toBe('ma 1 februari 2027, 11:00')
  expect(JSON.stringify(page)).not.toContain(token)
})

test('the token stands nowhere in the database, and what is told names no content', () => {
  const db = demoDatabase()
  const nora = actorOf(db, 'nora')
  const token = makeOwnFeed(db, nora, { neutral: false }, NOW)
  read(db, token)
  expect(db.$client.serialize().includes(token)).toBe(false)
  const events = db.$client.prepare("SELECT action FROM audit_events WHERE action LIKE 'calendar-feed%'").pluck().all()
  expect(events).toEqual(['calendar-feed.make'])
})

test('100,000 guesses find nobody', () => {
  const db = demoDatabase()
  const token = makeOwnFeed(db, actorOf(db, 'nora'), { neutral: false }, NOW)
  const random = seeded(7)
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const sign = () => signs[Math.floor(random() * 64)] ?? ''
  let hits = 0
  for (let n = 0; n < tries(100_000); n++) {
    // Half of them a sign away from the real one.
    const place = Math.floor(random() * 43)
    const near = `${token.slice(0, place)}${sign()}${token.slice(place + 1)}`
    const guess = n % 2 ? near : Array.from({ length: 43 }, sign).join('')
    if (guess !== token && ownerOfFeed(db, guess, NOW) !== null) hits++
  }
  expect(hits).toBe(0)
  expect(ownerOfFeed(db, token, NOW)).not.toBeNull()
})
