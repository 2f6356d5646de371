import { createElement } from 'react'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ask, ownForm } from '#tests/support/ask.ts'
import { serveRoutes } from '#tests/support/test-routes.ts'
import type { LoadWatch } from './load-watch.server.ts'

let isOverloaded = false
let shed = 0
const watch: LoadWatch = {
  isOverloaded: () => isOverloaded,
  countShed: () => void shed++,
  figures: () => ({ delayMs: 0, shed }),
  stop: () => {},
}
const loader = vi.fn(() => null)
const action = vi.fn(() => null)
const page = { default: () => createElement('p', {}, 'a page of React'), loader, action }
let server: Awaited<ReturnType<typeof serveRoutes>>

beforeAll(async () => {
  server = await serveRoutes({ ':language/known': page, bare: page }, { watch })
})
afterAll(() => server.close())

const UNKNOWN = [
  '/nl',
  '/nl/unknown',
  '/nl/known/more',
  '/xx/known',
  '/nl/unknown.data',
  '/xx/known.data',
  '/bare/x',
  '/NL/known',
]

test.each(UNKNOWN)('%s is answered with the plain page, and no route hears of it', async (address) => {
  const { status, body } = await ask(server.origin, address)
  expect(status).toBe(404)
  expect(body).toContain('<link rel="stylesheet" href="/plain.css">')
  expect(body).not.toContain('refused')
  expect((await ask(server.origin, address, ownForm(server.origin, { a: 'b' }))).status).toBe(404)
})

test.each(['/nl/known', '/en/known/', '/nl/KNOWN', '/nl/known.data', '/bare'])(
  '%s reaches its route',
  async (address) => {
    loader.mockClear()
    expect((await ask(server.origin, address)).status).toBe(200)
    expect(loader).toHaveBeenCalledTimes(1)
  },
)

test('a known page without a language leads to the one the visitor reads, with its query; no form and no unknown page does', async () => {
  const at = async (address: string, headers: Record<string, string>) =>
    (await ask(server.origin, address, { headers })).headers.location
  expect(await at('/known?q=a&q=b', { 'Accept-Language': 'en-GB' })).toBe('/en/known?q=a&q=b')
  expect(await at('/known', { 'Accept-Language': 'en-GB', Cookie: 'language=nl' })).toBe('/nl/known')
  expect(await at('/unknown', {})).toBeUndefined()
  expect((await ask(server.origin, '/known', ownForm(server.origin, { a: 'b' }))).status).toBe(404)
})

test('the plain page searches on, and leads to the same address in the other language, whatever stands in it', async () => {
  const { body } = await ask(server.origin, '/en/a"><script>alert(1)</script>')
  expect(body).toContain('<form action="/en/catalogue" role="search">')
  expect(body).toContain('<a href="/en/catalogue">To the whole catalogue</a>')
  expect(body).toContain('lang="nl" hreflang="nl">Nederlands</a>')
  expect(body).not.toContain('<script')
})

test('while the thread is late pages are shed with a moment to come back, and what is sent is carried out', async () => {
  isOverloaded = true
  try {
    loader.mockClear()
    action.mockClear()
    const page = await ask(server.origin, '/nl/known')
    expect([page.status, page.headers['retry-after']]).toEqual([503, '5'])
    expect(page.body).toContain('<h1>Het is even te druk</h1>')
    expect((await ask(server.origin, '/en/known.data')).status).toBe(503)
    expect((await ask(server.origin, '/nl/known', { method: 'HEAD' })).status).toBe(503)
    expect([loader.mock.calls.length, shed]).toEqual([0, 3])
    for (const path of ['/livez', '/readyz']) expect((await ask(server.origin, path)).status).toBe(200)
    expect((await ask(server.origin, '/nl/known', ownForm(server.origin, { a: 'b' }))).status).toBe(200)
    expect(action).toHaveBeenCalledTimes(1)
  } finally {
    isOverloaded = false
  }
  expect((await ask(server.origin, '/nl/known')).status).toBe(200)
})
