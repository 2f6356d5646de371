// The attack tests alone, on this checkout: `npm run attack`. On another one, to see that they fail there: `npm run attack -- FOLDER`.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { ensureBrowser } from './browser.mjs'
import { setUp } from './setup.mjs'

setUp()
const CHROMIUM_PATH = await ensureBrowser('whole')
const [folder] = process.argv.slice(2)
const env = { ...process.env, CHROMIUM_PATH, KOERS_CHECKOUT: folder ? path.resolve(folder) : '' }
const run = (args, more = {}) =>
  spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...env, ...more } }).status ?? 1
const overHttp = run(['node_modules/vitest/vitest.mjs', 'run', 'tests/attack', '--reporter=verbose'])
const inBrowser = run(['node_modules/@playwright/test/cli.js', 'test', '--reporter=list', '--grep', '@attack'], {
  KOERS_TESTS: 'long',
})
process.exit(Math.max(overHttp, inBrowser))
