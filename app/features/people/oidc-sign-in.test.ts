import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import type { Role } from '#app/access/vocabulary.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type Account, employee, LOA2, ORGANISATION } from '#tests/support/oidc/accounts.ts'
import { Browser, CALLBACK, openPortal, PORTAL } from '#tests/support/oidc/portal-auth.ts'
import { type RealProvider, startRealProvider } from '#tests/support/oidc/real-provider.ts'
import { addIdentity, addPerson } from './add-person.server.ts'
import { grantRole } from './grant-role.server.ts'

let provider: RealProvider
let portal: { close(): void }

beforeAll(async () => {
  provider = await startRealProvider(CALLBACK)
  portal = openPortal(provider.issuer)
})
afterAll(async () => {
  portal.close()
  await provider.close()
})

let number = 0
/** Somebody who never came before. */
let sub = ''
beforeEach(() => {
  number++
  sub = `employee-${number}`
})

/** Signs in at the service as this account, and goes back to the portal; answers what the portal then says. */
async function signIn(browser: Browser, account: Account, search = ''): Promise<Response> {
  provider.accounts.set(account.sub, account)
  let { at, response } = await browser.follow(PORTAL, await browser.get(`${PORTAL}/sign-in/start${search}`))
  for (let step = 0; step < 2 && new URL(at).origin === provider.issuer; step++) {
    const prompt = /name="(login|consent)"/.exec(await response.text())?.[1] ?? ''
    const value = prompt === 'login' ? account.sub : 'yes'
    const next = await browser.follow(at, await browser.post(at, { [prompt]: value }))
    at = next.at
    response = next.response
  }
  expect(at).toContain('/sign-in/callback?')
  return browser.get(at)
}

type Row = { id: string; name: string; email: string | null; language: string; staff_number: string | null }
function personOf(subject: string): Row | undefined {
  return database()
    .$client.prepare('SELECT p.* FROM people p JOIN identities i ON i.person_id = p.id WHERE i.subject = ?')
    .get(subject) as Row | undefined
}

function toldAbout(personId: string): string[] {
  return database()
    .$client.prepare(
      "SELECT action || CASE fields WHEN '' THEN '' ELSE ' ' || fields END FROM audit_events WHERE subject_id = ? ORDER BY seq",
    )
    .pluck()
    .all(personId) as string[]
}

/** Grants a role as the operator's command does. */
function grant(personId: string, role: Role, more: { providerId?: string; endsOn?: string } = {}): void {
  const actor = asSystem('operator', 'role.grant')
  const granted = inTransaction(database(), (tx) => grantRole(tx, actor, { personId, role, ...more }, now()))
  expect(granted.ok).toBe(true)
}

/** Somebody the portal knows already, by this subject at the service, without any role. */
function addKnown(subject: string): string {
  const actor = asSystem('operator', 'person.add')
  return inTransaction(database(), (tx) => {
    const personId = addPerson(tx, actor, { name: 'Nynke Aanbieder', language: 'nl' }, now())
    addIdentity(tx, actor, { issuer: provider.issuer, subject, personId, homeOrganisation: ORGANISATION }, now())
    return personId
  })
}

test('who signs in for the first time is known from then on, as an employee and nothing more', async () => {
  const browser = new Browser()
  const answer = await signIn(browser, employee(sub))
  expect(answer.headers.get('Location')).toBe('/nl/my')
  const person = personOf(sub)
  expect(person).toMatchObject({ name: 'Mirthe Bøsveld-İnan', email: 'm.bosveld@universiteit.example', language: 'en' })
  expect(browser.visitor()?.person).toMatchObject({ id: person?.id, grants: [{ role: 'employee' }] })
  expect(toldAbout(person?.id ?? '')).toEqual(['person.add', 'identity.add', 'role.grant employee'])
})

test('who comes back has the same account under a new id, and nothing is written about it', async () => {
  const browser = new Browser()
  await signIn(browser, employee(sub))
  const first = browser.cookie('__Host-koers')
  const changes = () => database().$client.prepare('SELECT total_changes()').pluck().get()
  const before = changes()
  await signIn(browser, employee(sub))
  expect(browser.visitor()?.person.id).toBe(personOf(sub)?.id)
  expect(browser.cookie('__Host-koers')).not.toBe(first)
  expect(changes()).toBe(before)
})

test('the id from before signing in is worth nothing after it', async () => {
  const browser = new Browser()
  await signIn(browser, employee(sub))
  const old = browser.cookie('__Host-koers') ?? ''
  await signIn(browser, employee(sub))
  const thief = new Browser()
  thief.setCookie('__Host-koers', old)
  expect(thief.visitor()).toBeNull()
})

test('a name and an address that changed at the service change here, and the log says which, not what', async () => {
  await signIn(new Browser(), employee(sub))
  const changed = employee(sub, {
    name: 'Mirthe Bøsveld',
    email: 'mirthe@universiteit.example',
    preferred_language: 'nl',
  })
  await signIn(new Browser(), changed)
  const person = personOf(sub)
  // The language is the person's own choice from the first time on.
  expect(person).toMatchObject({ name: 'Mirthe Bøsveld', email: 'mirthe@universiteit.example', language: 'en' })
  expect(toldAbout(person?.id ?? '').at(-1)).toBe('person.change email,name')
})

