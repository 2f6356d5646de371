import { expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { EXIT } from '#app/platform/command/command.server.ts'
import { openAuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { runCommand } from '#tests/support/command.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { addPerson } from './add-person.server.ts'
import { idOfHandle, idOfIdentity } from './find-person.server.ts'
import { runPerson } from './person-command.server.ts'
import { readPerson } from './read-person.server.ts'
import { UNDO_MS } from './roles/merge-rules.ts'
import { admit } from './sign-in/admit.server.ts'

const authStore = openAuthStore(':memory:')
const run = (db: Db, argv: string[], now = NOW) =>
  runCommand((io) => runPerson(argv, io, { db, authStore: () => authStore, now }))

const RULES = { homeOrganisations: ['a.example'], affiliations: ['employee'] }
function comes(db: Db, subject: string) {
  const claims = {
    name: 'Roos Visser',
    email: 'roos@a.example',
    language: null,
    homeOrganisation: 'a.example',
    affiliations: ['employee'],
    staffNumber: '1000123',
  }
  const attempt = {
    issuer: 'https://login.example',
    subject,
    claims,
    assured: true,
    language: 'nl',
    expected: null,
  } as const
  return inTransaction(db, (tx) => admit(tx, attempt, RULES, NOW))
}

/** Roos, whom the HR file knows; she has not come yet. */
function addRoos(db: Db): string {
  const person = { handle: 'roos', name: 'R. Visser', language: 'nl', staffNumber: '1000123' } as const
  return inTransaction(db, (tx) => addPerson(tx, asSystem('operator', 'person.add'), person, NOW))
}

test('the first administrator, made before the first sign-in, waits and is confirmed by the operator', async () => {
  const db = peopleDatabase()
  const roos = addRoos(db)
  expect((await run(db, ['admit'])).out).toEqual(['Er wacht geen inlogpoging.'])
  expect((await run(db, ['grant', 'roos', 'administrator'])).code).toBe(EXIT.done)
  expect(comes(db, 's')).toEqual({ ok: false, problem: 'waits' })
  const { out } = await run(db, ['admit', '--lang', 'en'])
  expect(out).toEqual([
    expect.stringMatching(/^1: waits since /),
    '  the portal knows: R. Visser, -, -, 1000123',
    '  roles: administrator',
    '  the sign-in service says: Roos Visser, roos@a.example, a.example, 1000123 (through https://login.example)',
  ])
  for (const wrong of ['2', '0', '-1', '1x', '99999999999'])
    expect(await run(db, ['admit', '--', wrong])).toMatchObject({ code: EXIT.refused, out: [] })
  expect(await run(db, ['admit', '1', '--reason', 'aan de balie'])).toMatchObject({
    code: EXIT.done,
    out: ['Bevestigd: dit account is van roos. Wie wachtte, kan opnieuw inloggen.'],
  })
  expect(comes(db, 's')).toEqual({ ok: true, value: roos })
  expect(readPerson(db, roos, NOW)?.person.grants.map(({ role }) => role)).toEqual(['administrator', 'employee'])
  expect((await run(db, ['admit', '1'])).err).toEqual([
    'Er wacht geen inlogpoging met nummer 1. Er is niets veranderd.',
  ])
  const event = db.$client.prepare("SELECT actor_id, subject_id FROM audit_events WHERE action = 'sign-in.admit'").get()
  expect(event).toEqual({ actor_id: 'system:operator', subject_id: roos })
})

test('refused, who waited becomes somebody new, and the number of what waits is never given out again', async () => {
  const db = peopleDatabase()
  const roos = addRoos(db)
  await run(db, ['grant', 'roos', 'advisor'])
  comes(db, 's')
  expect((await run(db, ['admit', '1', '--refuse'])).out[0]).toContain('dit account is niet van roos')
  expect((await run(db, ['admit'])).out[0]).toContain('1: is iemand anders')
  const became = comes(db, 's')
  expect(became.ok && became.value).not.toBe(roos)
  comes(db, 't')
  expect((await run(db, ['admit'])).out[0]).toContain('2: wacht sinds')
})

test('two records are merged with a reason, found by either name after it, and taken apart within a day', async () => {
  const db = peopleDatabase()
  const [sanne, omar] = [idOfHandle(db, 'sanne') ?? '', idOfHandle(db, 'omar') ?? '']
  expect(await run(db, ['merge', 'omar', 'sanne'])).toMatchObject({
    code: EXIT.refused,
    err: ['Zet met --reason erbij waarom. Er is niets veranderd.'],
  })
  expect((await run(db, ['merge', 'omar', 'sanne', '--reason', 'twee keer'])).out[0]).toMatch(
    /^omar is samengevoegd met sanne/,
  )
  expect(readPerson(db, sanne, NOW)?.person.formerIds).toEqual([omar])
  expect((await run(db, ['list', 'omar'])).out[0]).toBe('sanne')
  expect((await run(db, ['merge', 'ada', 'sanne', '--reason', 'x'])).err[0]).toContain('laatste beheerder')
  expect((await run(db, ['merge', 'omar', '--undo'], new Date(Number(NOW) + UNDO_MS))).err[0]).toContain(
    'langer dan een dag',
  )
  expect((await run(db, ['merge', 'omar', '--undo'])).code).toBe(EXIT.done)
  expect((await run(db, ['merge', 'omar', '--undo'])).err[0]).toContain('met niemand samengevoegd')
  expect(readPerson(db, sanne, NOW)?.person.formerIds).toBeUndefined()
})

test.each([
  [['merge'], EXIT.unusable],
  [['merge', 'omar'], EXIT.unusable],
  [['merge', 'omar', 'sanne', 'els'], EXIT.unusable],
  [['merge', 'omar', 'sanne', '--undo'], EXIT.unusable],
  [['merge', 'nobody', 'sanne', '--reason', 'x'], EXIT.refused],
  [['merge', 'omar', 'nobody', '--reason', 'x'], EXIT.refused],
  [['merge', 'omar', 'sanne', '--reason', 'x'.repeat(501)], EXIT.unusable],
  [['admit', '1', '2'], EXIT.unusable],
  [['admit', '1', '--reason', 'x'.repeat(501)], EXIT.unusable],
])('%j ends with %i, and says so in both languages', async (argv, code) => {
  const db = peopleDatabase()
  for (const language of LANGUAGES) {
    const ended = await run(db, [...argv, '--lang', language])
    expect([ended.code, ended.out, ended.err.length]).toEqual([code, [], 1])
    expect(ended.text).not.toMatch(/\{\{|operator:/)
  }
  expect(idOfIdentity(db, 'https://login.example', 's')).toBeUndefined()
})
