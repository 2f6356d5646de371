import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { ROLES, type Role } from '#app/access/vocabulary.ts'
import { addDays, dayOf } from '#app/i18n/zoned-time.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { clearSignInServices } from '#app/platform/oidc/service.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type Account, employee } from '#tests/support/oidc/accounts.ts'
import { type LyingProvider, startLyingProvider } from '#tests/support/oidc/lying-provider.ts'
import { Browser, countSignIns, openPortal, PORTAL } from '#tests/support/oidc/portal-auth.ts'
import { addIdentity, addPerson, addRelation } from '../add-person.server.ts'
import { decideHeldSignIn } from '../decide-held-sign-in.server.ts'
import { grantRole } from '../grant-role.server.ts'
import { setDisabled } from '../roles/end-role.server.ts'
import { type FirstSignInFacts, whyFirstSignInWaits } from './first-sign-in-rules.ts'

const HERE = 'kuni.example'
const THERE = 'hogeschool.example'

let provider: LyingProvider
let portal: { close(): void }
beforeAll(async () => {
  provider = await startLyingProvider()
  portal = openPortal(provider.issuer, {
    OIDC_HOME_ORGANISATIONS: `${HERE}, ${THERE}`,
    OIDC_STAFF_NUMBER_CLAIM: 'employee_number',
  })
})
afterAll(async () => {
  portal.close()
  await provider.close()
})
beforeEach(() => {
  clearSignInServices()
  provider.lie = {}
})

const today = () => dayOf(now())
const adding = asSystem('operator', 'person.add')

/** Ada as the HR file knows her, who never came. */
function addAda(staffNumber: string, homeOrganisation: string | null = HERE): string {
  const person = { name: 'Ada Maas', email: 'ada@kuni.example', language: 'nl', staffNumber, homeOrganisation } as const
  return inTransaction(database(), (tx) => addPerson(tx, adding, person, now()))
}

function grant(personId: string, role: Role, days: { startsOn?: string; endsOn?: string } = {}): void {
  const client = database().$client
  const unitId = role === 'hr-adviser' ? (client.prepare('SELECT id FROM units').pluck().get() as string) : null
  const external = 'SELECT id FROM providers WHERE external = 1'
  const providerId = role === 'provider' ? (client.prepare(external).pluck().get() as string) : null
  const endsOn = days.endsOn ?? (role === 'provider' ? addDays(today(), 30) : null)
  const wanted = { personId, role, unitId, providerId, startsOn: days.startsOn ?? today(), endsOn }
  const granted = inTransaction(database(), (tx) => grantRole(tx, asSystem('operator', 'role.grant'), wanted, now()))
  expect(granted.ok).toBe(true)
}

/** A role whose days lie in the past: none can be granted so. */
function setDays(personId: string, startsOn: string, endsOn: string): void {
  database()
    .$client.prepare('UPDATE role_grants SET starts_on = ?, ends_on = ? WHERE person_id = ?')
    .run(startsOn, endsOn, personId)
}

type Row = { name: string; email: string | null; home_organisation: string | null; staff_number: string | null }
function rowOf(id: string): Row {
  return database()
    .$client.prepare('SELECT name, email, home_organisation, staff_number FROM people WHERE id = ?')
    .get(id) as Row
}

/** Somebody signs in with this account; answers who they then are, or why they are not let in. */
async function signIn(account: Account, browser = new Browser()): Promise<string> {
  provider.account = account
  const { at } = await browser.follow(PORTAL, await browser.get(`${PORTAL}/sign-in/start`))
  const answer = await browser.get(at)
  const problem = new URL(answer.headers.get('Location') ?? '', PORTAL).searchParams.get('why')
  return problem ?? browser.visitor()?.person.id ?? 'nobody'
}

const comer = (staffNumber: string, changes: Partial<Account> & { organisation?: unknown; number?: unknown } = {}) => {
  const { organisation = THERE, number = staffNumber, ...others } = changes
  return employee(`sub-${randomUUID()}`, {
    name: 'Eva Vreemd',
    email: 'eva@elders.example',
    schac_home_organization: organisation as string,
    employee_number: number as string,
    ...others,
  })
}

/** Another number each time, of seven digits as the universities' are. */
let last = 1_000_123
const newNumber = () => String(last++)

