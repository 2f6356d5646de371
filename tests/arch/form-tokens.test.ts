import ts from 'typescript'
import { expect, test } from 'vitest'
import { PERMISSIONS, type Permission } from '#app/access/permissions.ts'
import { ROLES } from '#app/access/vocabulary.ts'
import { eachNode, parsed, type Source, sourcesIn } from './source.ts'

/** Forms of the desk that change nothing: the words of a search are sent as a form only to keep them out of addresses. */
const CHANGES_NOTHING: ReadonlySet<string> = new Set(['people'])

type DefinedForm = { file: string; name: string; permission: string | null; hasToken: boolean }

function formsIn(source: Source): DefinedForm[] {
  const found: DefinedForm[] = []
  eachNode(parsed(source), (node) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'defineForm') return
    const [definition] = node.arguments
    if (!definition || !ts.isObjectLiteralExpression(definition)) return
    const named = (name: string) =>
      definition.properties.find((one) => ts.isPropertyAssignment(one) && one.name.getText() === name) as
        | ts.PropertyAssignment
        | undefined
    const text = (name: string) => {
      const value = named(name)?.initializer
      return value && ts.isStringLiteralLike(value) ? value.text : null
    }
    const name = text('name')
    if (name !== null)
      found.push({ file: source.file, name, permission: text('permission'), hasToken: named('tokenFor') !== undefined })
  })
  return found
}

/** Whether only some roles may send it: such a form changes what is others' or the portal's. */
function isOfTheDesk({ permission }: DefinedForm): boolean {
  if (permission === null || !Object.hasOwn(PERMISSIONS, permission)) return false
  const who = PERMISSIONS[permission as Permission]
  return ROLES.some((role) => !who.includes(role))
}

function withoutToken(sources: ReadonlyArray<Source>): string[] {
  return sources
    .flatMap(formsIn)
    .filter((form) => isOfTheDesk(form) && !form.hasToken && !CHANGES_NOTHING.has(form.name))
    .map(({ file, name }) => `${file}: the form ${name} has no token`)
}

const sources = sourcesIn('app')

test('every form that only some roles may send carries a token of the auth session', () => {
  expect(withoutToken(sources)).toEqual([])
  expect(
    sources
      .flatMap(formsIn)
      .filter(isOfTheDesk)
      .map(({ name }) => name),
  ).toEqual(expect.arrayContaining(['person', 'portal', 'unit']))
})

test('sees a planted form without a token, and leaves those of everybody alone', () => {
  const seen = (text: string) => withoutToken([{ file: 'app/features/x/x-form.server.ts', text }])
  expect(seen("defineForm({ name: 'x', permission: 'portal.configure', intents: {} })")).toHaveLength(1)
  expect(seen("defineForm({ name: 'x', permission: 'portal.configure', tokenFor: () => 'x', intents: {} })")).toEqual(
    [],
  )
  expect(seen("defineForm({ name: 'x', permission: 'account.view', intents: {} })")).toEqual([])
  expect(seen("defineForm({ name: 'x', permission: null, intents: {} })")).toEqual([])
})
