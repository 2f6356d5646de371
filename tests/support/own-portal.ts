import { test as base } from './browser.ts'
import { DEMO, Portal } from './portal.ts'

/** A browser test on a portal of its own, where it may change people and units without another test meeting the change. */
export const test = base.extend<object, { origin: string }>({
  origin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const portal = new Portal({ HOST: '127.0.0.1', ...DEMO })
      const { origin } = await portal.ready()
      await use(origin)
      await portal.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ origin }, use) => use(origin),
})
