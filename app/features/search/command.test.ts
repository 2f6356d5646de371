import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { textsFor } from '#app/i18n/instance.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import type { CommandIo } from '#app/platform/command/command.server.ts'
import { carryOut, EXIT } from '#app/platform/command/command.server.ts'
import { type Db, openDatabase } from '#db/open.server.ts'
import { NOW } from '#tests/support/database.ts'
import { runLab } from './lab-command.server.ts'
import { runRebuild } from './rebuild-command.server.ts'
import { runStatus } from './status-command.server.ts'
import { runWhy } from './why-command.server.ts'
import { runWords } from './words-command.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-command-'))
const other = openDatabase(path.join(folder, 'koers.sqlite'))
const db = openDatabase(path.join(folder, 'koers.sqlite'), { waitMs: 20 })
afterAll(() => {
  for (const one of [db, other]) one.$client.close()
  rmSync(folder, { recursive: true })
})

const COMMANDS: Record<string, (argv: string[], io: CommandIo, db: Db) => Promise<number>> = {
  words: (argv, io) => runWords(argv, io, { db, now: NOW }),
  lab: (argv, io) => runLab(argv, io),
  rebuild: (argv, io) => runRebuild(argv, io, { db, now: NOW }),
  status: (argv, io) => runStatus(argv, io, { db }),
  why: (argv, io) => runWhy(argv, io, { db, now: NOW }),
}
const NAMES = Object.keys(COMMANDS)

async function run(name: string, argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), isTTY: false }
  const code = await COMMANDS[name]?.(argv, io, db)
  return { code, out, err }
}

const inBoth = NAMES.flatMap((name) => LANGUAGES.map((language) => [name, language] as const))

test.each(inBoth)('%s tells how it is used, in %s', async (name, language) => {
  const { code, out, err } = await run(name, ['--help', '--lang', language])
  expect([code, err, out[0]?.split(':')[0]]).toEqual([
    EXIT.done,
    [],
    language === 'nl' ? 'Zo gebruik je het' : 'How to use it',
  ])
  expect(out[0]).toContain(`npm run search:${name}`)
  expect(out.join('\n')).not.toMatch(/\{\{|search:\w+\.usage/)
})

test.each(inBoth)('%s refuses a flag that it does not have, in %s', async (name, language) => {
  const t = textsFor(language)
  for (const flag of ['--forse', '-x', '--no-learning'])
    expect(await run(name, [flag, `--lang=${language}`])).toEqual({
      code: EXIT.unusable,
      out: [],
      err: [t('operator:call.unknown-flag', { flag })],
    })
})

test.each(['--Forse', '--no_learn', '--top10'])('a flag is named whole when it is refused: %s', async (flag) => {
  expect((await run('status', [flag])).err).toEqual([textsFor('nl')('operator:call.unknown-flag', { flag })])
})

test('a flag without its value is named; the answer is in Dutch then, as the language is not known', async () => {
  expect(await run('words', ['--lang'])).toEqual({
    code: EXIT.unusable,
    out: [],
    err: [textsFor('nl')('operator:call.no-value', { flag: '--lang' })],
  })
  for (const flag of ['--docs', '--queries', '--out', '--engine', '--synonyms'])
    expect(await run('lab', ['--lang', 'en', flag])).toMatchObject({
      code: EXIT.unusable,
      err: [textsFor('en')('operator:call.no-value', { flag })],
    })
})

test('a switch that is given a value is not told to need one', async () => {
  const { code, err } = await run('status', ['--json=yes'])
  expect(code).toBe(EXIT.unusable)
  expect(err).not.toEqual([textsFor('nl')('operator:call.no-value', { flag: '--json' })])
})

const WRITING: Array<[string, string[]]> = [
  ['words', ['add', 'imkerij; apiary']],
  ['words', ['learn']],
  ['rebuild', []],
]

test.each(WRITING.flatMap(([name, argv]) => LANGUAGES.map((language) => [name, argv, language] as const)))(
  '%s %j says that another program is writing, and changes nothing, in %s',
  async (name, argv, language) => {
    other.$client.exec('BEGIN IMMEDIATE')
    try {
      expect(await run(name, [...argv, '--lang', language])).toEqual({
        code: EXIT.unusable,
        out: [],
        err: [textsFor(language)('operator:call.busy')],
      })
    } finally {
      other.$client.exec('ROLLBACK')
    }
    expect(db.$client.prepare('SELECT count(*) FROM search_synonym').pluck().get()).toBe(0)
  },
)

test('what only reads works while another program writes', async () => {
  other.$client.exec('BEGIN IMMEDIATE')
  try {
    expect((await run('status', [])).code).toBe(EXIT.done)
    expect((await run('words', ['list'])).code).toBe(EXIT.done)
  } finally {
    other.$client.exec('ROLLBACK')
  }
})

test('another failure than a busy database is a defect, and is thrown', async () => {
  const io = { out: () => {}, err: () => {}, isTTY: false }
  const fail = () => {
    throw new Error('a defect')
  }
  await expect(carryOut([], io, { usage: () => [] }, fail)).rejects.toThrow('a defect')
})
