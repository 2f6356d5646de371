import ts from 'typescript'
import { eachNode, parsed, type Source } from './source.ts'

type Verb = { name: string; node: ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression }

function isExported(node: ts.HasModifiers): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false
}

function exportedFunctions(file: ts.SourceFile): Verb[] {
  return file.statements.flatMap((statement): Verb[] => {
    if (ts.isFunctionDeclaration(statement) && isExported(statement))
      return [{ name: statement.name?.text ?? 'default', node: statement }]
    if (!ts.isVariableStatement(statement) || !isExported(statement)) return []
    return statement.declarationList.declarations.flatMap(({ name, initializer }): Verb[] =>
      initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
        ? [{ name: name.getText(), node: initializer }]
        : [],
    )
  })
}

/** Whether a type is this one, also among others: `Tx`, `Allowed<'offer.save'>`, `Allowed<'a'> | Allowed<'b'>`. */
function names(type: ts.TypeNode | undefined, wanted: string): boolean {
  if (!type) return false
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return type.types.some((one) => names(one, wanted))
  return ts.isTypeReferenceNode(type) && type.typeName.getText() === wanted
}

function usesInBody(body: ts.Node, name: string): boolean {
  let used = false
  eachNode(body, (node) => {
    if (!ts.isIdentifier(node) || node.text !== name) return
    const { parent } = node
    const isOnlyAName =
      (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
      (ts.isPropertyAssignment(parent) && parent.name === node) ||
      ts.isTypeReferenceNode(parent) ||
      ts.isTypeQueryNode(parent) ||
      (ts.isExpressionStatement(parent.parent) && ts.isVoidExpression(parent))
    if (!isOnlyAName) used = true
  })
  return used
}

/**
 * Exported functions that take a transaction and somebody who is allowed, and leave one of them unused: what changes without naming who
 * changed it is not in the audit log.
 */
export function idleActors(sources: ReadonlyArray<Source>): string[] {
  return sources.flatMap((source) =>
    exportedFunctions(parsed(source)).flatMap(({ name, node }) => {
      const ofType = (type: string) => node.parameters.filter((parameter) => names(parameter.type, type))
      const taken = [...ofType('Tx'), ...ofType('Allowed')]
      if (ofType('Tx').length === 0 || ofType('Allowed').length === 0 || !node.body) return []
      const { body } = node
      return taken
        .map((parameter) => parameter.name.getText())
        .filter((parameter) => !usesInBody(body, parameter))
        .map((parameter) => `${source.file}: ${name} takes ${parameter} and does not use it`)
    }),
  )
}
