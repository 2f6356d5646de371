import process from 'node:process'
import { defineConfig } from '@playwright/test'
import { systemBrowser } from './scripts/browser.mjs'
import { DEMO_COOKIE, DEMO_TOKEN } from './tests/support/demo-token.ts'

const port = Number(process.env.E2E_PORT ?? 3199)
const origin = `http://127.0.0.1:${port}`
// `npm run test:long`: only what has the tag, in the whole browser.
const isLong = process.env.KOERS_TESTS === 'long'
const chromium = systemBrowser(isLong ? 'whole' : 'shell') ?? systemBrowser(isLong ? 'shell' : 'whole')
const LONG = /@long/
const DESKTOP = { width: 1280, height: 900 }
// Playwright empties this folder before each run, so the portal in it starts with nothing.
const outputDir = 'test-results/e2e'

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  timeout: 30_000,
  // A busy machine is slow, not wrong.
  expect: { timeout: 10_000 },
  globalSetup: './tests/support/seeded-folder.ts',
  // The last word: nothing personal in what the portals wrote down.
  globalTeardown: './tests/support/no-canaries.ts',
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    baseURL: origin,
    locale: 'nl-NL',
    // Every browser has opened the address that a demo prints; who has not is a test of its own.
    storageState: { cookies: [{ ...DEMO_COOKIE }], origins: [] },
    // A trace costs a quarter of the time: `npx playwright test FILE --trace on` makes one of a test that fails.
    trace: 'off',
    launchOptions: {
      executablePath: chromium,
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // A test runs on a desktop, unless its tag says that it is about a phone, or about both. What takes minutes runs by itself.
  projects: isLong
    ? [{ name: 'long', grep: LONG, use: { viewport: DESKTOP } }]
    : [
        { name: 'desktop', grepInvert: [/@phone/, LONG], use: { viewport: DESKTOP } },
        { name: 'phone', grep: /@phone|@both/, use: { viewport: { width: 390, height: 844 }, hasTouch: true } },
      ],
  webServer: {
    command: 'node tests/support/logged-portal.mjs test-results/logs',
    url: `${origin}/readyz`,
    env: {
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: `${outputDir}/data`,
      KOERS_DEMO: 'on',
      KOERS_DEMO_TOKEN: DEMO_TOKEN,
      KOERS_CLOCK: '2027-02-01T09:00:00Z',
      LOG_LEVEL: 'debug',
      // All tests come from one address; those about limits start a portal of their own.
      RATE_LIMITS: 'off',
      // How busy the machine of the tests is says nothing about the portal.
      SHED_ABOVE_MS: '10000',
      PUBLIC_ORIGIN: '',
      KOERS_NAME: '',
      KOERS_KINDS: '',
      KOERS_MODULES: '',
    },
    // A stale build is made first.
    timeout: 240_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
})
