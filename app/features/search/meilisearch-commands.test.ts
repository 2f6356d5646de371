import { afterAll, expect, test } from 'vitest'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { CommandIo } from '#app/platform/command/command.server.ts'
import { EXIT } from '#app/platform/command/command.server.ts'
import { demoDatabase, NOW } from '#tests/support/database.ts'
import { startFakeMeili } from '#tests/support/meilisearch/fake-server.ts'
import { runRebuild } from './rebuild-command.server.ts'
import { runStatus } from './status-command.server.ts'

const server = await startFakeMeili()
afterAll(() => server.goDown())
// Read once, at the first question for a setting.
process.env.MEILI_URL = server.url
process.env.MEILI_KEY = server.key
process.env.MEILI_SEARCH_KEY = 'wrong'
process.env.LOG_LEVEL = 'silent'

async function spoken(work: (io: CommandIo) => Promise<number>) {
  const out: string[] = []
  const err: string[] = []
  const code = await work({ out: (line) => out.push(line), err: (line) => err.push(line), isTTY: false })
  return { code, out, err }
}

test('a rebuild sends every offer once, and a key that may not search makes the status refused', async () => {
  const db = demoDatabase()
  const rebuilt = await spoken((io) => runRebuild(['--lang', 'en'], io, { db, now: NOW }))
  expect([rebuilt.code, rebuilt.out.length, rebuilt.err]).toEqual([EXIT.done, 2, []])
  expect(server.requests.filter((one) => one.endsWith('/documents'))).toHaveLength(1)
  const { code, out } = await spoken((io) => runStatus(['--lang', 'en'], io, { db }))
  expect([code, out[2]]).toEqual([
    EXIT.refused,
    textsFor('en')('search:status.meiliDown', { code: 'invalid_api_key', waiting: 0 }),
  ])
})
