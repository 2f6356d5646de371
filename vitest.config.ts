import { defineConfig } from 'vitest/config'

// Its own file on purpose: the Remix Vite plugin must not load under Vitest.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['app/**/*.test.{ts,tsx}', 'db/**/*.test.ts', 'tests/arch/**/*.test.ts'],
    setupFiles: ['tests/support/no-stray-errors.ts'],
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
