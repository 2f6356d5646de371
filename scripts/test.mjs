// All checks in one command: set-up, types and lint beside the unit and integration tests, then the browser tests. Ends with one line of counts.
// With --long only the tests that take minutes: files named `….long.test.ts`, and browser tests with the tag @long.
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import process from 'node:process'
import { ensureBrowser } from './browser.mjs'
import { failedPages } from './failed-pages.mjs'
import { setUp } from './setup.mjs'
import { browserResults, slowestFiles, unitResults } from './test-results.mjs'

const isLong = process.argv.includes('--long')
const started = Date.now()
setUp()
const CHROMIUM_PATH = await ensureBrowser(isLong ? 'whole' : 'shell')
rmSync('test-results', { recursive: true, force: true })
mkdirSync('test-results', { recursive: true })

const totals = { passed: 0, failed: 0, skipped: 0 }
const times = [['set-up', Date.now() - started]]
let failedSteps = 0

/** Runs one step. A quiet one says nothing until it ends: it runs beside another, whose lines go on meanwhile. */
function step(name, args, { isQuiet = false } = {}) {
  const began = Date.now()
  if (!isQuiet) process.stdout.write(`\n== ${name}\n`)
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', isQuiet ? 'pipe' : 'inherit', isQuiet ? 'pipe' : 'inherit'],
      env: { ...process.env, CHROMIUM_PATH, KOERS_TESTS: isLong ? 'long' : '' },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (piece) => {
        said += piece
      })
    }
    child.on('close', (code) => {
      times.push([name, Date.now() - began])
      if (code !== 0) failedSteps++
      const outcome = code === 0 ? 'ok' : 'FAILED'
      process.stdout.write(`${code === 0 ? '' : said}== ${name}: ${outcome} in ${seconds(Date.now() - began)} s\n`)
      resolve()
    })
  })
}

function seconds(ms) {
  return Math.round(ms / 1000)
}

function count(counts) {
  for (const key of Object.keys(totals)) totals[key] += counts?.[key] ?? 0
}

const vitest = [
  'node_modules/vitest/vitest.mjs',
  'run',
  ...(isLong ? ['--passWithNoTests'] : []),
  '--reporter=default',
  '--reporter=json',
  '--outputFile.json=test-results/unit.json',
]
await Promise.all([
  step(isLong ? 'long tests' : 'architecture, unit and integration tests', vitest),
  ...(isLong
    ? []
    : [
        step('types', ['node_modules/typescript/bin/tsc', '--noEmit'], { isQuiet: true }),
        step('lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'], { isQuiet: true }),
      ]),
])
const unit = unitResults('test-results/unit.json')
count(unit?.counts)

await step(isLong ? 'long browser tests' : 'browser tests', ['node_modules/@playwright/test/cli.js', 'test'])
const browser = browserResults('test-results/e2e.json')
count(browser?.counts)
for (const { name, text } of failedPages('test-results/e2e')) process.stdout.write(`\nThe page of ${name}:\n${text}\n`)

process.stdout.write('\nThe ten slowest files:\n')
for (const { file, ms } of slowestFiles([...(unit?.files ?? []), ...(browser?.files ?? [])], 10))
  process.stdout.write(`${(ms / 1000).toFixed(1).padStart(7)} s  ${file}\n`)
times.push(['all of it', Date.now() - started])
process.stdout.write(`\n${times.map(([name, ms]) => `${name} ${seconds(ms)} s`).join(' · ')}\n`)

// A step that failed without a failing test (types, lint, a runner that did not start) counts as one.
totals.failed = Math.max(totals.failed, failedSteps)
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`)
process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1)
