import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { textsFor } from '#app/i18n/instance.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { resources } from '#app/i18n/resources.server.ts'
import { isKnownAction, sentenceOf } from './describe-event.server.ts'

const ACTION = /\baction(?: = |: )(?:[^\n]*\? )?'([a-z-]+\.[a-z-]+)'(?: : '([a-z-]+\.[a-z-]+)')?/g

function actionsIn(text: string): string[] {
  return [...text.matchAll(ACTION)].flatMap(([, one = '', other]) => (other ? [one, other] : [one]))
}

function actionsInCode(): string[] {
  const files = ['app', 'db'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
      .map((name) => path.join(folder, name)),
  )
  return [...new Set(files.flatMap((file) => actionsIn(readFileSync(file, 'utf8'))))].sort()
}

/** Whether an action is told in the log of confidences, which has its sentences apart. */
function isInConfidence(action: string): boolean {
  const [record = '', act = ''] = action.split('.')
  const told: Readonly<Record<string, object>> = resources.nl.log.inConfidence
  return Object.hasOwn(told, record) && Object.hasOwn(told[record] ?? {}, act)
}

test('every action that the code tells of has its sentence in both languages', () => {
  const actions = actionsInCode().filter((action) => !isInConfidence(action))
  expect(actions.filter((action) => !isKnownAction(action))).toEqual([])
  for (const language of LANGUAGES) {
    for (const action of actions) expect(sentenceOf(textsFor(language), action)).not.toMatch(/\.|^act/)
  }
})

test('the search for actions finds those that are chosen between, and a planted one', () => {
  expect(actionsInCode()).toEqual(
    expect.arrayContaining(['person.disable', 'person.enable', 'role.grant', 'audit.view']),
  )
  expect(actionsIn("tell(tx, actor, { action: 'moon.land', object }, now)")).toEqual(['moon.land'])
  expect(['moon.land', 'role', 'role.grant.x', 'toString.call', '__proto__.x'].filter(isKnownAction)).toEqual([])
})
