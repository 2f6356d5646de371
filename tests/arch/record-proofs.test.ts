import ts from 'typescript'
import { expect, test } from 'vitest'
import { RECORD_RULES } from '#app/access/record-permissions.ts'
import { eachNode, parsed, type Source, sourcesIn } from './source.ts'

/** The function that makes a proof, and the only files that may name it. */
const MAKER = 'proveAllowedOn'
const MAKERS = ['app/access/allowed-on.ts', 'app/features/people/allow-on.server.ts']
const SEALED_CONTENT = 'sealed-content.server.ts'
const CRYPTO = 'app/platform/crypto/'

/** Whether a type says `AllowedOn` anywhere in it. */
function namesProof(type: ts.Node): boolean {
  let found = false
  eachNode(type, (node) => {
    if (ts.isIdentifier(node) && node.text === 'AllowedOn') found = true
  })
  return found
}

/** Ways around the lookup: a proof made or claimed elsewhere, and sealed content reached without one. */
function waysAround(source: Source): string[] {
  const found = new Set<string>()
  eachNode(parsed(source), (node) => {
    if (ts.isIdentifier(node) && node.text === MAKER && !MAKERS.includes(source.file)) found.add(`names ${MAKER}`)
    if (
      (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) &&
      namesProof(node.type) &&
      source.file !== 'app/access/allowed-on.ts'
    )
      found.add('claims an AllowedOn')
    const from = ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier) ? node : undefined
    if (
      from?.moduleSpecifier.getText().includes(SEALED_CONTENT) &&
      !from.importClause?.isTypeOnly &&
      !source.file.startsWith(CRYPTO)
    )
      found.add('opens sealed content')
  })
  return [...found].map((what) => `${source.file} ${what}`)
}

test('a proof about a record is made in one place, claimed nowhere, and sealed content is reached only behind one', () => {
  expect(sourcesIn('app', 'db', 'scripts').flatMap(waysAround)).toEqual([])
})

test.each([
  ["import { proveAllowedOn } from '#app/access/allowed-on.ts'", 'names proveAllowedOn'],
  ["import * as proofs from '#app/access/allowed-on.ts'\nproofs.proveAllowedOn(actor)", 'names proveAllowedOn'],
  ["const allowed = actor as AllowedOn<'note.read'>", 'claims an AllowedOn'],
  ["open(tx, actor as unknown as AllowedOn<'note.read'>)", 'claims an AllowedOn'],
  ["const all = actors as ReadonlyArray<AllowedOn<'note.read'>>", 'claims an AllowedOn'],
  ["import { contentOf } from '#app/platform/crypto/sealed-content.server.ts'", 'opens sealed content'],
])('a planted way around is seen: %s', (text, what) => {
  expect(waysAround({ file: 'app/features/x/y.server.ts', text })).toEqual([`app/features/x/y.server.ts ${what}`])
})

test.each([
  "import type { AllowedOn } from '#app/access/allowed-on.ts'\nexport function read(allowed: AllowedOn<'note.read'>) { return allowed.id }",
  "import type { DataKeys } from '#app/platform/crypto/sealed-content.server.ts'",
])('what takes a proof is let be: %s', (text) => {
  expect(waysAround({ file: 'app/features/x/y.server.ts', text })).toEqual([])
})

const vocabularies = import.meta.glob<Record<string, object>>('../../app/features/*/vocabulary.ts', { eager: true })

test('the rules of every feature about records are joined, and each stands in one feature', () => {
  const declared = Object.values(vocabularies)
    .flatMap((lists) => Object.entries(lists).filter(([name]) => name.endsWith('_RECORD_RULES')))
    .flatMap(([, rules]) => Object.keys(rules))
  expect(declared.sort()).toEqual(Object.keys(RECORD_RULES).sort())
  expect(declared.length).toBeGreaterThan(2)
})