test('somebody whose e-mail address is that of another person gets an account of their own', async () => {
  await signIn(new Browser(), employee(sub))
  await signIn(new Browser(), employee(`${sub}-b`))
  expect(personOf(`${sub}-b`)?.email).toBe(personOf(sub)?.email)
  expect(personOf(`${sub}-b`)?.id).not.toBe(personOf(sub)?.id)
})

test('two first sign-ins of one person at the same moment make one person', async () => {
  const [one, two] = [new Browser(), new Browser()]
  await Promise.all([signIn(one, employee(sub)), signIn(two, employee(sub))])
  expect(one.visitor()?.person.id).toBe(personOf(sub)?.id)
  expect(two.visitor()?.person.id).toBe(personOf(sub)?.id)
})

test.each([
  ['/nl/catalogue?q=feedback', '/nl/catalogue?q=feedback'],
  ['/en/my/asked', '/en/my/asked'],
  ['https://elsewhere.example/nl', '/nl/my'],
  ['//elsewhere.example/nl', '/nl/my'],
  ['/nl/sign-in', '/nl/my'],
])('who wanted to go to %s arrives at %s', async (to, arrives) => {
  const answer = await signIn(new Browser(), employee(sub), `?to=${encodeURIComponent(to)}`)
  expect(answer.headers.get('Location')).toBe(arrives)
})

test('both ends speak of the same browser: state, nonce and the challenge are new each time, and the secret is not in the address', async () => {
  const seen = new Set<string>()
  for (let time = 0; time < 20; time++) {
    const asked = new URL((await new Browser().get(`${PORTAL}/sign-in/start`)).headers.get('Location') ?? '')
    for (const name of ['state', 'nonce', 'code_challenge']) {
      const value = asked.searchParams.get(name) ?? ''
      expect(value).toMatch(/^[\w-]{43}$/)
      seen.add(value)
    }
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: CALLBACK,
      scope: 'openid profile email',
    })
    expect(asked.search).not.toMatch(/secret|verifier|acr_values|prompt/)
  }
  expect(seen.size).toBe(60)
})

test('who stops at the service hears that nothing is lost, and is not signed in', async () => {
  const browser = new Browser()
  const { at } = await browser.follow(PORTAL, await browser.get(`${PORTAL}/sign-in/start?to=/en/stories`))
  const back = await browser.follow(at, await browser.post(at, { stop: 'yes' }))
  const answer = await browser.get(back.at)
  expect(answer.headers.get('Location')).toMatch(
    /^\/en\/sign-in\/problem\?why=cancelled&reference=[0-9A-F]{8}&to=%2Fen%2Fstories$/,
  )
  expect(browser.visitor()).toBeNull()
})

test('advisors, administrators and other careful roles wait until the second factor was used, and then hold under a new id', async () => {
  const browser = new Browser()
  await signIn(browser, employee(sub))
  const personId = personOf(sub)?.id ?? ''
  grant(personId, 'administrator')
  const before = browser.cookie('__Host-koers')
  // The change of roles gives a new id at the next request; the role itself waits.
  expect(browser.visitor()).toMatchObject({ waiting: ['administrator'], person: { grants: [{ role: 'employee' }] } })
  const renewed = browser.cookie('__Host-koers')
  expect(renewed).not.toBe(before)

  const answer = await signIn(browser, employee(sub), '?step-up=yes&to=/nl/my')
  expect(answer.headers.get('Location')).toBe('/nl/my')
  expect(browser.cookie('__Host-koers')).not.toBe(renewed)
  expect(browser.visitor()).toMatchObject({ waiting: [], authSession: { assured: true } })
  expect(browser.visitor()?.person.grants.map(({ role }) => role)).toContain('administrator')
  expect(toldAbout(personId).at(-1)).toBe('sign-in.begin')
})

test('a confirmation without a second factor changes nothing', async () => {
  const browser = new Browser()
  const plain = employee(sub, { hasSecondFactor: false })
  await signIn(browser, plain)
  grant(personOf(sub)?.id ?? '', 'advisor')
  browser.visitor()
  const before = browser.cookie('__Host-koers')
  const answer = await signIn(browser, plain, '?step-up=yes')
  expect(answer.headers.get('Location')).toContain('why=not-assured')
  expect(browser.cookie('__Host-koers')).toBe(before)
  expect(browser.visitor()).toMatchObject({ waiting: ['advisor'], authSession: { assured: false } })
})

