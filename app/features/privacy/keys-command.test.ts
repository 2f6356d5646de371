import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { allow } from '#app/access/actor.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { type KeySource, readKeyring } from '#app/platform/crypto/keyring.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { auditEvents } from '#db/schema/audit.ts'
import { NOW, peopleFiles } from '#tests/support/database.ts'
import { READ } from '#tests/support/deliberate-read.ts'
import { demoPerson } from '#tests/support/demo-person.ts'
import { findAccessNeedsPage } from './access-needs.queries.server.ts'
import { runKeys } from './keys-command.server.ts'
import { saveAccessNeeds } from './save-access-needs.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-keys-command-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function keysCommand() {
  const portal = peopleFiles()
  const { db } = portal
  const source: { -readonly [Name in keyof KeySource]: KeySource[Name] } = {
    KOERS_KEYS: undefined,
    keysFile: path.join(folder, String(++files), 'koers.keys'),
    KOERS_DEMO: false,
  }
  async function run(...argv: string[]) {
    const out: string[] = []
    const err: string[] = []
    const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), isTTY: false }
    const code = await runKeys([...argv, '--lang', 'en'], io, { ...portal, now: NOW, source })
    return { code, out, err, text: [...out, ...err].join('\n') }
  }
  const names = () => readKeyring(source).keys.map(({ name }) => name)
  const write = (handle: 'sanne' | 'omar', text: string) =>
    saveAccessNeeds(portal, readKeyring(source), allow(demoPerson(db, handle), 'access-needs.save-own'), text, NOW)
  const read = (handle: 'sanne' | 'omar') =>
    findAccessNeedsPage(
      portal,
      readKeyring(source),
      allow(demoPerson(db, handle), 'access-needs.read-own'),
      READ,
      'nl',
      NOW,
    )
  const told = () =>
    db
      .select()
      .from(auditEvents)
      .all()
      .filter(({ actorId }) => actorId === 'system:operator')
      .map(({ action, objectId, result }) => `${action} ${objectId} ${result}`)
  return { ...portal, source, run, names, write, read, told }
}

test('from no keys to a first one, a second, a rotation, and the first one gone: everything stays readable', async () => {
  const { run, names, write, read, told, source } = keysCommand()
  expect((await run('list')).out[0]).toContain('There are no keys')
  expect((await run('rotate')).code).toBe(1)
  expect((await run('make', 'winter')).out[0]).toBe(`Made: key winter in ${source.keysFile}.`)
  expect([names(), statSync(source.keysFile).mode & 0o777]).toEqual([['winter'], 0o600])
  write('sanne', 'Een tolk')
  write('omar', 'Een lift')
  expect((await run('make', 'zomer')).text).toContain('npm run keys -- rotate')
  expect(names()).toEqual(['zomer', 'winter'])
  expect((await run('list')).out).toEqual(['zomer (the first: it wraps). Dossiers: 0', 'winter. Dossiers: 2'])
  expect(await run('drop', 'winter')).toMatchObject({ code: 1, err: [expect.stringContaining('still needed')] })
  expect((await run('rotate')).out).toEqual(['Done. Wrapped anew by zomer, dossiers: 2'])
  expect([read('sanne').arrangement, read('omar').arrangement]).toEqual(['Een tolk', 'Een lift'])
  expect((await run('drop', 'winter')).code).toBe(0)
  expect([names(), statSync(source.keysFile).mode & 0o777]).toEqual([['zomer'], 0o600])
  expect([read('sanne').arrangement, read('omar').arrangement]).toEqual(['Een tolk', 'Een lift'])
  expect((await run('verify')).out).toEqual([
    'Keys of dossiers: opens 2, key is missing 0, damaged 0',
    'access_needs.arrangement: opens 2, key is missing 0, damaged 0',
    'contact_requests.content: opens 0, key is missing 0, damaged 0',
  ])
  expect(told()).toEqual([
    'keys.make winter done',
    'keys.make zomer done',
    'keys.rotate zomer done',
    'keys.drop winter done',
    'keys.verify all done',
  ])
})

test('no command shows a key, or anything that was sealed', async () => {
  const { run, write, source } = keysCommand()
  const said = [await run('make'), await run('make', 'b')]
  write('sanne', 'geheim-kanarie')
  for (const words of [['list'], ['rotate'], ['verify'], ['drop', 'b'], ['make', 'b'], []])
    said.push(await run(...words))
  const text = said.map((one) => one.text).join('\n')
  for (const line of readFileSync(source.keysFile, 'utf8').trim().split('\n')) {
    const secret = line.split(':')[1] ?? ''
    expect(secret).toHaveLength(44)
    expect(text).not.toContain(secret)
  }
  expect(text).not.toContain('kanarie')
})

