import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { configDefaults, defineConfig } from 'vitest/config'

// `npm run test:long`: the files named `….long.test.ts`, which the others leave out, and those with more tries than `npm test` makes.
const isLong = process.env.KOERS_TESTS === 'long'
const everywhere = [
  'app/**/*.test.{ts,tsx}',
  'db/**/*.test.ts',
  'tests/arch/**/*.test.ts',
  'tests/attack/**/*.test.ts',
  'tests/integration/**/*.test.ts',
]

/** What a file touches that outlives it in its process: the environment, fake timers and mocks, *the* database and settings, the server. */
const PROCESS_WIDE =
  /process\.(?:env|chdir|umask|on)\b|\bvi\.|globalThis|settings\(\)|takePortalSettingsFrom|database\.server|clock\.server|log\.server|page-cache|rate-limit|health\.server|app\.server|entry\.server|start\.server|#app\/routes\/|support\/(?:oidc|meilisearch|portal|server)|keyring\.server'/

function testFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => path.join(folder, name))
}

const files = ['app', 'db', 'tests/arch', 'tests/attack', 'tests/integration'].flatMap(testFiles)
const filesWith = (pattern: RegExp) => files.filter((file) => pattern.test(readFileSync(file, 'utf8')))
const alone = filesWith(PROCESS_WIDE)
// Long ones by their name, and what makes a fiftieth of its tries otherwise.
const include = isLong
  ? [...files.filter((file) => file.includes('.long.test.')), ...filesWith(/\btries\(/)]
  : everywhere

// Databases that are the same at the start of many tests are made once a run (tests/support/database.ts). Watching makes them anew each time.
const images = process.argv.includes('run') ? mkdtempSync(path.join(tmpdir(), 'koers-images-')) : ''
if (images) process.on('exit', () => rmSync(images, { recursive: true, force: true }))

const exclude = isLong ? configDefaults.exclude : [...configDefaults.exclude, '**/*.long.test.{ts,tsx}']

// Its own file on purpose: the Remix Vite plugin must not load under Vitest.
export default defineConfig({
  test: {
    environment: 'node',
    setupFiles: ['tests/support/no-stray-errors.ts'],
    pool: 'forks',
    // By itself it leaves one core idle, which on a machine of two is half of it.
    maxWorkers: availableParallelism(),
    testTimeout: 20_000,
    hookTimeout: 30_000,
    env: { KOERS_TEST_IMAGES: images },
    projects: [
      // A process of their own for each file that changes what outlives it; the others share what they have loaded.
      {
        extends: true,
        test: { name: 'alone', include: isLong ? include.filter((file) => alone.includes(file)) : alone, exclude },
      },
      { extends: true, test: { name: 'together', include, exclude: [...exclude, ...alone], isolate: false } },
    ],
  },
})
