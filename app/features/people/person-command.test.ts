import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { ROLES } from '#app/access/vocabulary.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { EXIT } from '#app/platform/command/command.server.ts'
import { openAuthStore } from '#db/auth-store.server.ts'
import { type Db, openDatabase } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { runCommand } from '#tests/support/command.ts'
import { freshDatabase, NOW, peopleDatabase } from '#tests/support/database.ts'
import { addIdentity, addPerson } from './add-person.server.ts'
import { findVisitorByToken, startAuthSession } from './auth-sessions.server.ts'
import { DEMO_HANDLES } from './demo-people.ts'
import { idOfHandle } from './find-person.server.ts'
import { runPerson } from './person-command.server.ts'
import { grantsOf } from './read-person.server.ts'

const authStore = openAuthStore(':memory:')
const demo = peopleDatabase()

function person(argv: string[], { db = demo, now = NOW }: { db?: Db; now?: Date } = {}) {
  return runCommand((io) => runPerson(argv, io, { db, authStore: () => authStore, now }))
}

function idOf(handle: string, db = demo): string {
  const id = idOfHandle(db, handle)
  if (!id) throw new Error(`no ${handle}`)
  return id
}

function rolesOf(handle: string, db = demo, now = NOW): string[] {
  return grantsOf(db, idOf(handle, db), now).map(({ role, unitId }) => (unitId ? `${role} ${unitId}` : role))
}

/** Somebody who has signed in once at a service, as the portal then knows them. */
function signedInOnce(db: Db, facts: { email: string; staffNumber?: string }): string {
  return inTransaction(db, (tx) => {
    const actor = asSystem('sign-in', 'person.add')
    const id = addPerson(tx, actor, { name: 'Roos Visser', language: 'nl', ...facts }, NOW)
    const identity = {
      issuer: 'https://login.example',
      subject: id,
      personId: id,
      homeOrganisation: 'lindehoven.example',
    }
    addIdentity(tx, actor, identity, NOW)
    return id
  })
}

function lastEvent(db: Db) {
  return db.$client
    .prepare('SELECT action, actor_id, subject_id, fields FROM audit_events ORDER BY seq DESC LIMIT 1')
    .get()
}

function changes(db: Db): unknown {
  return db.$client
    .prepare('SELECT (SELECT max(seq) FROM audit_events) + (SELECT count(*) FROM role_grants)')
    .pluck()
    .get()
}

describe('the first administrator of a real installation', () => {
  test('signs in once, gets a short name by their address, and the role; the role holds at the next request', async () => {
    const db = freshDatabase()
    const id = signedInOnce(db, { email: 'Roos.Visser@lindehoven.example' })
    const seen = await person(['list'], { db })
    expect(seen.text).toContain(id)
    expect(seen.text).not.toContain('Roos')
    const named = await person(['handle', 'roos.visser@lindehoven.example', 'roos'], { db })
    expect([named.code, named.text]).toEqual([EXIT.done, expect.stringContaining('naam: Roos Visser')])
    expect(named.text).toContain('logt in via https://login.example, organisatie lindehoven.example')
    expect((await person(['grant', 'roos', 'administrator', '--reason', 'eerste beheerder'], { db })).code).toBe(
      EXIT.done,
    )
    expect(rolesOf('roos', db)).toEqual(['administrator'])
    expect(lastEvent(db)).toEqual({
      action: 'role.grant',
      actor_id: 'system:operator',
      subject_id: id,
      fields: 'administrator',
    })
    expect((await person(['list', 'roos'], { db })).text).toContain('administrator, vanaf ma 1 februari 2027')
  })

  test('is found by id and by staff number too, and never guessed among two with one address', async () => {
    const db = freshDatabase()
    const id = signedInOnce(db, { email: 'team@lindehoven.example', staffNumber: '1001' })
    signedInOnce(db, { email: 'team@lindehoven.example' })
    expect((await person(['handle', 'team@lindehoven.example', 'roos'], { db })).err).toEqual([
      textsFor('nl')('operator:person.several'),
    ])
    expect((await person(['handle', id, 'roos'], { db })).code).toBe(EXIT.done)
    expect((await person(['handle', '1001', 'roos-2'], { db })).code).toBe(EXIT.done)
    expect(idOfHandle(db, 'roos-2')).toBe(id)
    expect((await person(['handle', 'nobody@lindehoven.example', 'x1'], { db })).err).toEqual([
      textsFor('nl')('operator:person.nobody'),
    ])
  })

  test.each(['A', 'Roos', '1a', 'r', 'a b', 'a_b', 'é', 'x'.repeat(41), "a'; DROP TABLE people"])(
    'cannot be called %j',
    async (name) => {
      const { code, err } = await person(['handle', idOf('sanne'), name])
      expect([code, err]).toEqual([EXIT.refused, [textsFor('nl')('operator:person.wrong-handle', { handle: name })]])
    },
  )

  test('cannot be called as somebody of the demo, or as somebody else', async () => {
    const db = freshDatabase()
    const id = signedInOnce(db, { email: 'a@b.example' })
    for (const name of DEMO_HANDLES)
      expect((await person(['handle', id, name], { db })).err, name).toEqual([
        textsFor('nl')('operator:person.handle-of-demo', { handle: name }),
      ])
    expect((await person(['add', 'omar', '--name', 'Omar'])).err).toEqual([
      textsFor('nl')('operator:person.handle-taken', { handle: 'omar' }),
    ])
  })
})

