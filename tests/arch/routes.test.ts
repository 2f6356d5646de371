import ts from 'typescript'
import { expect, test } from 'vitest'
import siteMap from '#app/routes.ts'
import { ACCESS, type Access } from '#tests/e2e/attacker/access-table.ts'
import { eachNode, parsed, type Source, sourcesIn } from './source.ts'

/** What asks who somebody is and what they may do (app/platform/http/visitor.server.ts); a form asks for the permission that it is defined with. */
const ASKS = new Set(['requireVisitor', 'requireAllowed', 'answerForm', 'answerUpload'])

/** What the access matrix calls open, missing for all or leading on; anything else is a permission. */
const FOR_ALL: ReadonlySet<Access | undefined> = new Set(['open', 'none', 'leads-on'])

/** Routes that stand around others, as the site map says: their loader says what every page may know. */
const AROUND = new Set(siteMap.flatMap(({ file, children }) => (children ? [`app/${file}`] : [])))

/** Whether the access matrix says that everybody may read (`loader`) or send to (`action`) this route. */
function isOpen(file: string, name: string): boolean {
  const row = ACCESS[file.replace(/^app\//, '').replace(/\.tsx?$/, '')]
  return FOR_ALL.has(name === 'loader' ? row?.read : row?.act) || (name === 'loader' && AROUND.has(file))
}

const routes = sourcesIn('app/routes').filter(({ file }) => !file.endsWith('/routes.ts'))

function isExported(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && !!ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
}

/**
 * Loaders and actions of a file that do not ask, directly, before anything else can answer, where the access matrix does not call them
 * open. Each asks by itself: a parent's guard protects nothing.
 */
function unasked(source: Source): string[] {
  const found: string[] = []
  ts.forEachChild(parsed(source), (node) => {
    if (!isExported(node)) return
    if (ts.isVariableStatement(node)) {
      const names = node.declarationList.declarations.map(({ name }) => name.getText())
      found.push(
        ...names
          .filter((name) => name === 'loader' || name === 'action')
          .map((name) => `${source.file}: ${name} is no function`),
      )
    }
    if (!ts.isFunctionDeclaration(node) || !node.name || !['loader', 'action'].includes(node.name.text)) return
    if (isOpen(source.file, node.name.text)) return
    let asks = false
    if (node.body) {
      eachNode(node.body, (inner) => {
        if (ts.isCallExpression(inner) && ASKS.has(inner.expression.getText())) asks = true
      })
    }
    if (!asks) found.push(`${source.file}: ${node.name.text} does not ask who it is for`)
  })
  return found
}

test('every loader and action asks who it is for, unless the access matrix calls it open to everybody', () => {
  expect(routes.flatMap(unasked)).toEqual([])
})

test('the site map names every route file, the access matrix those that answer by themselves, and neither one that is not there', () => {
  const files = routes.map(({ file }) => file).sort()
  const named = siteMap.flatMap(({ file, children = [] }) => [file, ...children.map((child) => child.file)])
  expect(named.map((file) => `app/${file}`).sort()).toEqual(files)
  const answering = files
    .filter((file) => !AROUND.has(file))
    .map((file) => file.replace(/^app\/|\.tsx?$/g, ''))
    .sort()
  expect(Object.keys(ACCESS).sort()).toEqual(answering)
})

test('a planted loader that does not ask is seen, one that asks is not', () => {
  const seen = (text: string) => unasked({ file: 'app/routes/x.tsx', text })
  expect(seen('export function loader() { return null }')).toEqual([
    'app/routes/x.tsx: loader does not ask who it is for',
  ])
  expect(seen('export const action = async () => null')).toEqual(['app/routes/x.tsx: action is no function'])
  expect(seen('function mine(a) { requireAllowed(a) }\nexport function loader() { return mine }')).toHaveLength(1)
  expect(
    seen("export async function action({ request, context }) { requireAllowed(request, context, 'a.b') }"),
  ).toEqual([])
})
