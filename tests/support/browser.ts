import { test as base, expect, type Page } from '@playwright/test'
import type { DemoHandle } from '#app/features/people/demo-people.ts'

type Options = {
  /** What the browser may complain about in this test, such as a page that does not exist. Anything else fails it. */
  mayLog: RegExp | null
}

/** Every browser test: a console error or warning, an uncaught error or a breach of the content security policy fails it. */
export const test = base.extend<Options & { quiet: string[] }>({
  mayLog: [null, { option: true }],
  quiet: [
    async ({ context, mayLog }, use) => {
      const complaints: string[] = []
      context.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') {
          complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`)
        }
      })
      context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`))
      await use(complaints)
      expect(complaints.filter((complaint) => !mayLog?.test(complaint))).toEqual([])
    },
    { auto: true },
  ],
})

/** What Chromium says of an address that does not exist. */
export const NOT_FOUND = /status of 404/

/** Waits until the page answers to clicks and keys. */
export async function untilAwake(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() =>
        Object.keys(document.querySelector('main') ?? document.body).some((key) => key.startsWith('__reactProps')),
      ),
    )
    .toBe(true)
}

/** Opens a page and waits until it answers to clicks and keys. */
export async function open(page: Page, path: string): Promise<number> {
  const answer = await page.goto(path)
  await untilAwake(page)
  return answer?.status() ?? 0
}

/** Signs in as one of the demo people, as their button on the page does. */
export async function signInAs(page: Page, handle: DemoHandle): Promise<void> {
  await page.goto('/nl/sign-in')
  const status = await page.evaluate(
    async (person) => (await fetch('/sign-in/demo', { method: 'POST', body: new URLSearchParams({ person }) })).status,
    handle,
  )
  expect(status).toBe(200)
}

/** How far the page is wider than the screen, in pixels. */
export function widerThanScreen(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

export { expect }
