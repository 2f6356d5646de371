import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { circlesIn, graphOf } from './circles.ts'
import { brokenRules, featureOf } from './import-rules.ts'
import { type Import, importsOf, type Source, sourcesIn } from './source.ts'

const sources = sourcesIn('app', 'db', 'scripts')
const local = (list: ReadonlyArray<Source>): Array<Import & { target: string }> =>
  list
    .flatMap((source) => importsOf(source))
    .flatMap((one) => (one.target === null ? [] : [{ ...one, target: one.target }]))

function featureCircles(list: ReadonlyArray<Source>): string[] {
  const pairs = local(list)
    .map(({ from, target }) => [featureOf(from), featureOf(target)] as const)
    .filter(([from, to]) => from !== '-' && to !== '-' && from !== to)
  return circlesIn(graphOf(pairs))
}

function fileCircles(list: ReadonlyArray<Source>): string[] {
  return circlesIn(
    graphOf(
      local(list)
        .filter((one) => !one.lazy)
        .map(({ from, target }) => [from, target] as const),
    ),
  )
}

test('nobody imports what the table "who may import whom" does not allow', () => {
  expect(brokenRules(sources)).toEqual([])
})

test('every import names a file that is there, by its full name', () => {
  const lost = local(sources.filter(({ file }) => !file.startsWith('scripts/')))
    .filter(({ target }) => !existsSync(target))
    .map(({ from, written }) => `${from} imports ${written}`)
  expect(lost).toEqual([])
})

test('features form no circle', () => {
  expect(featureCircles(sources)).toEqual([])
})

test('files form no circle', () => {
  expect(fileCircles(sources.filter(({ file }) => !file.startsWith('scripts/')))).toEqual([])
})

// From here on: does the scanner see what it should see?

const PLANTED: ReadonlyArray<[file: string, text: string, caught: string]> = [
  [
    'app/routes/public/home.tsx',
    "import { offers } from '#db/schema/catalogue.ts'",
    'app/routes/public/home.tsx imports db/schema/catalogue.ts: not for routes',
  ],
  [
    'app/routes/public/home.tsx',
    "import { eq } from 'drizzle-orm'",
    'app/routes/public/home.tsx imports drizzle-orm: not for routes',
  ],
  [
    'app/routes/public/home.tsx',
    "export { loader } from '../my/saved.tsx'",
    'app/routes/public/home.tsx imports app/routes/my/saved.tsx: not for routes',
  ],
  [
    'app/routes/public/home.tsx',
    "import { Card } from '#app/features/catalogue/parts/card.tsx'",
    'app/routes/public/home.tsx imports app/features/catalogue/parts/card.tsx: not for routes',
  ],
  [
    'app/routes/public/home.tsx',
    "await import('#app/platform/log.server.ts')",
    'app/routes/public/home.tsx imports app/platform/log.server.ts: not for routes',
  ],
  [
    'app/features/catalogue/save.server.ts',
    "import { redirect } from '@remix-run/node'",
    "app/features/catalogue/save.server.ts imports @remix-run/node: not for a feature's server files",
  ],
  [
    'app/features/catalogue/save.server.ts',
    "import { Button } from '#app/ui/button.tsx'",
    "app/features/catalogue/save.server.ts imports app/ui/button.tsx: not for a feature's server files",
  ],
  [
    'app/features/guidance/read.server.ts',
    "import { training } from '../catalogue/kinds/training.ts'",
    "app/features/guidance/read.server.ts imports app/features/catalogue/kinds/training.ts: not for a feature's server files",
  ],
  [
    'app/features/catalogue/pages/page.tsx',
    "import { type A, readOffer } from '../offer-store.server.ts'",
    "app/features/catalogue/pages/page.tsx imports app/features/catalogue/offer-store.server.ts: not for a feature's other files",
  ],
  [
    'app/features/catalogue/pages/page.tsx',
    "import * as db from '#app/platform/database.server.ts'",
    "app/features/catalogue/pages/page.tsx imports app/platform/database.server.ts: not for a feature's other files",
  ],
  [
    'app/features/catalogue/pages/page.tsx',
    'export const port = process.env.PORT',
    "app/features/catalogue/pages/page.tsx uses process: not for a feature's other files",
  ],
  [
    'app/features/catalogue/vocabulary.ts',
    "import { z } from 'zod'",
    'app/features/catalogue/vocabulary.ts imports zod: not for a vocabulary',
  ],
  [
    'app/platform/http/reply.server.ts',
    "import { grantRole } from '#app/features/people/grant-role.server.ts'",
    'app/platform/http/reply.server.ts imports app/features/people/grant-role.server.ts: not for platform',
  ],
  [
    'app/ui/card.tsx',
    "import { log } from '../platform/log.server.ts'",
    'app/ui/card.tsx imports app/platform/log.server.ts: not for ui',
  ],
  [
    'app/i18n/format.ts',
    "import '#app/platform/outcome.ts'",
    'app/i18n/format.ts imports app/platform/outcome.ts: not for i18n',
  ],
  [
    'db/schema/events.ts',
    "import { kinds } from '#app/features/catalogue/kinds.ts'",
    'db/schema/events.ts imports app/features/catalogue/kinds.ts: not for the schema',
  ],
  [
    'app/demo/demo.server.ts',
    "import { sql } from 'drizzle-orm'",
    'app/demo/demo.server.ts imports drizzle-orm: not for the demo university and the scripts',
  ],
  [
    'app/demo/demo.server.ts',
    "import { offers } from '#db/schema/catalogue.ts'",
    'app/demo/demo.server.ts imports db/schema/catalogue.ts: not for the demo university and the scripts',
  ],
  [
    'app/server/http.ts',
    "import { isVisible } from '../features/catalogue/offer-rules.ts'",
    'app/server/http.ts imports app/features/catalogue/offer-rules.ts: not for the HTTP server',
  ],
  ['app/utils/things.ts', '', 'app/utils/things.ts stands in no place that the table of import rules knows'],
]

