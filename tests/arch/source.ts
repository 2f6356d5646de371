import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

/** A file of the project by its path from the root (`app/paths.ts`), and what stands in it. */
export type Source = { file: string; text: string }

/** One import or re-export: what is written, and the file it means (null for a package). Type-only ones are not listed. */
export type Import = { from: string; written: string; target: string | null; lazy: boolean }

const CODE = /\.(tsx?|mjs|js)$/
const TEST = /\.test\.tsx?$/

/** Every file under these folders, in order, as a path from the root of the project. */
export function filesIn(...folders: ReadonlyArray<string>): string[] {
  return folders.flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
          .filter((file) => statSync(file).isFile())
          .sort()
      : [],
  )
}

/** The code of the portal without its tests. */
export function sourcesIn(...folders: ReadonlyArray<string>): Source[] {
  return filesIn(...folders)
    .filter((file) => CODE.test(file) && !TEST.test(file))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
}

export function parsed(source: Source): ts.SourceFile {
  const kind = source.file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  return ts.createSourceFile(source.file, source.text, ts.ScriptTarget.Latest, true, kind)
}

/** Visits every node of a file. */
export function eachNode(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => eachNode(child, visit))
}

type Aliases = Readonly<Record<string, string>>

/** The `imports` of package.json: `{ "#app/*": "./app/*" }`. */
export const ALIASES: Aliases = JSON.parse(readFileSync('package.json', 'utf8')).imports

function resolve(from: string, written: string, aliases: Aliases): string | null {
  const bare = written.replace(/\?.*$/, '')
  if (bare.startsWith('.')) return path.posix.join(path.posix.dirname(from), bare)
  for (const [alias, folder] of Object.entries(aliases)) {
    const start = alias.slice(0, -1)
    if (bare.startsWith(start)) return path.posix.join(folder.slice(0, -1), bare.slice(start.length))
  }
  return null
}

function bringsValues(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) {
    if (node.isTypeOnly) return false
    if (!node.exportClause || !ts.isNamedExports(node.exportClause)) return true
    return node.exportClause.elements.length === 0 || node.exportClause.elements.some((one) => !one.isTypeOnly)
  }
  const clause = node.importClause
  if (!clause) return true
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return false
  if (clause.name || !clause.namedBindings || ts.isNamespaceImport(clause.namedBindings)) return true
  return clause.namedBindings.elements.length === 0 || clause.namedBindings.elements.some((one) => !one.isTypeOnly)
}

/** What a file imports when it runs; imports of types alone are left out unless `withTypes` asks for them. */
export function importsOf(
  source: Source,
  { aliases = ALIASES, withTypes = false }: { aliases?: Aliases; withTypes?: boolean } = {},
): Import[] {
  const found: Import[] = []
  const add = (node: ts.Node | undefined, lazy: boolean) => {
    if (!node || !ts.isStringLiteralLike(node)) return
    found.push({ from: source.file, written: node.text, target: resolve(source.file, node.text, aliases), lazy })
  }
  eachNode(parsed(source), (node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && (withTypes || bringsValues(node)))
      add(node.moduleSpecifier, false)
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], true)
  })
  return found
}
