import ts from 'typescript'
import { expect, test } from 'vitest'
import { eachNode, parsed, type Source, sourcesIn } from './source.ts'

/** What an action may call before its form is answered: nothing of it changes anything. */
const HARMLESS = new Set([
  'requireLanguage',
  'requireVisitor',
  'requireAllowed',
  'now',
  'settings',
  'requireModule',
  'moduleIsOn',
])
const ANSWERS = new Set(['answerForm', 'answerStep', 'answerUpload'])

/**
 * A form that waited for a sign-in is shown by asking its action, which must then carry nothing out. `answerForm` sees to that; so nothing else in
 * such an action may do anything before it.
 */
function earlyCalls(source: Source): string[] {
  const found: string[] = []
  ts.forEachChild(parsed(source), (node) => {
    if (!ts.isFunctionDeclaration(node) || node.name?.text !== 'action' || !node.body) return
    const calls: ts.CallExpression[] = []
    eachNode(node.body, (inner) => {
      if (ts.isCallExpression(inner)) calls.push(inner)
    })
    const answer = calls.find(({ expression }) => ANSWERS.has(expression.getText()))
    if (!answer) return
    const early = calls.filter(({ pos, expression }) => pos < answer.pos && !HARMLESS.has(expression.getText()))
    found.push(...early.map(({ expression }) => `${source.file}: ${expression.getText()} before the form is answered`))
  })
  return found
}

test('an action does nothing before its form is answered', () => {
  expect(sourcesIn('app/routes').flatMap(earlyCalls)).toEqual([])
})

test('a planted change before the form is seen', () => {
  const seen = (text: string) => earlyCalls({ file: 'app/routes/x.tsx', text })
  expect(seen('export async function action(args) { save(args); return answerForm(f, args, carry) }')).toHaveLength(1)
  expect(
    seen('export function action(args) { requireLanguage(args); return answerForm(f, args, () => save()) }'),
  ).toEqual([])
})