type Change = { organisation?: unknown; number?: (number: string) => unknown }
const STRANGERS: Array<[string, Change, 'new' | 'other-organisation']> = [
  ['of another organisation', {}, 'new'],
  ['of another organisation, in capitals', { organisation: 'HOGESCHOOL.EXAMPLE' }, 'new'],
  ['of a sub-organisation', { organisation: `x.${HERE}` }, 'other-organisation'],
  ['of an organisation that only ends the same', { organisation: `x${HERE}` }, 'other-organisation'],
  ['of an organisation with a dot at the end', { organisation: `${HERE}.` }, 'other-organisation'],
  ['of an organisation with a dot before it', { organisation: `.${HERE}` }, 'other-organisation'],
  ['of an organisation with two dots', { organisation: 'kuni..example' }, 'other-organisation'],
  ['of an organisation with the Kelvin sign for a k', { organisation: '\u212Auni.example' }, 'other-organisation'],
  ['of an organisation with a Cyrillic u', { organisation: 'k\u0443ni.example' }, 'other-organisation'],
  ['of an organisation with a full-width dot', { organisation: 'kuni\uFF0Eexample' }, 'other-organisation'],
  ['of an organisation with a soft hyphen', { organisation: 'ku\u00ADni.example' }, 'other-organisation'],
  ['of an organisation with a zero-width space', { organisation: 'kuni\u200B.example' }, 'other-organisation'],
  ['of an organisation with a line end', { organisation: `${HERE}\n` }, 'other-organisation'],
  ['of an organisation with a NUL', { organisation: `${HERE}\u0000` }, 'other-organisation'],
  ['of an organisation with a no-break space before it', { organisation: `\u00A0${HERE}` }, 'other-organisation'],
  ['of two organisations at once', { organisation: [HERE, THERE] }, 'other-organisation'],
  ['of an organisation in a list in a list', { organisation: [[HERE]] }, 'other-organisation'],
  ['without an organisation', { organisation: null }, 'other-organisation'],
  ['of an empty organisation', { organisation: '' }, 'other-organisation'],
  ['of her organisation, with a zero before the number', { organisation: HERE, number: (n) => `0${n}` }, 'new'],
  ['of her organisation, with a space in the number', { organisation: HERE, number: (n) => `1 ${n.slice(1)}` }, 'new'],
  ['of her organisation, with a point in the number', { organisation: HERE, number: (n) => `1.${n.slice(1)}` }, 'new'],
  ['of her organisation, with .0 behind the number', { organisation: HERE, number: (n) => `${n}.0` }, 'new'],
  ['of her organisation, with a tab behind the number', { organisation: HERE, number: (n) => `${n}\t` }, 'new'],
  ['of her organisation, with a number of full-width digits', { organisation: HERE, number: wide }, 'new'],
  ['of her organisation, with Arabic digits', { organisation: HERE, number: arabic }, 'new'],
  [
    'of her organisation, with a zero-width space in it',
    { organisation: HERE, number: (n) => `1\u200B${n.slice(1)}` },
    'new',
  ],
  ['of her organisation, with the number as a number', { organisation: HERE, number: Number }, 'new'],
  ['of her organisation, with two numbers', { organisation: HERE, number: (n) => [n, '7'] }, 'new'],
  ['of her organisation, with another case', { organisation: HERE, number: (n) => `P${n}` }, 'new'],
  ['of her organisation, with a wildcard', { organisation: HERE, number: () => '%' }, 'new'],
  ['of her organisation, without a number', { organisation: HERE, number: () => '' }, 'new'],
]

function wide(number: string): string {
  return number.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))
}

function arabic(number: string): string {
  return number.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)))
}

test.each(STRANGERS)(
  'who comes with the number of an administrator, %s, becomes nobody but themselves',
  async (_, change, expected) => {
    const number = newNumber()
    const ada = addAda(number)
    grant(ada, 'administrator')
    const before = rowOf(ada)
    const organisation = 'organisation' in change ? change.organisation : THERE
    const became = await signIn(comer(number, { organisation, number: change.number?.(number) ?? number }))
    if (expected === 'new') expect(became).toMatch(/^[0-9a-f-]{36}$/)
    else expect(became).toBe(expected)
    expect(became).not.toBe(ada)
    expect(rowOf(ada)).toEqual(before)
    // And the real one is not shut out by it.
    const own = comer(number, { organisation: HERE, name: 'Ada Maas-Smit' })
    expect(await signIn(own)).toBe('waits')
  },
)

