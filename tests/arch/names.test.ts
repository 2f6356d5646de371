import ts from 'typescript'
import { expect, test } from 'vitest'
import { parsed, type Source, sourcesIn } from './source.ts'

/** The names that Remix asks every route for. */
const OF_ROUTES = ['action', 'ErrorBoundary', 'handle', 'headers', 'links', 'loader', 'meta', 'shouldRevalidate']

/** The names that a file exports by a declaration of its own; re-exports name what stands elsewhere. */
function exportedNames(source: Source): string[] {
  return parsed(source).statements.flatMap((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []
    if (!modifiers.some((one) => one.kind === ts.SyntaxKind.ExportKeyword)) return []
    if (modifiers.some((one) => one.kind === ts.SyntaxKind.DefaultKeyword)) return []
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap(({ name }) =>
        ts.isIdentifier(name)
          ? [name.text]
          : name.elements.flatMap((one) =>
              ts.isBindingElement(one) && ts.isIdentifier(one.name) ? [one.name.text] : [],
            ),
      )
    const named = statement as ts.Statement & { name?: ts.Node }
    return named.name && ts.isIdentifier(named.name) ? [named.name.text] : []
  })
}

/** Every name that two files export, with the files. */
function doubles(sources: ReadonlyArray<Source>): string[] {
  const files = new Map<string, Set<string>>()
  for (const source of sources)
    for (const name of exportedNames(source)) files.set(name, (files.get(name) ?? new Set()).add(source.file))
  return [...files]
    .filter(([name, where]) => where.size > 1 && !OF_ROUTES.includes(name))
    .map(([name, where]) => `${name}: ${[...where].join(', ')}`)
}

test('no two files export the same name', () => {
  expect(doubles(sourcesIn('app', 'db'))).toEqual([])
})

test('detects a planted double: a type, a constant and a function; leaves the names of routes alone', () => {
  const file = (place: string, text: string) => ({ file: place, text })
  expect(doubles([file('app/a.ts', 'export type Row = 1'), file('app/b.ts', 'export const Row = 1')])).toEqual([
    'Row: app/a.ts, app/b.ts',
  ])
  expect(doubles([file('a.ts', 'export const { x } = y'), file('b.ts', 'export async function x() {}')])).toHaveLength(
    1,
  )
  expect(doubles([file('a.ts', 'const Row = 1'), file('b.ts', 'export type Row = 1')])).toEqual([])
  expect(doubles([file('a.ts', 'export default function A() {}'), file('b.ts', 'export function A() {}')])).toEqual([])
  expect(doubles([file('a.tsx', 'export const loader = 1'), file('b.tsx', 'export function loader() {}')])).toEqual([])
})
