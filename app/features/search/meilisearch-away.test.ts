import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { textsFor } from '#app/i18n/instance.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import type { CommandIo } from '#app/platform/command/command.server.ts'
import { EXIT } from '#app/platform/command/command.server.ts'
import { readState } from '#app/search/embedded/state.server.ts'
import { demoDatabase, NOW } from '#tests/support/database.ts'
import { runLab } from './lab-command.server.ts'
import { runRebuild } from './rebuild-command.server.ts'
import { runStatus } from './status-command.server.ts'

// Read once, at the first question for a setting. Nobody listens there.
process.env.MEILI_URL = 'http://127.0.0.1:1'
process.env.LOG_LEVEL = 'silent'
const db = demoDatabase()

async function spoken(work: (io: CommandIo) => Promise<number>) {
  const out: string[] = []
  const err: string[] = []
  const code = await work({ out: (line) => out.push(line), err: (line) => err.push(line), isTTY: false })
  return { code, out, err }
}

/** The sentence with any code in the place of its code. */
function withCode(sentence: string): RegExp {
  return new RegExp(`^${sentence.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace('CODE', '[a-z_]+')}$`)
}

test.each(LANGUAGES)(
  'a rebuild makes the portal’s own index anew and says that the server could not, in %s',
  async (language) => {
    const { code, out, err } = await spoken((io) => runRebuild(['--lang', language], io, { db, now: NOW }))
    expect([code, out.length]).toEqual([EXIT.refused, 1])
    expect(err).toEqual([
      expect.stringMatching(withCode(textsFor(language)('search:rebuild.meiliFailed', { code: 'CODE' }))),
    ])
    expect(readState(db, 'learned-at')).not.toBe('')
  },
)

test.each(LANGUAGES)('the status says that the server cannot be used, and is refused, in %s', async (language) => {
  const { code, out } = await spoken((io) => runStatus(['--lang', language], io, { db }))
  const down = textsFor(language)('search:status.meiliDown', { code: 'CODE', waiting: 0 }).replace(' 0 ', ' \\d+ ')
  expect([code, out[2]]).toEqual([
    EXIT.refused,
    expect.stringMatching(new RegExp(down.replace('(CODE)', '\\([a-z_]+\\)'))),
  ])
  const json = await spoken((io) => runStatus(['--json'], io, { db }))
  expect([json.code, JSON.parse(json.out.join('\n')).meilisearch.reachable]).toEqual([EXIT.refused, false])
})

test('an experiment with a server that is away says so, and leaves the file of results as it was', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-away-'))
  try {
    const file = (name: string, content: string) => {
      writeFileSync(path.join(folder, name), content)
      return path.join(folder, name)
    }
    const docs = file('docs', '{"id":"a","title":{"nl":"Data"}}')
    const queries = file('queries', '{"id":1,"q":"data"}')
    const out = file('out', 'as it was')
    for (const language of LANGUAGES) {
      const call = ['--docs', docs, '--queries', queries, '--out', out, '--engine', 'meilisearch', '--lang', language]
      const said = await spoken((io) => runLab(call, io))
      expect([said.code, said.err]).toEqual([
        EXIT.unusable,
        [expect.stringMatching(withCode(textsFor(language)('search:lab.meiliFailed', { code: 'CODE' })))],
      ])
    }
    expect(readFileSync(out, 'utf8')).toBe('as it was')
    // The portal's own engine needs no server.
    const own = await spoken((io) => runLab(['--docs', docs, '--queries', queries, '--out', out], io))
    expect([own.code, JSON.parse(readFileSync(out, 'utf8')).hits]).toEqual([EXIT.done, ['a']])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
