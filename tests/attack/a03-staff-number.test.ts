import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { ask } from '#tests/support/ask.ts'
import { employee, ORGANISATION } from '#tests/support/oidc/accounts.ts'
import { type LyingProvider, startLyingProvider } from '#tests/support/oidc/lying-provider.ts'
import { addressToBe, startOidcPortal } from '#tests/support/oidc/portal.ts'
import { DEMO, Portal } from '#tests/support/portal.ts'
import { OTHER_CHECKOUT } from '#tests/support/portal-under-attack.ts'

const OTHER = 'hogeschool.example'
const SETTINGS = {
  OIDC_HOME_ORGANISATIONS: `${ORGANISATION},${OTHER}`,
  OIDC_STAFF_NUMBER_CLAIM: 'employee_number',
  RATE_LIMITS: 'off',
}

type Known = { id: string; handle: string; name: string; email: string | null; number: string }

/** A folder with the people of the demo, known by a staff number of one organisation, none of whom ever signed in at the service. */
async function folderWithNumbers(): Promise<{ folder: string; known: Known[] }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-attacked-'))
  const demo = new Portal({ ...DEMO, DATA_DIR: folder }, OTHER_CHECKOUT)
  await demo.ready()
  await demo.stop()
  const db = new Database(path.join(folder, 'koers.sqlite'))
  const hasOrganisation = db.prepare("SELECT 1 FROM pragma_table_info('people') WHERE name = 'home_organisation'").get()
  const people = db.prepare('SELECT id, handle, name, email FROM people WHERE handle IS NOT NULL').all() as Known[]
  const known = people.map((one, at) => ({ ...one, number: String(1_000_100 + at) }))
  for (const { id, number } of known)
    db.prepare(
      `UPDATE people SET staff_number = ?${hasOrganisation ? `, home_organisation = '${ORGANISATION}'` : ''} WHERE id = ?`,
    ).run(number, id)
  // The demo's roles begin at the moment of the tests; these people have had theirs for years.
  db.exec("UPDATE role_grants SET starts_on = '2020-01-01', ends_on = NULL")
  db.close()
  return { folder, known }
}

/** Signs in at the service as somebody with this number; answers the page of the account, or nothing when they do not come in. */
async function comeIn(origin: string, provider: LyingProvider, number: string, organisation: string): Promise<string> {
  provider.account = employee(`${organisation}-${number}`, {
    name: 'Mallory Comer',
    email: 'mallory@elsewhere.example',
    employee_number: number,
    schac_home_organization: organisation,
  })
  const begun = await ask(origin, '/sign-in/start')
  const flow = (begun.headers['set-cookie'] ?? []).at(-1)?.split(';')[0] ?? ''
  const answered = await fetch(begun.headers.location ?? '', { redirect: 'manual' })
  const back = new URL(answered.headers.get('location') ?? '')
  const { headers } = await ask(origin, back.pathname + back.search, { headers: { Cookie: flow } })
  const session = (headers['set-cookie'] ?? []).find((one) => /^__Host-koers=[^;]/.test(one))?.split(';')[0]
  return session ? (await ask(origin, '/nl/my', { headers: { Cookie: session } })).body : ''
}

test('A3: nobody becomes somebody else by a staff number, nor takes over careful roles, name or e-mail at a first sign-in', async () => {
  const provider = await startLyingProvider()
  const { folder, known } = await folderWithNumbers()
  const { origin, stop } = await startOidcPortal(await addressToBe(), provider.issuer, folder, SETTINGS, OTHER_CHECKOUT)
  const found: string[] = []
  try {
    const db = new Database(path.join(folder, 'koers.sqlite'), { readonly: true })
    const holdsMore = db.prepare("SELECT 1 FROM role_grants WHERE person_id = ? AND role <> 'employee' LIMIT 1").pluck()
    const identityOf = db.prepare('SELECT count(*) FROM identities WHERE person_id = ?').pluck()
    const row = db.prepare('SELECT name, email FROM people WHERE id = ?')
    for (const { id, handle, name, email, number } of known) {
      const careful = holdsMore.get(id) === 1
      for (const organisation of [OTHER, ORGANISATION]) {
        await comeIn(origin, provider, number, organisation)
        const mayMatch = organisation === ORGANISATION && !careful
        if (!mayMatch && Number(identityOf.get(id)) > 0)
          found.push(`${handle} was taken over from ${organisation}${careful ? ', with careful roles' : ''}`)
        if (JSON.stringify(row.get(id)) !== JSON.stringify({ name, email }))
          found.push(`${handle} was renamed from ${organisation}`)
      }
    }
    db.close()
    // The control: somebody whom nobody knew comes in.
    expect(await comeIn(origin, provider, '2000001', ORGANISATION)).toContain('Mallory Comer')
  } finally {
    await stop()
    await provider.close()
    rmSync(folder, { recursive: true, force: true })
  }
  expect(found).toEqual([])
})
