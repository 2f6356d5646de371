import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findVisitorByToken } from '#app/features/people/auth-sessions.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { EXIT } from '#app/platform/command/command.server.ts'
import { sessionToken } from '#app/platform/http/session-cookie.server.ts'
import { openAuthStore } from '#db/auth-store.server.ts'
import { runCommand } from '#tests/support/command.ts'
import { freshDatabase, NOW, peopleDatabase } from '#tests/support/database.ts'
import { runDemoPeople } from './demo-people-command.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-demo-people-'))
afterAll(() => rmSync(folder, { recursive: true }))

function demo(name: string, { db = peopleDatabase(), isDemo = true } = {}) {
  const authStore = openAuthStore(':memory:')
  const file = path.join(folder, `${name}.jsonl`)
  return {
    db,
    authStore,
    file,
    run: (argv: string[], now = NOW) =>
      runCommand((io) => runDemoPeople(argv, io, { db, authStore: () => authStore, now, isDemo, folder })),
    cookies: (): Array<{ person: string; cookie: string }> =>
      readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    count: () =>
      Number(db.$client.prepare("SELECT count(*) FROM people WHERE handle LIKE 'demo-employee-%'").pluck().get()),
  }
}

test('adds so many employees, spread over units and stages, and each cookie is a sign-in of that person', async () => {
  const { db, authStore, file, run, cookies, count } = demo('some')
  const { code, out } = await run(['300', '--out', file])
  expect([code, count()]).toEqual([EXIT.done, 300])
  expect(out).toEqual([
    textsFor('nl')('operator:demoPeople.done', { added: 300, kept: 0, file, count: 300 }),
    textsFor('nl')('operator:demoPeople.until'),
  ])
  const visitors = cookies().map(({ person, cookie }) => {
    expect(cookie).toMatch(/^__Host-koers=[\w-]{43}$/)
    const found = findVisitorByToken(db, authStore, sessionToken(cookie) ?? '', NOW)
    expect(found?.visitor.person.id).toBe(person)
    expect([found?.renewed, found?.visitor.person.grants.map(({ role }) => role)]).toEqual([null, ['employee']])
    return found?.visitor.person.name
  })
  expect(new Set(visitors).size).toBe(300)
  const spread = (column: string) =>
    Number(db.$client.prepare(`SELECT count(DISTINCT ${column}) FROM affiliations WHERE source = 'demo'`).pluck().get())
  expect(spread('unit_id')).toBe(19)
  expect(spread('career_stage')).toBe(9)
  expect(
    db.$client.prepare("SELECT count(*) FROM audit_events WHERE action = 'role.grant'").pluck().get(),
  ).toBeGreaterThan(300)
})

test('the file is for the portal’s own user only, and stands beside the database unless said otherwise', async () => {
  const { run } = demo('none')
  expect((await run(['2'])).code).toBe(EXIT.done)
  const place = path.join(folder, 'demo-cookies.jsonl')
  expect(statSync(place).mode & 0o777).toBe(0o600)
  expect(readFileSync(place, 'utf8').trim().split('\n')).toHaveLength(2)
})

test('run again adds who is missing, and renews the cookies of all', async () => {
  const { db, authStore, file, run, cookies, count } = demo('again')
  await run(['5', '--out', file])
  const [first] = cookies()
  const nextDay = new Date(Number(NOW) + 86_400_000)
  const { out } = await run(['8', '--out', file], nextDay)
  expect(out[0]).toContain('3 mensen toegevoegd, 5 waren er al')
  expect([count(), cookies()[0]?.person]).toEqual([8, first?.person])
  const isOpen = (cookie = '') => findVisitorByToken(db, authStore, sessionToken(cookie) ?? '', nextDay) !== null
  expect([isOpen(first?.cookie), ...cookies().map(({ cookie }) => isOpen(cookie))]).toEqual([
    false,
    ...Array(8).fill(true),
  ])
  expect(authStore.prepare('SELECT count(*) FROM auth_sessions').pluck().get()).toBe(8)
})

test('outside the demo, or in a database without the people of the demo, nobody is added', async () => {
  const outside = demo('outside', { isDemo: false })
  const real = demo('real', { db: freshDatabase() })
  for (const language of LANGUAGES) {
    const t = textsFor(language)
    const argv = ['5', '--lang', language]
    expect(await outside.run(argv)).toMatchObject({ code: EXIT.refused, err: [t('operator:demoPeople.no-demo')] })
    expect(await real.run(argv)).toMatchObject({ code: EXIT.refused, err: [t('operator:demoPeople.no-demo-database')] })
  }
  expect([outside.count(), real.count()]).toEqual([0, 0])
})

test('a number that is none, or a file that cannot be written, is refused before anybody is added', async () => {
  const { run, count } = demo('refused')
  for (const argv of [[], ['0'], ['-1'], ['veel'], ['100001'], ['1', '2'], ['5', '--out', '/nowhere/x.jsonl']])
    expect((await run(argv)).code, argv.join(' ')).toBe(EXIT.unusable)
  expect(count()).toBe(0)
  expect((await run(['--help', '--lang', 'en'])).out[0]).toContain('npm run demo:people')
})