test.each(PLANTED)('%s with «%s» is caught', (file, text, caught) => {
  expect(brokenRules([{ file, text }])).toEqual([caught])
})

test('what the table allows is left alone', () => {
  const allowed: Source[] = [
    {
      file: 'app/routes/public/home.tsx',
      text: "import type { Db } from '#db/schema/x.ts'; import { HomePage } from '#app/features/catalogue/pages/home-page.tsx'",
    },
    {
      file: 'app/routes/public/home.tsx',
      text: "import { database } from '#app/platform/database.server.ts'; import { now } from '#app/platform/clock.server.ts'",
    },
    {
      file: 'app/features/catalogue/pages/page.tsx',
      text: "import { type Offer } from '../offer-store.server.ts'; export type { A } from '#db/open.server.ts'",
    },
    {
      file: 'app/features/catalogue/pages/page.tsx',
      text: "import { Link } from '@remix-run/react'; import { isVisible } from '../offer-rules.ts'",
    },
    {
      file: 'app/features/guidance/read.server.ts',
      text: "import { readOffer } from '#app/features/catalogue/offer-store.server.ts'",
    },
    { file: 'app/platform/http/person.server.ts', text: "import { person } from '#app/access/actor.ts'" },
    { file: 'app/entry.server.tsx', text: "import { seed } from '#app/demo/demo.server.ts'; import './routes/x.tsx'" },
  ]
  expect(brokenRules(allowed)).toEqual([])
})

test('circles are seen, and types alone or a lazy import make none', () => {
  const source = (file: string, text: string) => ({ file: `app/features/${file}`, text })
  const circle = [
    source('events/a.ts', "import { b } from '../consent/b.ts'"),
    source('consent/b.ts', "export * from '../events/a.ts'"),
  ]
  expect(featureCircles(circle)).toEqual(['events -> consent -> events'])
  expect(fileCircles(circle)).toHaveLength(1)
  const types = [circle[0]!, source('consent/b.ts', "import type { a } from '../events/a.ts'")]
  expect([...featureCircles(types), ...fileCircles(types)]).toEqual([])
  expect(fileCircles([circle[0]!, source('consent/b.ts', "void import('../events/a.ts')")])).toEqual([])
})
