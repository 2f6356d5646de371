import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { ask, signInAs } from '#tests/support/ask.ts'
import { underAttack } from '#tests/support/portal-under-attack.ts'

/** What a browser sends with a link that is followed in the portal itself, and what is different when somebody else made it ask. */
const FOLLOWED = { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Mode': 'navigate' }
type Shape = [name: string, headers: Record<string, string>, method?: string]
const embedded = ['image', 'iframe', 'frame', 'embed', 'object', 'script', 'style', 'font', 'audio', 'video', 'track']

const SHAPES: ReadonlyArray<Shape> = [
  ['no header at all', {}],
  ['a typed address', { ...FOLLOWED, 'Sec-Fetch-Site': 'none' }],
  ['a link on a neighbouring host', { ...FOLLOWED, 'Sec-Fetch-Site': 'same-site' }],
  ['a link on another site', { ...FOLLOWED, 'Sec-Fetch-Site': 'cross-site' }],
  ...embedded.flatMap((dest): Shape[] => [
    [`${dest} of a neighbouring host`, { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Dest': dest }],
    [`${dest} of the portal itself`, { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': dest }],
  ]),
  ['a fetch of a neighbouring host', { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Dest': 'empty' }],
  ['HEAD', FOLLOWED, 'HEAD'],
  ['HEAD of another site', { 'Sec-Fetch-Site': 'cross-site' }, 'HEAD'],
  ['prefetch of Chromium', { ...FOLLOWED, 'Sec-Purpose': 'prefetch' }],
  ['prerender', { ...FOLLOWED, 'Sec-Purpose': 'prefetch;prerender' }],
  ['prefetch of older browsers', { ...FOLLOWED, Purpose: 'prefetch' }],
  ['preview', { ...FOLLOWED, 'X-Purpose': 'preview' }],
  ['prefetch of Firefox', { ...FOLLOWED, 'X-Moz': 'prefetch' }],
  ['a doubled header', { ...FOLLOWED, 'Sec-Fetch-Site': 'same-origin, same-origin' }],
  ['back from the sign-in page', { ...FOLLOWED, Referer: 'http://127.0.0.1/nl/sign-in?to=%2Fnl%2Fdesk%2Faudit' }],
]

test('nobody else makes a browser write who looked at whom', async () => {
  await underAttack({}, async ({ origin, folder }) => {
    const db = new Database(path.join(folder, 'koers.sqlite'), { readonly: true })
    const told = () => Number(db.prepare('SELECT count(*) FROM audit_events').pluck().get())
    const cookie = await signInAs(origin, 'ada')
    const list = await ask(origin, '/nl/desk/people?role=employee', { headers: { ...FOLLOWED, Cookie: cookie } })
    const person = /href="(\/nl\/desk\/people\/[\w-]{20,})"/.exec(list.body)?.[1] ?? ''
    expect(person).not.toBe('')

    const written: string[] = []
    for (const address of [
      person,
      '/nl/desk/audit',
      `${person}.data`,
      `${person}.data?_routes=routes%2Fadmin%2Fperson`,
    ]) {
      // Both answer by the same loader; the data is asked for in every third shape.
      const shapes = address.includes('.data') ? SHAPES.filter((_, place) => place % 3 === 0) : SHAPES
      for (const [name, headers, method] of shapes) {
        const before = told()
        const { status } = await ask(origin, address, { method, headers: { ...headers, Cookie: cookie } })
        if (told() !== before) written.push(`${name}: ${address}`)
        // It asks first, instead of failing.
        if (status >= 400) written.push(`${name}: ${address} answers ${status}`)
      }
    }
    expect(written).toEqual([])

    // Followed in the portal, it opens and is told; and who may not read it hears that it does not exist, never a button.
    const before = told()
    const opened = await ask(origin, person, { headers: { ...FOLLOWED, Cookie: cookie } })
    expect([opened.status, told()]).toEqual([200, before + 1])
    const omar = await signInAs(origin, 'omar')
    for (const [name, headers, method] of SHAPES) {
      const { status, body } = await ask(origin, '/nl/desk/audit', { method, headers: { ...headers, Cookie: omar } })
      expect([status, body.includes('/my/open')], name).toEqual([404, false])
    }
    db.close()
  })
}, 120_000)

test('no address of the desk holds the id of a person, and its numbers count only what it shows', async () => {
  await underAttack({}, async ({ origin, folder }) => {
    const db = new Database(path.join(folder, 'koers.sqlite'), { readonly: true })
    const ids = db.prepare('SELECT id FROM people').pluck().all().map(String)
    const cookie = await signInAs(origin, 'ada')
    const read = async (address: string) =>
      (await ask(origin, address, { headers: { ...FOLLOWED, Cookie: cookie } })).body
    for (const address of ['/nl/desk/people?role=employee', '/nl/desk/audit', '/nl/desk/audit?action=role.grant']) {
      const body = await read(address)
      expect(
        ids.filter((id) => body.includes(id)),
        address,
      ).toEqual([])
      expect(body).not.toMatch(/before=\d+"/)
    }
    // The number of events on the start of the desk does not move when somebody reads their own access needs.
    const number = async () => /class="number">(\d[\d.]*) gebeurtenis/.exec(await read('/nl/desk'))?.[1]
    const before = await number()
    expect(before).toBeDefined()
    const sanne = await signInAs(origin, 'sanne')
    await ask(origin, '/nl/my/access-needs', { headers: { ...FOLLOWED, Cookie: sanne } })
    expect(await number()).toBe(before)
    db.close()
  })
}, 60_000)