test('of several organisations, each has its own numbers', async () => {
  const number = newNumber()
  const [here, there] = [addAda(number, HERE), addAda(number, THERE)]
  expect(await signIn(comer(number, { organisation: THERE }))).toBe(there)
  expect(await signIn(comer(number, { organisation: 'KUNI.Example' }))).toBe(here)
})

test('a number without an organisation is nobody where several organisations come', async () => {
  const number = newNumber()
  const ada = addAda(number, null)
  for (const organisation of [HERE, THERE]) expect(await signIn(comer(number, { organisation }))).not.toBe(ada)
  expect(rowOf(ada)).toMatchObject({ home_organisation: null, name: 'Ada Maas' })
})

const careful = ROLES.filter((role) => role !== 'employee')
const BEFORE: Array<[string, (ada: string) => void]> = [
  ...careful.map((role): [string, (ada: string) => void] => [`has the role ${role}`, (ada) => grant(ada, role)]),
  ['has a role that still has to begin', (ada) => grant(ada, 'advisor', { startsOn: addDays(today(), 40) })],
  [
    'is an employee, with a role that begins tomorrow',
    (ada) => {
      grant(ada, 'employee')
      grant(ada, 'administrator', { startsOn: addDays(today(), 1) })
    },
  ],
  [
    'had a role that has ended',
    (ada) => {
      grant(ada, 'coordinator')
      setDays(ada, '2020-01-01', '2020-12-31')
    },
  ],
  [
    'had a role that was taken back before it held',
    (ada) => {
      grant(ada, 'coordinator')
      setDays(ada, '2020-01-02', '2020-01-01')
    },
  ],
  [
    'is tied to one record',
    (ada) =>
      void inTransaction(database(), (tx) =>
        addRelation(
          tx,
          asSystem('seed', 'relation.grant'),
          { personId: ada, relation: 'release-receiver', recordType: 'release', recordId: 'r' },
          now(),
        ),
      ),
  ],
  [
    'has another account already',
    (ada) =>
      inTransaction(database(), (tx) => {
        const identity = { issuer: provider.issuer, subject: randomUUID(), personId: ada, homeOrganisation: HERE }
        addIdentity(tx, adding, identity, now())
      }),
  ],
]

test.each(BEFORE)(
  'a first sign-in with the organisation and number of somebody who %s waits, and changes nothing of theirs',
  async (_, give) => {
    const number = newNumber()
    const ada = addAda(number)
    give(ada)
    const before = rowOf(ada)
    const signIns = countSignIns()
    const account = comer(number, { organisation: HERE })
    expect([await signIn(account), await signIn(account)]).toEqual(['waits', 'waits'])
    expect(countSignIns()).toBe(signIns)
    expect(rowOf(ada)).toEqual(before)
    const held = database().$client.prepare('SELECT * FROM held_sign_ins WHERE person_id = ?').all(ada)
    expect(held).toMatchObject([
      { name: 'Eva Vreemd', email: 'eva@elders.example', home_organisation: HERE, staff_number: number },
    ])
    const told = database().$client.prepare(
      "SELECT count(*) FROM audit_events WHERE action = 'sign-in.hold' AND subject_id = ?",
    )
    expect(told.pluck().get(ada)).toBe(1)
  },
)

test('without any such role, organisation and number are enough; name and address stay until the next time', async () => {
  const number = newNumber()
  const ada = addAda(number)
  const account = comer(number, { organisation: HERE })
  expect(await signIn(account)).toBe(ada)
  expect(rowOf(ada)).toMatchObject({ name: 'Ada Maas', email: 'ada@kuni.example' })
  expect(await signIn(account)).toBe(ada)
  expect(rowOf(ada)).toMatchObject({ name: 'Eva Vreemd', email: 'eva@elders.example' })
  const fields = database().$client.prepare(
    "SELECT fields FROM audit_events WHERE action = 'person.change' AND subject_id = ?",
  )
  expect(fields.pluck().all(ada)).toEqual(['email,name'])
})

test('a role that was granted after the first sign-in makes nobody wait', async () => {
  const number = newNumber()
  const ada = addAda(number)
  const account = comer(number, { organisation: HERE })
  await signIn(account)
  grant(ada, 'administrator')
  expect(await signIn(account)).toBe(ada)
})

