import path from 'node:path'
import Database from 'better-sqlite3'
import { ask, cookieOf, demoForm, ownForm, signInAs } from '#tests/support/ask.ts'
import { expect, test } from '#tests/support/browser.ts'
import { withPortal } from '#tests/support/portal.ts'

const NAME = '__Host-koers'
const MADE_UP = 'A'.repeat(43)

function tokenOf(cookie: string): string {
  return cookie.slice(NAME.length + 1)
}

/** Another last character: the same 32 bytes for whoever reads it loosely as base64. */
function otherLast(token: string): string {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const at = signs.indexOf(token.at(-1) ?? 'A')
  return token.slice(0, -1) + signs[at % 4 === 3 ? at - 1 : at + 1]
}

test('no planted, old, doubled or rewritten id makes anybody of anyone', async () => {
  test.setTimeout(120_000)
  const folder = test.info().outputPath('data')
  await withPortal(
    {
      DATA_DIR: folder,
      RATE_LIMITS: 'off',
    },
    async (origin) => {
      const authStore = new Database(path.join(folder, 'auth.sqlite'))
      const main = new Database(path.join(folder, 'koers.sqlite'))
      /** Who the portal takes this request for: the name on the account page, or nobody. */
      const who = async (headers: Record<string, string>, address = '/nl/my') => {
        const { status, body } = await ask(origin, address, { headers })
        return status === 200 ? (/Sanne de Wit|Omar [\w ]+/.exec(body)?.[0] ?? 'somebody') : 'nobody'
      }
      const signIn = async (handle: string, cookie: string, more: Record<string, string> = {}) => {
        const form = demoForm(origin, { person: handle, ...more })
        return cookieOf(await ask(origin, '/sign-in/demo', { ...form, headers: { ...form.headers, Cookie: cookie } }))
      }
      const nobody: Array<[string, () => Promise<string>]> = []
      const never = (what: string, check: () => Promise<string>) => nobody.push([what, check])

      const real = await signInAs(origin, 'sanne')
      const token = tokenOf(real)
      expect(await who({ Cookie: real }), 'the real one is known').toBe('Sanne de Wit')

      never('a made-up id that was there before signing in', async () => {
        const given = await signIn('omar', `${NAME}=${MADE_UP}`)
        expect(tokenOf(given)).not.toBe(MADE_UP)
        return who({ Cookie: `${NAME}=${MADE_UP}` })
      })
      never("an attacker's own id that was there before somebody else signed in", async () => {
        const planted = await signInAs(origin, 'omar')
        const given = await signIn('sanne', planted)
        expect(await who({ Cookie: given })).toBe('Sanne de Wit')
        return who({ Cookie: planted })
      })
      for (const name of [NAME, 'koers', 'session', 'token', 'sid'])
        never(`an id in the address, as ${name}`, () => who({}, `/nl/my?${name}=${token}`))
      never('an id in the form of signing in', async () => {
        const given = await signIn('omar', '', { [NAME]: MADE_UP, token: MADE_UP, session: MADE_UP, id: MADE_UP })
        expect(tokenOf(given)).not.toBe(MADE_UP)
        return who({ Cookie: `${NAME}=${MADE_UP}` })
      })
      for (const [name, value] of [
        ['Authorization', `Bearer ${token}`],
        ['X-Session', token],
        [NAME, token],
        ['Cookie2', real],
      ] as const)
        never(`an id in the header ${name}`, () => who({ [name]: value }))
      const other = await signInAs(origin, 'omar')
      for (const cookies of [
        `${real}; ${other}`,
        `${other}; ${real}`,
        `${NAME}=${MADE_UP}; ${real}`,
        `${real};${NAME}=`,
      ])
        never('two cookies of the same name', () => who({ Cookie: cookies }))
      for (const name of [
        'koers',
        '__Secure-koers',
        '__host-koers',
        '__HOST-KOERS',
        '_Host-koers',
        '__Host-koers-flow',
        'x__Host-koers',
        '"__Host-koers"',
      ])
        never(`a cookie called ${name}, which a neighbour can set`, () => who({ Cookie: `${name}=${token}` }))
      never('a cookie without a name', () => who({ Cookie: `=${real}` }))
      for (const [what, value] of [
        ['capitals', token.toUpperCase()],
        ['small letters', token.toLowerCase()],
        ['padding', `${token}=`],
        ['a point more', `${token}.`],
        ['quotes', `"${token}"`],
        ['percent signs', `%${token.charCodeAt(0).toString(16)}${token.slice(1)}`],
        ['another last sign', otherLast(token)],
        ['one sign less', token.slice(1)],
        ['nothing', ''],
      ] as const)
        never(`the id with ${what}`, () => who({ Cookie: `${NAME}=${value}` }))
      const publicIds = authStore
        .prepare('SELECT id, hex(hash) AS hash, person_id AS person FROM auth_sessions')
        .all() as Array<Record<string, string>>
      for (const row of publicIds)
        for (const value of [row.id, row.hash, row.person])
          never('a public id as token', () => who({ Cookie: `${NAME}=${value}` }))
      never('the id from before signing in anew', async () => {
        const first = await signInAs(origin, 'sanne')
        await signIn('sanne', first)
        return who({ Cookie: first })
      })
      never('the id from before a change of roles, once the requests on their way have passed', async () => {
        const first = await signInAs(origin, 'omar')
        main.prepare("UPDATE people SET epoch = epoch + 1 WHERE handle = 'omar'").run()
        const changed = await ask(origin, '/nl/my', { headers: { Cookie: first } })
        expect(cookieOf(changed)).not.toBe('')
        expect(cookieOf(changed)).not.toBe(first)
        expect(await who({ Cookie: first }), 'for ten seconds').toContain('Omar')
        authStore
          .prepare('UPDATE auth_sessions SET replaced_at = replaced_at - 11000 WHERE replaced_at IS NOT NULL')
          .run()
        return who({ Cookie: first })
      })
      never('the id after signing out', async () => {
        const first = await signInAs(origin, 'sanne')
        const out = ownForm(origin, {})
        await ask(origin, '/sign-out', { ...out, headers: { ...out.headers, Cookie: first } })
        return who({ Cookie: first })
      })

      const adopted: string[] = []
      for (const [what, check] of nobody) {
        const found = await check()
        if (found !== 'nobody') adopted.push(`${what}: ${found}`)
      }
      process.stdout.write(`planted ids: ${nobody.length} tried, ${adopted.length} adopted\n`)
      expect(adopted).toEqual([])
      authStore.close()
      main.close()
    },
  )
})

