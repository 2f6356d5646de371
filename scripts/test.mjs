// All checks in one command: set-up, types, lint, architecture, unit and integration tests, browser tests. Ends with one line of counts.
// With --long only the tests that take minutes: files named `….long.test.ts`, and browser tests with the tag @long.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import process from 'node:process'
import { ensureBrowser } from './browser.mjs'
import { setUp } from './setup.mjs'

const isLong = process.argv.includes('--long')
setUp()
const CHROMIUM_PATH = await ensureBrowser(isLong ? 'whole' : 'shell')
rmSync('test-results', { recursive: true, force: true })
mkdirSync('test-results', { recursive: true })

const totals = { passed: 0, failed: 0, skipped: 0 }
let failedSteps = 0

function step(name, args, count) {
  process.stdout.write(`\n== ${name}\n`)
  const started = Date.now()
  const { status } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CHROMIUM_PATH, KOERS_TESTS: isLong ? 'long' : '' },
  })
  process.stdout.write(
    `== ${name}: ${status === 0 ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s\n`,
  )
  if (status !== 0) failedSteps++
  const counts = count?.()
  for (const key of Object.keys(totals)) totals[key] += counts?.[key] ?? 0
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

if (!isLong) {
  step('types', ['node_modules/typescript/bin/tsc', '--noEmit'])
  step('lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'])
}
step(
  isLong ? 'long tests' : 'architecture, unit and integration tests',
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...(isLong ? ['--passWithNoTests'] : []),
    '--reporter=default',
    '--reporter=json',
    '--outputFile.json=test-results/unit.json',
  ],
  () => {
    const result = read('test-results/unit.json')
    return result && { passed: result.numPassedTests, failed: result.numFailedTests, skipped: result.numPendingTests }
  },
)
step(isLong ? 'long browser tests' : 'browser tests', ['node_modules/@playwright/test/cli.js', 'test'], () => {
  const stats = read('test-results/e2e.json')?.stats
  return stats && { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
})

// A step that failed without a failing test (types, lint, a runner that did not start) counts as one.
totals.failed = Math.max(totals.failed, failedSteps)
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`)
process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1)
