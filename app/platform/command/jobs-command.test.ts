import { expect, test } from 'vitest'
import { textsFor } from '#app/i18n/instance.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { JOBS } from '#app/jobs.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import { JobError } from '../jobs/job-error.ts'
import { takeLease } from '../jobs/lease.server.ts'
import { EXIT } from './command.server.ts'
import { type NamedJob, runJobs } from './jobs-command.server.ts'

process.env.LOG_LEVEL ??= 'silent'
const ran: string[] = []
const jobs: NamedJob[] = [
  { name: 'learn-words', when: { nightly: true }, run: () => void ran.push('learn-words') },
  {
    name: 'verify-audit-log',
    when: { nightly: true },
    run() {
      throw new JobError('audit-changed')
    },
  },
  { name: 'feed-meilisearch', when: { lookEveryMs: 2_000 }, isOn: () => false, run: () => {} },
]

async function spoken(db: Db, ...argv: string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line), isTTY: false }
  const code = await runJobs(argv, io, { db, clock: () => NOW, jobs })
  return { code, out, err }
}

test.each(LANGUAGES)('the list says of each job what it does, when, and how it stands (%s)', async (language) => {
  const db = freshDatabase()
  const t = textsFor(language)
  const { code, out, err } = await spoken(db, '--lang', language)
  expect([code, err, out.length]).toEqual([EXIT.done, [], 4])
  expect(out[0]).toBe(
    t('operator:jobs.line', {
      name: 'learn-words',
      what: t('operator:jobs.what.learn-words'),
      when: t('operator:jobs.when.nightly'),
    }),
  )
  expect(out[1]).toBe(`  ${t('operator:jobs.state.never')}`)
})

test('a job is run now, though it is not due, and the list tells of it', async () => {
  const db = freshDatabase()
  expect(await spoken(db, 'run', 'learn-words')).toEqual({ code: EXIT.done, out: ['learn-words is gedaan.'], err: [] })
  await spoken(db, 'run', 'learn-words')
  expect(ran).toHaveLength(2)
  const { out } = await spoken(db, '--lang', 'en')
  expect(out[1]).toBe('  Done on Mon 1 February 2027, 10:00. The next time: Tue 2 February 2027, 02:00.')
  const last = await spoken(db, 'last', '--lang', 'en')
  expect(last.out[0]).toMatch(/^learn-words: done on Mon 1 February 2027, 10:00, in \d\.\d s\.$/)
})

test('a job that fails says its code; another process that is at it is waited for by nobody', async () => {
  const db = freshDatabase()
  const failed = await spoken(db, 'run', 'verify-audit-log', '--lang=en')
  expect(failed).toEqual({
    code: EXIT.refused,
    out: [],
    err: ['verify-audit-log failed, with code audit-changed. The portal tries it again later.'],
  })
  expect((await spoken(db, 'last', 'verify-audit-log', '--lang=en')).out[0]).toContain('with code audit-changed')
  const now = Date.now()
  const lease = { name: 'learn-words', record: '', holder: 'another', now, until: now + 60_000 }
  inTransaction(db, (tx) => takeLease(tx, lease))
  const busy = await spoken(db, 'run', 'learn-words', '--lang=en')
  expect([busy.code, busy.err[0]]).toEqual([
    EXIT.refused,
    expect.stringContaining('Another process is doing learn-words'),
  ])
  expect((await spoken(db, '--lang=en')).out[1]).toBe('  At work now.')
})

test.each([
  [['run', 'nothing'], EXIT.unusable],
  [['run', 'feed-meilisearch'], EXIT.unusable],
  [['run'], EXIT.unusable],
  [['do', 'learn-words'], EXIT.unusable],
  [['--all'], EXIT.unusable],
  [['last'], EXIT.done],
  [['--help'], EXIT.done],
])('jobs %j answers with %i and changes nothing', async (argv, code) => {
  const db = freshDatabase()
  expect((await spoken(db, ...argv)).code).toBe(code)
  expect(prepared(db, 'SELECT * FROM jobs').all()).toEqual([])
})

test('as JSON the list has the same facts', async () => {
  const db = freshDatabase()
  await spoken(db, 'run', 'learn-words')
  const facts = JSON.parse((await spoken(db, '--json')).out.join('\n'))
  expect(facts).toMatchObject([
    { name: 'learn-words', when: { nightly: true }, last: { error: null, failures: 0 } },
    { name: 'verify-audit-log', last: null },
  ])
})

test('every job of the portal has a name of its own', () => {
  const names = JOBS.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})