test('a confirmation as somebody else changes nothing', async () => {
  const browser = new Browser()
  await signIn(browser, employee(sub))
  const personId = personOf(sub)?.id ?? ''
  const started = await browser.get(`${PORTAL}/sign-in/start?step-up=yes`)
  const asked = new URL(started.headers.get('Location') ?? '').searchParams
  expect([asked.get('prompt'), asked.get('acr_values')]).toEqual(['login', LOA2])
  // Signed out at the service meanwhile.
  browser.cookies.delete(provider.issuer)
  const answer = await signIn(browser, employee(`${sub}-b`), '?step-up=yes')
  expect(answer.headers.get('Location')).toContain('why=other-person')
  expect(browser.visitor()?.person.id).toBe(personId)
  expect(personOf(`${sub}-b`)).toBeUndefined()
})

test.each([
  ['a student', { eduperson_affiliation: ['student', 'member'] }, 'not-employed'],
  ['a guest, who was not asked for', { eduperson_affiliation: ['affiliate'] }, 'not-employed'],
  ['somebody without any affiliation', { eduperson_affiliation: [] }, 'not-employed'],
  ['an employee of another university', { schac_home_organization: 'elders.example' }, 'other-organisation'],
  [
    'an employee of a university that ends the same',
    { schac_home_organization: 'x.universiteit.example' },
    'other-organisation',
  ],
  ['somebody whose university is not told', { schac_home_organization: undefined }, 'other-organisation'],
  ['somebody whose name is not told', { name: undefined }, 'incomplete'],
] as const)('%s is not let in, and nothing is kept of them', async (_, changes, why) => {
  const browser = new Browser()
  const { eduperson_affiliation: affiliations, ...others } = { eduperson_affiliation: undefined, ...changes }
  const account = employee(sub, { ...others, ...(affiliations ? { eduperson_affiliation: [...affiliations] } : {}) })
  const answer = await signIn(browser, account)
  expect(answer.headers.get('Location')).toContain(`why=${why}`)
  expect(browser.visitor()).toBeNull()
  expect(personOf(sub)).toBeUndefined()
})

test('a student who also works here is let in, whatever the case of the words', async () => {
  const browser = new Browser()
  const account = employee(sub, {
    eduperson_affiliation: ['student', 'Employee'],
    schac_home_organization: 'Universiteit.Example',
  })
  await signIn(browser, account)
  expect(browser.visitor()?.person.id).toBe(personOf(sub)?.id)
})

test('who left the university is not let in any more, whatever roles they had', async () => {
  await signIn(new Browser(), employee(sub))
  grant(personOf(sub)?.id ?? '', 'hr-publisher')
  const browser = new Browser()
  const answer = await signIn(browser, employee(sub, { eduperson_affiliation: ['alum'] }))
  expect(answer.headers.get('Location')).toContain('why=not-employed')
  expect(browser.visitor()).toBeNull()
})

test('who was shut out, or whose last role ended, hears whom to ask, and their name is not written anew', async () => {
  await signIn(new Browser(), employee(sub))
  const person = personOf(sub)
  const client = database().$client
  for (const shut of [
    'UPDATE people SET disabled_at = 1 WHERE id = ?',
    "UPDATE role_grants SET ends_on = starts_on, starts_on = '2020-01-01', ends_on = '2020-01-02' WHERE person_id = ?",
  ]) {
    client.prepare(shut).run(person?.id)
    const answer = await signIn(new Browser(), employee(sub, { name: 'Iemand Anders' }))
    expect(answer.headers.get('Location')).toContain('why=no-access')
    expect(personOf(sub)?.name).toBe(person?.name)
    client.prepare('UPDATE people SET disabled_at = NULL WHERE id = ?').run(person?.id)
  }
})

test('a provider comes in by their contract, without being an employee, until it ends', async () => {
  const account = employee(sub, { eduperson_affiliation: ['affiliate'] })
  const personId = addKnown(sub)
  const today = dayOf(new Date())
  const provider = database().$client.prepare('SELECT id FROM providers').pluck().get() as string
  grant(personId, 'provider', { providerId: provider, endsOn: today })
  const browser = new Browser()
  await signIn(browser, account, '?step-up=yes')
  expect(browser.visitor()?.person.grants.map(({ role }) => role)).toEqual(['provider'])
  database()
    .$client.prepare('UPDATE role_grants SET ends_on = ?, starts_on = ? WHERE person_id = ?')
    .run('2020-01-02', '2020-01-01', personId)
  const answer = await signIn(browser, account)
  expect(answer.headers.get('Location')).toContain('why=no-access')
  expect(browser.visitor()).toBeNull()
})

test('the callback used once more leads who is signed in to their own page, and nobody else in', async () => {
  const browser = new Browser()
  provider.accounts.set(sub, employee(sub))
  let callback = ''
  const get = browser.get.bind(browser)
  browser.get = (address) => {
    if (address.startsWith(CALLBACK)) callback = address
    return get(address)
  }
  await signIn(browser, employee(sub))
  expect((await get(callback)).headers.get('Location')).toBe('/nl/my')
  const other = new Browser()
  expect((await other.get(callback)).headers.get('Location')).toContain('why=unknown-way')
  expect(other.visitor()).toBeNull()
})
