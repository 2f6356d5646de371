import ts from 'typescript'
import { expect, test } from 'vitest'
import { eachNode, parsed, type Source, sourcesIn } from './source.ts'

/** What asks who somebody is and what they may do (app/platform/http/visitor.server.ts); a form asks for the permission that it is defined with. */
const ASKS = new Set(['requireVisitor', 'requireAllowed', 'answerForm'])

/** Routes that everybody may read or send to; each other one asks by itself, in every loader and action (trust: a parent's guard protects nothing). */
const OPEN = new Set([
  'app/routes/catalogue/catalogue.tsx',
  'app/routes/catalogue/offer.tsx',
  'app/routes/catalogue/saved.tsx',
  'app/routes/auth/demo-sign-in.ts',
  'app/routes/auth/finish-sign-in.ts',
  'app/routes/auth/sign-in-problem.tsx',
  'app/routes/auth/sign-in.tsx',
  'app/routes/auth/sign-out.ts',
  'app/routes/auth/start-sign-in.ts',
  'app/routes/machine/brand-colours.ts',
  'app/routes/machine/brand-logo.ts',
  'app/routes/machine/choose-language.ts',
  'app/routes/machine/manifest.ts',
  'app/routes/machine/robots.ts',
  'app/routes/machine/security-txt.ts',
  'app/routes/machine/sitemap.ts',
  'app/routes/machine/suggest.ts',
  'app/routes/public/guide.tsx',
  'app/routes/public/home.tsx',
  'app/routes/public/language.tsx',
  'app/routes/public/not-found.tsx',
  'app/routes/public/stories.tsx',
  'app/routes/public/wish.tsx',
])

const routes = sourcesIn('app/routes')

function isExported(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && !!ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
}

/** Loaders and actions of a file that do not ask, directly, before anything else can answer. */
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

test('every loader and action asks who it is for, or is open to everybody by name', () => {
  expect(routes.filter(({ file }) => !OPEN.has(file)).flatMap(unasked)).toEqual([])
})

test('no route is called open that is not there', () => {
  const files = new Set(routes.map(({ file }) => file))
  expect([...OPEN].filter((file) => !files.has(file))).toEqual([])
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
