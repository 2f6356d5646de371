import ts from 'typescript'
import { expect, test } from 'vitest'
import { eachNode, importsOf, parsed, type Source, sourcesIn } from './source.ts'

/** Where a form is read: on the server within its limits, and in the browser to keep what was typed. */
const READERS = new Set(['app/platform/http/form/read-body.server.ts', 'app/platform/http/form/answer-in-browser.ts'])
const CONFORM = 'app/platform/http/form/lists.server.ts'

const sources = sourcesIn('app', 'db', 'scripts')

/** Whatever gets at the fields of a form beside `answerForm`: by calling or naming `formData`, with or without brackets. */
function readsForms(source: Source): string[] {
  if (READERS.has(source.file)) return []
  let found = false
  eachNode(parsed(source), (node) => {
    if (ts.isPropertyAccessExpression(node) && node.name.text === 'formData') found = true
    if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
      found ||= node.argumentExpression.text === 'formData'
    if (ts.isBindingElement(node) && (node.propertyName ?? node.name).getText() === 'formData') found = true
  })
  return found ? [`${source.file} reads a form by itself: see docs/how-to.md`] : []
}

function usesConform(source: Source): string[] {
  const used = importsOf(source).filter(({ written }) => written.startsWith('@conform-to/'))
  return source.file === CONFORM ? [] : used.map(({ written }) => `${source.file} imports ${written}`)
}

test('forms are read in one place', () => {
  expect(sources.flatMap(readsForms)).toEqual([])
})

test('Conform stays on the server, in the file that reads lists', () => {
  expect(sources.flatMap(usesConform)).toEqual([])
})

test.each([
  ['export async function action({ request }) { return await request.formData() }'],
  ['export const action = async ({ request: asked }) => (await asked.clone().formData()).get("a")'],
  ['const read = (request) => request["formData"]()'],
  ['const { formData } = useNavigation()'],
  ['const { formData: sent } = request'],
  ['const read = Request.prototype.formData'],
])('a planted way to read a form is seen: %s', (text) => {
  expect(readsForms({ file: 'app/routes/x.tsx', text })).toHaveLength(1)
})

test.each([
  ['const form = new FormData(element)'],
  ['export function action(args) { return answerForm(unitForm, args, carryOut) }'],
  ['const kind = "formData"'],
])('what reads no form is let be: %s', (text) => {
  expect(readsForms({ file: 'app/routes/x.tsx', text })).toEqual([])
})

test('a planted import of Conform is seen', () => {
  const text = "import { parse } from '@conform-to/dom'\nimport type { Intent } from '@conform-to/dom'"
  expect(usesConform({ file: 'app/ui/x.tsx', text })).toEqual(['app/ui/x.tsx imports @conform-to/dom'])
})
