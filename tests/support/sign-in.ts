import type { Page } from '@playwright/test'
import type { DemoHandle } from '#app/features/people/demo-people.ts'
import { signInAs } from './ask.ts'

/** Gives the browser the cookie of a person of the demo, by the same request as the sign-in page sends. Nobody has more than five auth sessions at once: a test that needs its own for long takes a person nobody else takes. */
export async function takeSession(page: Page, handle: DemoHandle): Promise<void> {
  const origin = await originOf(page)
  await giveCookie(page, origin, await newSession(page, origin, handle))
}

/** The sessions that this process keeps, by portal and person. */
const kept = new Map<string, string>()

/** Opens a page as somebody with one session for all the looks of this process, so that looking around pushes nobody's session out. One that was ended meanwhile is taken anew. */
export async function openAs(page: Page, handle: DemoHandle, openPage: () => Promise<unknown>): Promise<void> {
  const origin = await originOf(page)
  const key = `${origin} ${handle}`
  for (let tries = 0; tries < 2; tries++) {
    const cookie = kept.get(key) ?? (await newSession(page, origin, handle))
    kept.set(key, cookie)
    await giveCookie(page, origin, cookie)
    await openPage()
    if ((await page.locator('.account-menu').count()) > 0) return
    kept.delete(key)
  }
}

/** The portal of this test: its own, or the one that all tests share. */
async function originOf(page: Page): Promise<string> {
  return new URL((await page.request.get('/livez')).url()).origin
}

async function newSession(page: Page, origin: string, handle: DemoHandle): Promise<string> {
  return signInAs(origin, handle, { 'User-Agent': await page.evaluate(() => navigator.userAgent) })
}

async function giveCookie(page: Page, origin: string, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=')
  await page
    .context()
    .addCookies([
      { name, value, url: origin.replace('http:', 'https:'), secure: true, httpOnly: true, sameSite: 'Lax' },
    ])
}

/** Signs in as a person of the demo and opens their account. The sign-in page itself has a spec of its own (employee/sign-in.spec.ts). */
export async function signIn(page: Page, handle: DemoHandle, language: 'nl' | 'en' = 'nl'): Promise<void> {
  await takeSession(page, handle)
  await page.goto(`/${language}/my`)
}
