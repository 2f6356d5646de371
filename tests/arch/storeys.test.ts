import { expect, test } from 'vitest'
import { circlesIn, graphOf } from './circles.ts'
import { featureOf } from './import-rules.ts'
import { importsOf, type Source, sourcesIn } from './source.ts'

/** The storeys of docs/architecture.md, from the ground up. A room imports only from rooms below it, values and types alike. */
const STOREYS: ReadonlyArray<Readonly<Record<string, RegExp>>> = [
  { texts: /^locales\// },
  { i18n: /^app\/i18n\//, paths: /^app\/paths\.ts$/ },
  { access: /^app\/access\//, ui: /^app\/ui\// },
  { db: /^db\// },
  { platform: /^app\/platform\// },
  { search: /^app\/search\// },
  { features: /^app\/features\// },
  { demo: /^app\/demo\//, routes: /^app\/(routes\/|routes\.ts|root\.tsx)/, server: /^app\/server\// },
  { start: /^app\/(start|commands|jobs|outbox|checkout-commands)\.server\.ts$/, client: /^app\/entry\.client\.tsx$/ },
  { entry: /^app\/entry\.server\.tsx$/ },
]

/** Closed lists import nothing and count as ground, wherever they stand. */
const GROUND = /\/vocabulary\.ts$/

type Room = { name: string; storey: number }

function roomOf(file: string): Room | undefined {
  if (GROUND.test(file)) return { name: 'vocabulary', storey: -1 }
  for (const [storey, rooms] of STOREYS.entries())
    for (const [name, holds] of Object.entries(rooms)) if (holds.test(file)) return { name, storey }
  return undefined
}

type Step = { from: Room; to: Room; line: string }

function stepsBetweenRooms(sources: ReadonlyArray<Source>): Step[] {
  return sources.flatMap((source) => {
    const from = roomOf(source.file)
    if (!from) return []
    return importsOf(source, { withTypes: true }).flatMap(({ target }) => {
      const to = target === null ? undefined : roomOf(target)
      return to && to.name !== from.name ? [{ from, to, line: `${source.file} imports ${target}` }] : []
    })
  })
}

function upward(sources: ReadonlyArray<Source>): string[] {
  return stepsBetweenRooms(sources)
    .filter(({ from, to }) => to.storey >= from.storey)
    .map(({ from, to, line }) => `${line}: ${from.name} stands below or beside ${to.name}`)
}

function circlesBetweenRooms(sources: ReadonlyArray<Source>): string[] {
  return circlesIn(graphOf(stepsBetweenRooms(sources).map(({ from, to }) => [from.name, to.name] as const)))
}

const sources = sourcesIn('app', 'db')

test('a room imports only from the storeys below it, values and types alike', () => {
  expect(upward(sources)).toEqual([])
})

test('rooms form no circle, values and types alike', () => {
  expect(circlesBetweenRooms(sources)).toEqual([])
})

test('features form no circle, values and types alike', () => {
  const pairs = sources.flatMap((source) =>
    importsOf(source, { withTypes: true })
      .map(
        ({ target }) => [featureOf(source.file), featureOf(GROUND.test(target ?? '') ? '' : (target ?? ''))] as const,
      )
      .filter(([from, to]) => from !== '-' && to !== '-' && from !== to),
  )
  expect(circlesIn(graphOf(pairs))).toEqual([])
})

test('every source file stands in a room', () => {
  expect(sources.map(({ file }) => file).filter((file) => !roomOf(file))).toEqual([])
})

test('detects a planted type import of a room above, and leaves a vocabulary alone', () => {
  const seen = (file: string, text: string) => upward([{ file, text }])
  expect(seen('app/platform/x.ts', "import type { Card } from '#app/features/catalogue/cards.server.ts'")).toEqual([
    'app/platform/x.ts imports app/features/catalogue/cards.server.ts: platform stands below or beside features',
  ])
  expect(seen('app/ui/x.tsx', "import type { Person } from '#app/access/actor.ts'")).toHaveLength(1)
  expect(seen('db/schema/x.ts', "import { ROLES } from '#app/access/vocabulary.ts'")).toEqual([])
  expect(seen('db/schema/x.ts', "import { STAGES } from '#app/features/people/vocabulary.ts'")).toEqual([])
})

test('detects a planted circle of types', () => {
  const circle = [
    { file: 'app/platform/a.ts', text: "import type { B } from '#app/search/b.ts'" },
    { file: 'app/search/b.ts', text: "import type { A } from '#app/platform/a.ts'" },
  ]
  expect(circlesBetweenRooms(circle)).toEqual(['platform -> search -> platform'])
})
