import ts from 'typescript'
import { expect, test } from 'vitest'
import { eachNode, importsOf, parsed, type Source, sourcesIn } from './source.ts'

/**
 * A loader that reaches what writes an audit event is opened by a GET, which another site can make a browser send. Such a route says so of itself
 * (`handle.tells`) and asks `requireDeliberateRead` first; a route that says so without reaching one is wrong as well.
 */
const WRITES = new Set(['recordAudit', 'logConfidential'])
const PROOF = 'requireDeliberateRead'

/** Callbacks of the sign-in service: the flow cookie and the state prove that this browser began it. */
const PROVEN_OTHERWISE: ReadonlySet<string> = new Set(['app/routes/auth/finish-sign-in.ts'])

/** A function by its file and name, with the names of what it uses. */
type Called = { file: string; name: string; uses: ReadonlySet<string> }

function bodiesIn(source: Source): Called[] {
  return parsed(source).statements.flatMap((statement): Called[] => {
    const named: Array<[string, ts.Node]> = []
    if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name)
      named.push([statement.name.text, statement])
    if (ts.isVariableStatement(statement))
      for (const { name, initializer } of statement.declarationList.declarations)
        if (initializer) named.push([name.getText(), initializer])
    return named.map(([name, node]) => {
      const uses = new Set<string>()
      eachNode(node, (inner) => {
        if (ts.isIdentifier(inner)) uses.add(inner.text)
      })
      return { file: source.file, name, uses }
    })
  })
}

/** Whatever a function of a file can reach through names of its own file and of what that file imports. */
function reacherOf(sources: ReadonlyArray<Source>) {
  const bodies = new Map<string, Map<string, Called>>()
  const targets = new Map<string, ReadonlyArray<string>>()
  for (const source of sources) {
    bodies.set(source.file, new Map(bodiesIn(source).map((one) => [one.name, one])))
    targets.set(
      source.file,
      importsOf(source).flatMap(({ target }) => (target ? [target] : [])),
    )
  }
  return (file: string, name: string): Set<string> => {
    const met = new Set<string>()
    const reached = new Set<string>()
    const visit = (at: string, one: string) => {
      if (met.has(`${at} ${one}`)) return
      met.add(`${at} ${one}`)
      const body = bodies.get(at)?.get(one)
      if (!body) return
      reached.add(one)
      for (const used of body.uses)
        for (const next of [at, ...(targets.get(at) ?? [])]) if (bodies.get(next)?.has(used)) visit(next, used)
    }
    visit(file, name)
    return reached
  }
}

function saysItTells(source: Source): boolean {
  return parsed(source).statements.some(
    (statement) =>
      ts.isVariableStatement(statement) &&
      statement.declarationList.declarations.some(
        ({ name, initializer }) => name.getText() === 'handle' && /\btells: true\b/.test(initializer?.getText() ?? ''),
      ),
  )
}

/** What is wrong with the routes among these files. */
function wrongRoutes(sources: ReadonlyArray<Source>): string[] {
  const reach = reacherOf(sources)
  return sources
    .filter(({ file }) => file.startsWith('app/routes/') && !PROVEN_OTHERWISE.has(file))
    .flatMap((source) => {
      const reached = reach(source.file, 'loader')
      const writes = [...reached].some((name) => WRITES.has(name))
      const says = saysItTells(source)
      return [
        ...(writes && !says ? [`${source.file}: its loader writes an audit event and it does not say \`tells\``] : []),
        ...(says && !writes ? [`${source.file}: says \`tells\` and its loader writes no audit event`] : []),
        ...(says && !reached.has(PROOF) ? [`${source.file}: says \`tells\` and does not call ${PROOF}`] : []),
      ]
    })
}

const sources = sourcesIn('app', 'db')

test('a route whose loader writes an audit event says so and asks first, and no other does', () => {
  expect(wrongRoutes(sources)).toEqual([])
})

test('the routes that tell are the page of a person, the sign-ins that wait, the audit log, the own access needs and requests in confidence', () => {
  const telling = sources.filter((source) => source.file.startsWith('app/routes/') && saysItTells(source))
  expect(telling.map(({ file }) => file)).toEqual([
    'app/routes/admin/audit-log.tsx',
    'app/routes/admin/held-sign-ins.tsx',
    'app/routes/admin/person.tsx',
    'app/routes/advice/contact-request.tsx',
    'app/routes/my/access-needs.tsx',
    'app/routes/my/own-request.tsx',
  ])
})

const platform: Source[] = [
  { file: 'app/platform/audit.ts', text: 'export function recordAudit() {}' },
  { file: 'app/platform/proof.ts', text: 'export function requireDeliberateRead() {}' },
  {
    file: 'app/features/read.ts',
    text: "import { recordAudit } from '#app/platform/audit.ts'\nconst tell = () => recordAudit()\nexport function view() { tell() }",
  },
]
const IMPORTS =
  "import { view } from '#app/features/read.ts'\nimport { requireDeliberateRead } from '#app/platform/proof.ts'\n"
const SAYS = 'export const handle = { texts: [], tells: true }\n'

test.each([
  ['tells and does not say so', 'export function loader() { return view() }', 1],
  ['tells in an action only', 'export function loader() {}\nexport function action() { view() }', 0],
  ['says so, tells and asks', `${SAYS}export function loader() { requireDeliberateRead(); return view() }`, 0],
  ['says so and does not ask', `${SAYS}export function loader() { return view() }`, 1],
  ['says so and tells nothing', `${SAYS}export function loader() { requireDeliberateRead() }`, 1],
])('sees a planted route that %s', (_name, text, wrong) => {
  expect(wrongRoutes([...platform, { file: 'app/routes/x.tsx', text: IMPORTS + text }])).toHaveLength(wrong)
})
