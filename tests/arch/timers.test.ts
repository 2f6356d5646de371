import ts from 'typescript'
import { expect, test } from 'vitest'
import { eachNode, parsed, type Source, sourcesIn } from './source.ts'

const sources = sourcesIn('app', 'db')

/** Where work for later lives: jobs, ticks, pauses. */
const HOME = 'app/platform/jobs/'
/** One wait that nothing comes after: a socket that is not closed, a portal that does not end. */
const ONE_WAIT = new Set(['app/server/broken-request.server.ts', 'app/server/main.mjs'])
/** What a browser runs: a field that waits until nobody types. It may wait, and repeats nothing by the clock. */
const isForBrowser = (file: string) => file.endsWith('.tsx') && !file.endsWith('.server.tsx')

/** The timers a file uses, by any name it gives them. */
function timersOf(source: Source): string[] {
  if (!/set(?:Interval|Timeout)/.test(source.text)) return []
  const found = new Set<string>()
  eachNode(parsed(source), (node) => {
    if (ts.isIdentifier(node) && (node.text === 'setInterval' || node.text === 'setTimeout')) {
      // `server.setTimeout(60_000)` is a setting, `typeof setTimeout` a type.
      const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node
      const owner = isMember ? (node.parent as ts.PropertyAccessExpression).expression.getText() : ''
      if ((!isMember || owner === 'globalThis' || owner === 'window') && !ts.isTypeQueryNode(node.parent))
        found.add(node.text)
    }
  })
  return [...found]
}

function strayTimers(list: ReadonlyArray<Source>): string[] {
  return list.flatMap((source) => {
    const { file } = source
    if (file.startsWith(HOME)) return []
    return timersOf(source)
      .filter((timer) => timer === 'setInterval' || !(isForBrowser(file) || ONE_WAIT.has(file)))
      .map((timer) => `${file} uses ${timer}: work for later is a job, a tick or a pause of platform/jobs`)
  })
}

test('timers stand in platform/jobs: nothing else repeats work or waits by itself', () => {
  expect(strayTimers(sources)).toEqual([])
})

test('no file is allowed one wait that has none', () => {
  const waiting = sources.filter(({ file }) => ONE_WAIT.has(file)).filter((source) => timersOf(source).length > 0)
  expect(waiting.map(({ file }) => file).sort()).toEqual([...ONE_WAIT].sort())
})

test.each([
  ['app/features/audit/x.server.ts', 'const t = setInterval(work, 1_000)', 'setInterval'],
  ['app/features/audit/x.server.ts', 'function next() { setTimeout(next, 1_000) }', 'setTimeout'],
  ['app/features/audit/x.server.ts', 'globalThis.setInterval(work, 1_000)', 'setInterval'],
  ['app/server/x.server.ts', "import { setTimeout as pause } from 'node:timers/promises'", 'setTimeout'],
  ['app/server/x.server.ts', "import { setInterval } from 'node:timers/promises'", 'setInterval'],
  ['app/server/main.mjs', 'setInterval(work, 5)', 'setInterval'],
  ['app/ui/x.tsx', 'setInterval(work, 5)', 'setInterval'],
  ['db/x.server.ts', 'await new Promise((resolve) => setTimeout(resolve, 5))', 'setTimeout'],
])('a planted timer is seen: %s with «%s»', (file, text, timer) => {
  expect(strayTimers([{ file, text }])).toEqual([
    `${file} uses ${timer}: work for later is a job, a tick or a pause of platform/jobs`,
  ])
})

test.each([
  ['app/ui/x.tsx', 'const timer = useRef<ReturnType<typeof setTimeout>>(); timer.current = setTimeout(look, 300)'],
  ['app/server/main.mjs', 'server.setTimeout(60_000); setTimeout(() => process.exit(1), 10_000).unref()'],
  ['app/platform/jobs/x.server.ts', 'setInterval(look, 1_000)'],
])('what is allowed is left alone: %s', (file, text) => {
  expect(strayTimers([{ file, text }])).toEqual([])
})