describe('roles', () => {
  test('are granted for a unit and for days, in both ways of writing a day, and end with their last day', async () => {
    const db = peopleDatabase()
    const granted = await person(
      ['grant', 'omar', 'hr-publisher', '--unit', 'library', '--from', '3-2-2027', '--until', '2027-02-05'],
      { db },
    )
    expect(granted.out).toEqual([
      'omar heeft nu de rol hr-publisher (library), vanaf wo 3 februari 2027, tot en met vr 5 februari 2027. Dit telt vanaf de volgende pagina die iemand opvraagt.',
    ])
    const on = (day: string) => rolesOf('omar', db, new Date(`${day}T12:00:00Z`))
    expect(on('2027-02-02')).toEqual(['employee'])
    expect(on('2027-02-03')).toEqual(['employee', 'hr-publisher library'])
    expect(on('2027-02-06')).toEqual(['employee'])
  })

  test('end at once, or with a day, and one of several is named by its unit', async () => {
    const db = peopleDatabase()
    const several = await person(['end', 'ingrid', 'hr-adviser'], { db })
    expect([several.code, several.err.length, several.text]).toEqual([
      EXIT.refused,
      3,
      expect.stringContaining('(law)'),
    ])
    expect((await person(['end', 'ingrid', 'hr-adviser', '--unit', 'law'], { db })).code).toBe(EXIT.done)
    expect(rolesOf('ingrid', db)).toEqual(['employee', 'hr-adviser social-sciences'])
    expect((await person(['end', 'jan', 'advisor', '--until', '05-02-2027'], { db })).code).toBe(EXIT.done)
    expect(rolesOf('jan', db)).toContain('advisor')
    expect(rolesOf('jan', db, new Date('2027-02-06T12:00:00Z'))).toEqual(['employee'])
    expect((await person(['end', 'sanne', 'advisor'], { db })).err).toEqual([
      textsFor('nl')('operator:role.no-grant', { handle: 'sanne', role: 'advisor' }),
    ])
  })

  test.each<[string[], string, number]>([
    [['grant', 'niemand', 'advisor'], 'call.no-person', EXIT.refused],
    [['grant', 'sanne', 'baas'], 'role.unknown-role', EXIT.unusable],
    [['grant', 'sanne', 'hr-adviser'], 'role.needs-unit', EXIT.refused],
    [['grant', 'sanne', 'advisor', '--unit', 'law'], 'role.no-unit-here', EXIT.refused],
    [['grant', 'sanne', 'hr-adviser', '--unit', 'mars'], 'role.unknown-unit', EXIT.refused],
    [['grant', 'sanne', 'provider'], 'role.needs-provider', EXIT.refused],
    [
      ['grant', 'sanne', 'provider', '--provider', 'mars', '--until', '2028-01-01'],
      'role.unknown-provider',
      EXIT.refused,
    ],
    [['grant', 'sanne', 'provider', '--provider', 'leerdek'], 'role.needs-end', EXIT.refused],
    [['grant', 'sanne', 'advisor', '--from', '2027-03-02', '--until', '2027-03-01'], 'role.wrong-dates', EXIT.refused],
    [['grant', 'sanne', 'employee'], 'role.has-it', EXIT.refused],
    [['end', 'marieke', 'advisor', '--until', '2027-01-31'], 'role.wrong-dates', EXIT.refused],
    [['grant', 'sanne', 'advisor', '--until', '31-02-2027'], 'person.wrongDay', EXIT.unusable],
    [['grant', 'sanne', 'advisor', '--from', 'morgen'], 'person.wrongDay', EXIT.unusable],
    [['grant', 'sanne', 'advisor', '--reason', 'x'.repeat(501)], 'person.tooLong', EXIT.unusable],
    [['grant', 'sanne'], 'call.wrong-call', EXIT.unusable],
    [['grant', 'sanne', 'advisor', 'meer'], 'call.wrong-call', EXIT.unusable],
    [['end', 'sanne', 'advisor', '--from', '2027-01-01'], 'call.wrong-call', EXIT.unusable],
    [['add', 'nieuw'], 'call.no-value', EXIT.unusable],
    [['add', 'nieuw', '--name', 'N', '--email', 'geen adres'], 'person.wrongEmail', EXIT.unusable],
    [['sign-out', 'niemand'], 'call.no-person', EXIT.refused],
    [['weg', 'sanne'], 'call.unknown-word', EXIT.unusable],
  ])('%j is refused in a sentence in both languages, and changes nothing', async (argv, key, code) => {
    const before = changes(demo)
    for (const language of LANGUAGES) {
      const answer = await person([...argv, '--lang', language])
      const text = textsFor(language) as unknown as (key: string) => string
      const [start = ''] = text(`operator:${key}`).split('{{')
      expect([answer.code, answer.out, answer.err[0]]).toEqual([code, [], expect.stringContaining(start)])
      expect(answer.text).not.toMatch(/\{\{|operator:/)
    }
    expect(changes(demo)).toBe(before)
  })

  test('a role may be granted while the portal serves: a sign-in that is open has it at the next request, under a new id', async () => {
    const db = peopleDatabase()
    const signIn = { personId: idOf('sanne', db), method: 'demo', assured: true, device: '' } as const
    const token = startAuthSession(db, authStore, asSystem('sign-in', 'sign-in.begin'), signIn, NOW) ?? ''
    await person(['grant', 'sanne', 'coordinator'], { db })
    const found = findVisitorByToken(db, authStore, token, NOW)
    expect(found?.visitor.person.grants.map(({ role }) => role)).toEqual(['coordinator', 'employee'])
    expect(found?.renewed).toMatch(/^[\w-]{43}$/)
  })
})

test('somebody is added without a role, and cannot do anything yet', async () => {
  const db = freshDatabase()
  const added = await person(['add', 'lotte', '--name', 'Lotte Kuiper', '--email', 'l@b.example', '--lang', 'en'], {
    db,
  })
  expect([added.code, added.out]).toEqual([EXIT.done, [textsFor('en')('operator:person.isAdded', { handle: 'lotte' })]])
  expect(rolesOf('lotte', db)).toEqual([])
  expect(db.$client.prepare('SELECT language, email FROM people').get()).toEqual({
    language: 'en',
    email: 'l@b.example',
  })
  expect((await person(['list', 'lotte'], { db })).text).toContain('geen rollen')
})

test('signing somebody out ends all their sign-ins and nobody else’s, and is told', async () => {
  const db = peopleDatabase()
  const begin = (handle: string) =>
    startAuthSession(
      db,
      authStore,
      asSystem('sign-in', 'sign-in.begin'),
      { personId: idOf(handle, db), method: 'demo', assured: true, device: '' },
      NOW,
    ) ?? ''
  const [one, two, other] = [begin('omar'), begin('omar'), begin('els')]
  expect((await person(['sign-out', 'omar'], { db })).out).toEqual(['omar is uitgelogd, op 2 plekken.'])
  expect([one, two, other].map((token) => findVisitorByToken(db, authStore, token, NOW) !== null)).toEqual([
    false,
    false,
    true,
  ])
  expect(lastEvent(db)).toMatchObject({ action: 'sign-in.end-others', subject_id: idOf('omar', db) })
})

test('the list shows roles that hold now or later, and no names or addresses', async () => {
  const { out } = await person(['list', '--lang', 'en'])
  expect(out).toContain('ingrid')
  expect(out).toContain('  hr-adviser (law), from Mon 1 February 2027')
  expect(out.join('\n')).not.toMatch(/Haddad|@/)
})

test.each(LANGUAGES)('it tells how it is used and names every role, in %s', async (language) => {
  for (const argv of [['--help'], []]) {
    const { code, out, err } = await person([...argv, '--lang', language])
    expect([code, err]).toEqual([EXIT.done, []])
    expect(out[0]).toContain('npm run person')
    for (const role of ROLES) expect(out.join('\n')).toContain(role)
    expect(out.join('\n')).not.toMatch(/\{\{|operator:/)
  }
})

test('while another process writes it says so, and nothing has changed', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-person-'))
  const file = path.join(folder, 'koers.sqlite')
  const other = openDatabase(file)
  const db = openDatabase(file, { waitMs: 20 })
  try {
    signedInOnce(other, { email: 'a@b.example' })
    other.$client.exec('BEGIN IMMEDIATE')
    expect(await person(['handle', 'a@b.example', 'roos'], { db })).toMatchObject({
      code: EXIT.unusable,
      err: [textsFor('nl')('operator:call.busy')],
    })
    other.$client.exec('ROLLBACK')
    expect(idOfHandle(db, 'roos')).toBeUndefined()
  } finally {
    for (const one of [db, other]) one.$client.close()
    rmSync(folder, { recursive: true })
  }
})