test('somebody shut out does not wait: they are not let in, and nothing is kept of who comes', async () => {
  const number = newNumber()
  const ada = addAda(number)
  grant(ada, 'administrator')
  inTransaction(database(), (tx) =>
    setDisabled(tx, asSystem('operator', 'person.change'), { personId: ada, disabled: true }, now()),
  )
  expect(await signIn(comer(number, { organisation: HERE }))).toBe('no-access')
  expect(database().$client.prepare('SELECT 1 FROM held_sign_ins WHERE person_id = ?').get(ada)).toBeUndefined()
})

function decide(ada: string, is: 'same' | 'other') {
  const number = database()
    .$client.prepare('SELECT number FROM held_sign_ins WHERE person_id = ?')
    .pluck()
    .get(ada) as number
  const actor = asSystem('operator', 'sign-in.decide')
  return decideHeldSignIn(database(), actor, { number, is, reason: 'paspoort gezien' }, now())
}

test('confirmed, the account is theirs, with the roles they have, and the name stays until the next sign-in', async () => {
  const number = newNumber()
  const ada = addAda(number)
  grant(ada, 'administrator')
  const account = comer(number, { organisation: HERE })
  await signIn(account)
  expect(decide(ada, 'same')).toEqual({ ok: true, value: ada })
  expect(rowOf(ada).name).toBe('Ada Maas')
  expect(await signIn(account)).toBe(ada)
  expect(rowOf(ada).name).toBe('Eva Vreemd')
  expect(decide(ada, 'same')).toMatchObject({ problem: 'no-held-sign-in' })
})

test('said to be somebody else, who comes is somebody new at the next sign-in, without the number; a mistake can be put right before it', async () => {
  const number = newNumber()
  const ada = addAda(number)
  grant(ada, 'administrator')
  const account = comer(number, { organisation: HERE })
  await signIn(account)
  expect(decide(ada, 'other').ok).toBe(true)
  expect(decide(ada, 'other')).toMatchObject({ problem: 'decided-already' })
  const became = await signIn(account)
  expect(became).not.toBe(ada)
  expect(rowOf(became)).toEqual({
    name: 'Eva Vreemd',
    email: 'eva@elders.example',
    home_organisation: HERE,
    staff_number: null,
  })
  expect(await signIn(account)).toBe(became)
  expect(decide(ada, 'same')).toMatchObject({ problem: 'no-held-sign-in' })

  const other = comer(number, { organisation: HERE })
  await signIn(other)
  decide(ada, 'other')
  expect(decide(ada, 'same').ok).toBe(true)
  expect(await signIn(other)).toBe(ada)
})

test('what the signed token says of organisation and number goes before what the page about the person says', async () => {
  const number = newNumber()
  const ada = addAda(number)
  const account = comer(number, { organisation: HERE })
  provider.lie = { claims: (claims) => ({ ...claims, schac_home_organization: THERE }) }
  expect(await signIn(account)).not.toBe(ada)
})

test('who came before the portal read the number gets it at the next sign-in, unless it is another record’s', async () => {
  const number = newNumber()
  const account = comer(number, { organisation: HERE })
  const { employee_number: _, ...without } = account
  const person = await signIn(without)
  expect(rowOf(person).staff_number).toBeNull()
  expect(await signIn(account)).toBe(person)
  expect(rowOf(person)).toMatchObject({ staff_number: number, home_organisation: HERE })

  const second = newNumber()
  const imported = addAda(second)
  const { employee_number: _none, ...other } = comer(second, { organisation: HERE })
  const came = await signIn(other)
  expect(await signIn({ ...other, employee_number: second })).toBe(came)
  expect([rowOf(came).staff_number, rowOf(imported).staff_number]).toEqual([null, second])
})

const nothing: FirstSignInFacts = { rolesEver: [], hasRelations: false, hasAccountHere: false }
test.each<[FirstSignInFacts, ReturnType<typeof whyFirstSignInWaits>]>([
  [nothing, null],
  [{ ...nothing, rolesEver: ['employee', 'employee'] }, null],
  ...careful.map((role): [FirstSignInFacts, 'granted-before'] => [
    { ...nothing, rolesEver: ['employee', role] },
    'granted-before',
  ]),
  [{ ...nothing, hasRelations: true }, 'granted-before'],
  [{ ...nothing, hasAccountHere: true }, 'other-account'],
  [{ rolesEver: ['administrator'], hasRelations: true, hasAccountHere: true }, 'other-account'],
])('the rule: %j waits for %s', (facts, why) => {
  expect(whyFirstSignInWaits(facts)).toBe(why)
})
