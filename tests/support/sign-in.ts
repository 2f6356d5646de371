import type { Page } from '@playwright/test'
import type { DemoHandle } from '#app/features/people/demo-people.ts'

/** Signs in as a person of the demo, by the door; ends on their account. Nobody has more than five sign-ins at once: a test that needs its own for long takes a person nobody else takes. */
export async function signIn(page: Page, handle: DemoHandle, language: 'nl' | 'en' = 'nl'): Promise<void> {
  await page.goto(`/${language}/sign-in`)
  await page.locator(`button[name="person"][value="${handle}"]`).click()
  await page.waitForURL(`/${language}/my`)
}
