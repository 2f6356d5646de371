import type { LoaderFunctionArgs } from '@remix-run/node'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { contextOf } from '#tests/support/forms.ts'

beforeAll(() => {
  vi.stubEnv('KOERS_MODULES', 'stories,guides')
  vi.stubEnv('DATA_DIR', '/nowhere/that/is')
})
afterAll(() => vi.unstubAllEnvs())

/** Every address of the calendar: the file that answers it, and what stands in its address. */
const ADDRESSES = [
  ['catalogue/calendar.tsx', {}],
  ['catalogue/subscribe.tsx', {}],
  ['machine/calendar-file.ts', {}],
  ['machine/session-file.ts', { file: 'x.ics' }],
  ['machine/own-calendar-file.ts', { file: `${'x'.repeat(43)}.ics` }],
  ['machine/theme-feed.ts', { file: 'research.atom' }],
  ['machine/embed-calendar.ts', {}],
  ['machine/embed-search.ts', {}],
  ['my/calendar.tsx', {}],
  ['my/own-sessions.ts', {}],
] as const

test.each(ADDRESSES)('with the module off there is no %s', async (file, more) => {
  const { loader } = (await import(/* @vite-ignore */ `../../app/routes/${file}`)) as {
    loader: (args: LoaderFunctionArgs) => unknown
  }
  const args = { request: new Request('http://x/nl'), params: { language: 'nl', ...more }, context: contextOf(null) }
  const answer = await Promise.resolve()
    .then(() => loader(args as LoaderFunctionArgs))
    .catch((thrown: unknown) => thrown)
  expect(answer).toBeInstanceOf(Response)
  expect((answer as Response).status).toBe(404)
})