test.describe('a neighbouring host', () => {
  test.use({ mayLog: /status of 403|favicon/ })
  // Both resolve to this machine; to a browser they are one site, as wiki.university.example and portal.university.example are.
  const PORTAL = 'portal.university.localhost'
  const WIKI = 'wiki.university.localhost'

  test('plants no id, and its forms are refused although the browser sends the cookie along', async ({
    page,
    context,
    baseURL,
  }) => {
    const at = (host: string) => (baseURL ?? '').replace('127.0.0.1', host)
    const cookie = await signInAs(baseURL ?? '', 'sanne')
    await context.addCookies([
      {
        name: NAME,
        value: tokenOf(cookie),
        url: at(PORTAL).replace('http:', 'https:'),
        secure: true,
        httpOnly: true,
        sameSite: 'Lax',
      },
    ])
    await page.route(`${at(WIKI)}/**`, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!DOCTYPE html><html lang="en"><title>wiki</title><form method="post" action="${at(PORTAL)}/sign-out"><button>Win</button></form></html>`,
      }),
    )
    await page.goto(`${at(PORTAL)}/nl/my`)
    await expect(page.getByRole('main')).toContainText('Sanne de Wit')

    await page.goto(`${at(WIKI)}/`)
    await page.evaluate((made) => {
      for (const planted of [
        `__Host-koers=${made}; Domain=university.localhost; Path=/; Secure`,
        `__Host-koers=${made}; Domain=university.localhost; Path=/nl`,
        `__host-koers=${made}; Domain=university.localhost; Path=/; Secure`,
        `=__Host-koers=${made}; Domain=university.localhost; Path=/; Secure`,
        `koers=${made}; Domain=university.localhost; Path=/; Secure`,
      ]) {
        // biome-ignore lint/suspicious/noDocumentCookie: this is what the attacker writes.
        document.cookie = planted
      }
    }, MADE_UP)
    const sent = page.waitForRequest((request) => request.method() === 'POST')
    await page.getByRole('button', { name: 'Win' }).click()
    const headers = await (await sent).allHeaders()
    expect(headers.cookie, 'SameSite does not protect from a neighbour').toContain(cookie)
    expect(headers.cookie).not.toContain(`__Host-koers=${MADE_UP}`)
    expect(headers.origin).toBe(at(WIKI))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dit kwam niet van ons')

    await page.goto(`${at(PORTAL)}/nl/my`)
    await expect(page.getByRole('main')).toContainText('Sanne de Wit')
  })
})
