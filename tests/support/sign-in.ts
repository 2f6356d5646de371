import type { Page } from '@playwright/test'
import type { DemoHandle } from '#app/features/people/demo-people.ts'
import { signInAs } from './ask.ts'

/** Gives the browser the cookie of a person of the demo, by the same request as the sign-in page sends. Nobody has more than five auth sessions at once: a test that needs its own for long takes a person nobody else takes. */
export async function takeSession(page: Page, handle: DemoHandle): Promise<void> {
  // The portal of this test: its own, or the one that all tests share.
  const { origin } = new URL((await page.request.get('/livez')).url())
  const userAgent = await page.evaluate(() => navigator.userAgent)
  const [name = '', value = ''] = (await signInAs(origin, handle, { 'User-Agent': userAgent })).split('=')
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
