import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FakeMeili, startFakeMeili } from '#tests/support/meilisearch/fake-server.ts'
import {
  build,
  DAY,
  handClock,
  held,
  now,
  optionsFor,
  shelf,
  wanted,
  written,
} from '#tests/support/meilisearch/portal.ts'

let server: FakeMeili
beforeEach(async () => {
  server = await startFakeMeili()
})
afterEach(() => server.goDown())

const HOUR = 3_600_000

async function fed() {
  const shelved = shelf(written('a', 'Een'), written('b', 'Twee'), written('c', 'Drie'))
  const clock = handClock()
  const options = optionsFor(server)
  return { shelved, clock, options, feed: await build(shelved, options, clock.read) }
}

test('an index that lost documents is compared with the database, one that lost most of them is built anew', async () => {
  const { shelved, feed, clock } = await fed()
  server.store.indexes.get('catalogue')!.documents.delete('a')
  clock.move(61_000)
  expect(await feed.tick()).toEqual({ did: 'reconciled', differences: 1 })
  expect(held(server)).toEqual(wanted(shelved))
  server.store.indexes.get('catalogue')!.documents.clear()
  clock.move(11 * 60_000)
  expect(await feed.tick()).toEqual({ did: 'rebuilt', documents: 3 })
  expect(held(server)).toEqual(wanted(shelved))
})

test('at night the index is compared: missing, old and foreign documents are repaired', async () => {
  const { shelved, feed, clock } = await fed()
  const { documents } = server.store.indexes.get('catalogue')!
  documents.delete('a')
  documents.set('b', { ...documents.get('b')!, rev: 0 })
  documents.set('stranger', { id: 'stranger', rev: 9 })
  shelved.remove('c')
  await feed.tick()
  documents.set('c', { id: 'c', rev: 1 })
  const night = new Date(now + DAY)
  night.setHours(2, 0, 0, 0)
  clock.move(night.getTime() - clock.read())
  expect(await feed.tick()).toEqual({ did: 'reconciled', differences: 4 })
  expect(held(server)).toEqual(wanted(shelved))
  clock.move(HOUR)
  expect(await feed.tick()).toEqual({ did: 'nothing' })
})
