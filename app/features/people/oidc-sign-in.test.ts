import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { database } from '#db/client.server.ts'
import { type Account, employee, LOA2 } from '#tests/support/oidc/accounts.ts'
import { Browser, CALLBACK, openPortal, PORTAL } from '#tests/support/oidc/portal-door.ts'
import { type RealProvider, startRealProvider } from '#tests/support/oidc/real-provider.ts'

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

test('who signs in for the first time is known from then on, as an employee and nothing more', async () => {
  const browser = new Browser()
  const answer = await signIn(browser, employee(sub))
  expect(answer.headers.get('Location')).toBe('/nl/my')
  const person = personOf(sub)
  expect(person).toMatchObject({ name: 'Mirthe Bøsveld-İnan', email: 'm.bosveld@universiteit.example', language: 'en' })
  expect(browser.visitor()?.person).toMatchObject({ id: person?.id, grants: [{ role: 'employee' }] })
  expect(toldAbout(person?.id ?? '')).toEqual(['person.add', 'identity.add', 'role.grant employee'])
})
