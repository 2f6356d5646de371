import { test as base, expect, type Page, type Response } from '@playwright/test'

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

/** Waits until the page answers to clicks and keys; one without a script does so at once. */
export async function untilAwake(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          document.scripts.length === 0 ||
          Object.keys(document.querySelector('main') ?? document.body).some((key) => key.startsWith('__reactProps')),
      ),
    )
    .toBe(true)
}

/** Presses the button that comes before a page whose reading is told; answers with that page. */
export async function pressToOpen(page: Page): Promise<Response> {
  const opened = page.waitForResponse(
    (one) => one.request().isNavigationRequest() && one.request().method() === 'GET' && one.status() === 200,
  )
  await page.locator('form[action$="/my/open"] button').click()
  const answer = await opened
  await page.locator('form[action$="/my/open"]').waitFor({ state: 'detached' })
  return answer
}

/** Goes to an address as if it was typed; a page whose reading is told then asks first, and its button is pressed. */
export async function goTo(page: Page, path: string): Promise<Response | null> {
  const answer = await page.goto(path)
  const asksFirst = (await page.locator('form[action$="/my/open"]').count()) > 0
  return asksFirst ? pressToOpen(page) : answer
}

/** Opens a page and waits until it answers to clicks and keys. */
export async function open(page: Page, path: string): Promise<number> {
  const answer = await goTo(page, path)
  await untilAwake(page)
  return answer?.status() ?? 0
}

/** How far the page is wider than the screen, in pixels. */
export function widerThanScreen(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

export { expect }
