import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { ask, ownForm, signInAs } from '#tests/support/ask.ts'
import { readPage, rowsIn, sendForm } from '#tests/support/attack-pages.ts'
import { expect, test } from '#tests/support/browser.ts'
import { embeds, forms } from '#tests/support/neighbour-pages.ts'
import { addressToBe } from '#tests/support/oidc/portal.ts'
import { underAttack } from '#tests/support/portal-under-attack.ts'

// Both are this machine; to a browser they are one site, as wiki.university.example and portal.university.example are.
const SITE = 'university.localhost'
const VICTIMS = ['ada', 'sanne'] as const
/** All of it takes minutes; `npm test` draws every seventh way, and those that once got through. */
const isLong = process.env.KOERS_TESTS === 'long'
const some = <T>(ways: ReadonlyArray<T>): T[] => ways.filter((_, at) => isLong || at % 7 === 0)

/** Pages of the neighbour, by path: HTML, and the raw `Set-Cookie` headers that come with it. */
type Wiki = { origin: string; pages: Map<string, { html: string; cookies: string[] }>; server: Server }

async function startWiki(): Promise<Wiki> {
  const pages: Wiki['pages'] = new Map()
  const server = createServer((request, response) => {
    const { html, cookies } = pages.get(request.url ?? '') ?? { html: '', cookies: [] }
    if (cookies.length > 0) response.setHeader('Set-Cookie', cookies)
    response
      .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
      .end(`<!DOCTYPE html><title>Wiki</title>${html}`)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://wiki.${SITE}:${(server.address() as AddressInfo).port}`, pages, server }
}

async function signedIn(browser: Browser, portal: string, cookie: string): Promise<BrowserContext> {
  const context = await browser.newContext()
  const [name = '', value = ''] = cookie.split('=')
  const url = portal.replace('http:', 'https:')
  if (value) await context.addCookies([{ name, value, url, secure: true, httpOnly: true, sameSite: 'Lax' }])
  return context
}

async function accountOf(page: Page, portal: string): Promise<string> {
  await page.goto(`${portal}/nl/my`)
  // The sign-in page of the demo names everybody too.
  return new URL(page.url()).pathname === '/nl/my' ? page.locator('main').innerText() : ''
}

/** How many pages of the neighbour are open at once, and how long each has to do what it does. */
const AT_ONCE = 8
const MS = 500

/** Opens pages of the neighbour in this browser, and gives each the time to do what it does. */
async function lure(context: BrowserContext, wiki: Wiki, pages: ReadonlyArray<string>): Promise<void> {
  for (let first = 0; first < pages.length; first += AT_ONCE) {
    const batch = pages.slice(first, first + AT_ONCE)
    await Promise.all(
      batch.map(async (html, at) => {
        wiki.pages.set(`/lure-${at}`, { html, cookies: [] })
        const page = await context.newPage()
        await page.goto(`${wiki.origin}/lure-${at}`, { waitUntil: 'commit' })
        await page.waitForTimeout(MS)
      }),
    )
    await Promise.all(context.pages().map((page) => page.close()))
  }
}

/** What somebody with this cookie sees of their account after the neighbour has set cookies. */
async function accountAfter(
  browser: Browser,
  portal: string,
  cookie: string,
  wiki: Wiki,
  set: string[],
): Promise<string> {
  const context = await signedIn(browser, portal, cookie)
  const path = `/cookies-${Math.random()}`
  wiki.pages.set(path, { html: '', cookies: set })
  const page = await context.newPage()
  await page.goto(`${wiki.origin}${path}`)
  const account = await accountOf(page, portal)
  await context.close()
  return account
}

test.describe.configure({ timeout: isLong ? 900_000 : 240_000 })
// Firefox and Safari have no such driver here; what is checked are requests that all browsers send.
test(`a neighbouring host plants no sign-in, writes no event, sends no form and signs nobody out @attack${isLong ? ' @long' : ''}`, async ({
  browser,
}) => {
  const inside = await addressToBe()
  const portal = inside.replace('127.0.0.1', `portal.${SITE}`)
  const wiki = await startWiki()
  await underAttack({ PORT: new URL(inside).port, PUBLIC_ORIGIN: portal }, async ({ folder }) => {
    const asOwn = { Origin: portal }
    const cookies = Object.fromEntries(
      await Promise.all(VICTIMS.map(async (who) => [who, await signInAs(inside, who, asOwn)] as const)),
    )
    const attacker = await signInAs(inside, 'omar', asOwn)
    const found: string[] = []

    // What is to be read: somebody's page, by the address as the administrator's own pages give it, the log, and what Sanne wrote.
    const people = await sendForm(inside, '/nl/desk/people', cookies.ada ?? '', { q: 'haddad' }, portal)
    const person = /\/nl\/desk\/people\/(?!waiting)[^"?]+/.exec(people.body)?.[0] ?? ''
    expect(person).not.toBe('')
    const empty = await readPage(inside, '/nl/my/access-needs', cookies.sanne ?? '')
    // A checkout of before that form had a token has none to send.
    const [, formToken] = /name="token" value="([^"]+)"/.exec(empty.body) ?? []
    const needs = { arrangement: 'A quiet room', ...(formToken ? { token: formToken } : {}) }
    await sendForm(inside, '/nl/my/access-needs', cookies.sanne ?? '', needs, portal)
    const kept = await readPage(inside, '/nl/my/access-needs', cookies.sanne ?? '')
    expect(kept.body).toContain('A quiet room')
    const telling = { ada: [person, '/nl/desk/audit'], sanne: ['/nl/my/access-needs'] }
    const sending: ReadonlyArray<readonly [string, Record<string, string>]> = [
      ['/sign-out', {}],
      ['/sign-in/demo', { person: 'omar' }],
      ['/nl/my/access-needs', { arrangement: 'planted' }],
      ['/nl/my', { language: 'en', intent: 'end-all' }],
      [person, { intent: 'grant', role: 'administrator', reason: 'x' }],
      ['/nl/wish', { wish: 'planted', searched: '' }],
    ]

    for (const who of VICTIMS) {
      const context = await signedIn(browser, portal, cookies[who] ?? '')
      const before = rowsIn(folder)
      for (const address of telling[who]) {
        await lure(context, wiki, some(embeds(`${portal}${address}`)))
        // A link on the neighbour's page, clicked by the victim.
        const page = await context.newPage()
        wiki.pages.set('/link', { html: `<a id="a" href="${portal}${address}">read</a>`, cookies: [] })
        await page.goto(`${wiki.origin}/link`)
        await page.locator('#a').click()
        await page.waitForURL((url) => url.origin === portal)
        await page.close()
      }
      await lure(context, wiki, some(sending.flatMap(([address, fields]) => forms(`${portal}${address}`, fields))))
      const after = rowsIn(folder)
      for (const [table, rows] of Object.entries(after))
        if (rows !== (before[table] ?? 0)) found.push(`${who}: ${table} has ${rows - (before[table] ?? 0)} rows more`)
      const page = await context.newPage()
      const name = who === 'ada' ? 'Ada' : 'Sanne de Wit'
      if (!(await accountOf(page, portal)).includes(name)) found.push(`${who} was signed out by a form or a frame`)
      await context.close()
    }

    // Cookies that the neighbour sets for the whole site.
    const names = ['__Host-koers', '__host-koers', 'koers', '__Host-koers-flow', '__Host-koers-way', 'language']
    const bytes = ['\u00a0', '\u0085', '\u00ff', '', '\t']
    const token = attacker.split('=')[1] ?? ''
    const planted = names.flatMap((cookie) =>
      bytes.flatMap((byte) => [
        [`${byte}${cookie}=${token}; Domain=${SITE}; Path=/nl`, `b=2; Domain=${SITE}; Path=/nl/my`],
        [`${cookie}${byte}=${token}; Domain=${SITE}; Path=/`],
        [`${byte}=${cookie}=${token}; Domain=${SITE}; Path=/; Secure`],
      ]),
    )
    const all = planted.flat().filter((one) => !one.startsWith('b='))
    const attempts = [
      ...[planted[0] ?? [], ...some(planted)].map((set) => ({ who: 'nobody' as const, set })),
      ...VICTIMS.flatMap((who) => [all, ...planted.slice(0, isLong ? 6 : 1)].map((set) => ({ who, set }))),
    ]
    for (let first = 0; first < attempts.length; first += AT_ONCE)
      await Promise.all(
        attempts.slice(first, first + AT_ONCE).map(async ({ who, set }) => {
          const account = await accountAfter(browser, portal, cookies[who] ?? '', wiki, set)
          const shown = JSON.stringify(set[0]?.slice(0, 24))
          if (account.includes('Omar Haddad')) found.push(`${who} reads as somebody else by ${shown}`)
          const name = { ada: 'Ada', sanne: 'Sanne de Wit', nobody: '' }[who]
          if (!account.includes(name)) found.push(`${who} is signed out by ${shown}`)
        }),
      )
    expect(found).toEqual([])
    // The same form of the portal's own page is carried out: so the list above could be longer.
    expect((await ask(inside, '/nl/wish', ownForm(portal, { wish: 'bees', searched: '' }))).status).toBe(302)
  })
  wiki.server.close()
})