test('verify counts what is damaged and what has no key, and ends with a refusal; a reading it is not', async () => {
  const { db, confidential, run, write, told, source } = keysCommand()
  await run('make', 'a')
  write('sanne', 'Een tolk')
  write('omar', 'Een lift')
  prepared(
    confidential,
    "UPDATE access_needs SET arrangement = x'00' WHERE dossier_id = (SELECT id FROM dossiers WHERE subject_id = ?)",
  ).run(demoPerson(db, 'sanne').id)
  expect(await run('verify')).toMatchObject({
    code: 1,
    out: [
      'Keys of dossiers: opens 2, key is missing 0, damaged 0',
      'access_needs.arrangement: opens 1, key is missing 0, damaged 1',
      'contact_requests.content: opens 0, key is missing 0, damaged 0',
    ],
  })
  rmSync(source.keysFile)
  expect((await run('verify')).out[1]).toBe('access_needs.arrangement: opens 0, key is missing 1, damaged 1')
  expect((await run('list')).err).toEqual(['The key a is missing. Dossiers that cannot be read now: 2'])
  expect(told().filter((line) => line.startsWith('keys.verify'))).toEqual([
    'keys.verify all refused',
    'keys.verify all refused',
  ])
  expect(
    db
      .select()
      .from(auditEvents)
      .all()
      .filter(({ action }) => action.endsWith('.read')),
  ).toEqual([])
})

test('verify names a dossier whose key is gone without a mark, which is locked and kept, and a key whose dossier is gone', async () => {
  const { confidential, dataKeys, run, write, read } = keysCommand()
  await run('make', 'a')
  for (const handle of ['sanne', 'omar'] as const) write(handle, 'Een tolk')
  prepared(dataKeys, 'DELETE FROM data_keys WHERE dossier_id = (SELECT min(dossier_id) FROM data_keys)').run()
  prepared(
    dataKeys,
    "INSERT INTO data_keys (id, dossier_type, dossier_id, wrapped, wrapped_by, created_at) VALUES ('x', 'test', 'x', x'00', 'a', 0)",
  ).run()
  const verified = await run('verify')
  expect([verified.code, verified.out[1]]).toEqual([
    1,
    'access_needs.arrangement: opens 1, key is missing 1, damaged 0',
  ])
  expect(verified.err.slice(0, 2)).toEqual([
    expect.stringContaining('Dossiers without a key: 1.'),
    expect.stringContaining('Keys without a dossier: 1.'),
  ])
  expect([read('sanne').problem, read('omar').problem].sort()).toEqual(['locked', null].sort())
  expect(Number(prepared(confidential, 'SELECT count(*) FROM access_needs').pluck().get())).toBe(2)
})

test.each([
  [['make', 'Grote Naam'], 1, 'cannot be a name'],
  [['make', 'a'], 1, 'has been used already'],
  [['make', 'gone'], 1, 'has been used already'],
  [['drop', 'nothing'], 1, 'There is no key nothing'],
  [['drop', 'a'], 1, 'a is the first key'],
  [['drop'], 2, 'How to use it'],
  [['steal'], 2, 'How to use it'],
  [['list', 'more'], 2, 'How to use it'],
])('%j is refused (%i): %s; nothing changes', async (argv, code, sentence) => {
  const { dataKeys, run, write, told, source } = keysCommand()
  await run('make', 'a')
  write('sanne', 'Een tolk')
  prepared(
    dataKeys,
    "INSERT INTO data_keys (id, dossier_type, dossier_id, wrapped, wrapped_by, created_at) VALUES ('x', 'test', 'x', x'00', 'gone', 0)",
  ).run()
  const before = [readFileSync(source.keysFile, 'utf8'), told().length]
  const refused = await run(...argv)
  expect([refused.code, refused.out]).toEqual([code, []])
  expect(refused.err[0]).toContain(sentence)
  expect([readFileSync(source.keysFile, 'utf8'), told().length]).toEqual(before)
})

test('keys of the environment are not changed by the command', async () => {
  const portal = peopleFiles()
  const source = {
    KOERS_KEYS: `env:${Buffer.alloc(32, 3).toString('base64')}`,
    keysFile: path.join(folder, 'none'),
    KOERS_DEMO: false,
  }
  const err: string[] = []
  const io = { out: () => {}, err: (line: string) => err.push(line), isTTY: false }
  for (const argv of [['make'], ['drop', 'env']])
    expect(await runKeys(argv, io, { ...portal, now: NOW, source })).toBe(1)
  expect(err).toEqual([
    textsFor('nl')('operator:keys.fromEnvironment'),
    textsFor('nl')('operator:keys.fromEnvironment'),
  ])
  expect(existsSync(source.keysFile)).toBe(false)
})

test('a file that cannot be written is a sentence, and nothing is told', async () => {
  const { run, told, source } = keysCommand()
  // The longest name a file may have: what is written beside it has no name left.
  source.keysFile = path.join(folder, 'k'.repeat(250))
  expect(await run('make', 'a')).toMatchObject({ code: 1, err: [expect.stringContaining('cannot be written')] })
  expect(told()).toEqual([])
})

test('a file of keys that is wrong is a sentence for every command', async () => {
  const { run, source } = keysCommand()
  source.keysFile = folder
  for (const word of ['list', 'make', 'rotate', 'verify'])
    expect(await run(word)).toMatchObject({
      code: 2,
      out: [],
      err: [expect.stringContaining('cannot be read (EISDIR)')],
    })
})

test.each(LANGUAGES)('it tells how it is used (%s)', async (language) => {
  const out: string[] = []
  const io = { out: (line: string) => out.push(line), err: (line: string) => out.push(line), isTTY: false }
  expect(
    await runKeys(['--help', '--lang', language], io, { ...peopleFiles(), now: NOW, source: keysCommand().source }),
  ).toBe(0)
  expect(out[0]).toBe(textsFor(language)('operator:keys.usage.call'))
  for (const word of ['make', 'list', 'rotate', 'verify', 'drop'])
    expect(out.some((line) => line.startsWith(word))).toBe(true)
})
