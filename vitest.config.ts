import process from 'node:process'
import { configDefaults, defineConfig } from 'vitest/config'

// `npm run test:long`: only the files named `….long.test.ts`, which the others leave out.
const isLong = process.env.KOERS_TESTS === 'long'

// Its own file on purpose: the Remix Vite plugin must not load under Vitest.
export default defineConfig({
  test: {
    environment: 'node',
    include: isLong
      ? ['app/**/*.long.test.{ts,tsx}', 'db/**/*.long.test.ts']
      : ['app/**/*.test.{ts,tsx}', 'db/**/*.test.ts', 'tests/arch/**/*.test.ts', 'tests/integration/**/*.test.ts'],
    exclude: isLong ? configDefaults.exclude : [...configDefaults.exclude, '**/*.long.test.{ts,tsx}'],
    setupFiles: ['tests/support/no-stray-errors.ts'],
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
