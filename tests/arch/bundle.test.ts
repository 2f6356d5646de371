import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { importsOf, type Source, sourcesIn } from './source.ts'

const sources = sourcesIn('app', 'db')

/** Every file that these files import, directly or through others. */
function reachedFrom(starts: ReadonlyArray<string>, list: ReadonlyArray<Source>): Set<string> {
  const byFile = new Map(list.map((source) => [source.file, source]))
  const reached = new Set<string>()
  const waiting = [...starts]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const source = byFile.get(file)
    if (!source || reached.has(file)) continue
    reached.add(file)
    for (const { target } of importsOf(source)) if (target !== null) waiting.push(target)
  }
  return reached
}

const PORTAL = [
  'app/entry.server.tsx',
  'app/entry.client.tsx',
  'app/root.tsx',
  ...sources.map(({ file }) => file).filter((file) => file.startsWith('app/routes/')),
]
const CHECKOUT = 'app/checkout-commands.server.ts'
const ONLY_IN_CHECKOUT = [
  CHECKOUT,
  'app/demo/demo-employees.server.ts',
  'app/demo/demo-people-command.server.ts',
  'app/features/search/lab-command.server.ts',
  'app/features/search/lab/lab.server.ts',
  'app/search/meilisearch/scratch.server.ts',
]

test('the bundle of the portal holds no command of the checkout', () => {
  const inPortal = reachedFrom(PORTAL, sources)
  expect(ONLY_IN_CHECKOUT.filter((file) => inPortal.has(file))).toEqual([])
  expect(inPortal.size).toBeGreaterThan(300)
})

test('the bundle of the checkout holds its commands, and no command of the portal', () => {
  const inCheckout = reachedFrom([CHECKOUT], sources)
  expect(ONLY_IN_CHECKOUT.filter((file) => !inCheckout.has(file))).toEqual([])
  expect(inCheckout).not.toContain('app/commands.server.ts')
})

test('scripts/command.mjs takes exactly the commands of the checkout from its bundle', () => {
  const [, list = ''] = /OF_CHECKOUT = \[([^\]]*)\]/.exec(readFileSync('scripts/command.mjs', 'utf8')) ?? []
  const [, commands = ''] = /checkoutCommands = \{([\s\S]*?)\n\}/.exec(readFileSync(CHECKOUT, 'utf8')) ?? []
  const names = [...commands.matchAll(/^ {2}'?([a-z:]+)'?: \(/gm)].map(([, name]) => name)
  expect(names).toEqual([...list.matchAll(/'([^']+)'/g)].map(([, name]) => name))
  expect(names.length).toBeGreaterThan(0)
})

test('detects a planted import of a command of the checkout', () => {
  const planted = [
    { file: 'app/entry.server.tsx', text: "import './a.ts'" },
    { file: 'app/a.ts', text: "await import('./features/search/lab-command.server.ts')" },
    { file: 'app/features/search/lab-command.server.ts', text: '' },
  ]
  expect([...reachedFrom(['app/entry.server.tsx'], planted)]).toContain('app/features/search/lab-command.server.ts')
})
