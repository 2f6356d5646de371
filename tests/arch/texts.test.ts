import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { RELATIONS, ROLES } from '#app/access/vocabulary.ts'
import { kinds } from '#app/features/catalogue/kinds.ts'
import {
  AIM_DOMAINS,
  AIM_GOALS,
  FORMATS,
  LEARNING_FORMS,
  OFFER_LANGUAGES,
  PARTICIPATIONS,
  PAYERS,
  TARGET_GROUPS,
  THEMES,
  UNIT_KINDS,
} from '#app/features/catalogue/vocabulary.ts'
import { DEMO_GROUPS, DEMO_HANDLES } from '#app/features/people/demo-people.ts'
import { CAREER_STAGES, STAFF_CATEGORIES } from '#app/features/people/vocabulary.ts'
import { TODO_KINDS } from '#app/features/todo/todo.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { resources } from '#app/i18n/resources.server.ts'
import { SORTS, WHEN_VALUES } from '#app/search/search-engine.ts'
import { filesIn } from './source.ts'

function leaves(tree: unknown, key = ''): Array<[key: string, text: unknown]> {
  if (typeof tree !== 'object' || tree === null) return [[key, tree]]
  return Object.entries(tree).flatMap(([name, part]) => leaves(part, key ? `${key}.${name}` : name))
}

const placeholders = (text: unknown) => [...new Set(String(text).match(/\{\{[^}]*\}\}/g))].sort()
const namespaces = Object.keys(resources.nl) as Array<keyof typeof resources.nl>

type Parts = Record<string, Record<string, unknown>>

test('every file in locales/ is a namespace in both languages, and none is forgotten', () => {
  for (const language of LANGUAGES) {
    const files = filesIn(`locales/${language}`)
    const nameOf = (file: string) => path.basename(file, '.json')
    expect([...files.map(nameOf), 'log'].sort(), language).toEqual(Object.keys(resources[language]).sort())
    const log: Parts = { act: {}, inConfidence: {}, object: {}, field: {} }
    for (const file of files) {
      const { log: own = {}, ...texts }: { log?: Parts } = JSON.parse(readFileSync(file, 'utf8'))
      expect(Object.entries(resources[language]).find(([name]) => name === nameOf(file))?.[1], file).toEqual(texts)
      for (const [part, words] of Object.entries(own)) {
        const twice = Object.keys(words).filter((word) => word in (log[part] ?? {}))
        expect(twice, `${file} says once more under log.${part}`).toEqual([])
        log[part] = { ...log[part], ...words }
      }
    }
    expect(resources[language].log, 'what the audit log says').toEqual(log)
  }
})

test.each(namespaces)('every text of %s exists in Dutch and English, with the same plurals', (namespace) => {
  const keys = (language: 'nl' | 'en') =>
    leaves(resources[language][namespace])
      .map(([key]) => key)
      .sort()
  expect(keys('en')).toEqual(keys('nl'))
})

test.each(namespaces)('the texts of %s fill in the same placeholders in both languages', (namespace) => {
  const filled = (language: 'nl' | 'en') =>
    Object.fromEntries(leaves(resources[language][namespace]).map(([key, text]) => [key, placeholders(text)]))
  expect(filled('en')).toEqual(filled('nl'))
})

test.each(LANGUAGES)('no text is empty or has loose spaces around it (%s)', (language) => {
  const odd = namespaces.flatMap((namespace) =>
    leaves(resources[language][namespace])
      .filter(([, text]) => typeof text !== 'string' || text.trim() === '' || text !== text.trim())
      .map(([key]) => `${namespace}:${key}`),
  )
  expect(odd).toEqual([])
})

test.each(LANGUAGES)('a plural has one form for one and one for other numbers (%s)', (language) => {
  const lone = namespaces.flatMap((namespace) => {
    const keys = new Set(leaves(resources[language][namespace]).map(([key]) => key))
    return [...keys].filter(
      (key) =>
        (key.endsWith('_one') && !keys.has(key.replace(/_one$/, '_other'))) ||
        (key.endsWith('_other') && !keys.has(key.replace(/_other$/, '_one'))),
    )
  })
  expect(lone).toEqual([])
})

const LISTS: Record<string, ReadonlyArray<string>> = {
  theme: THEMES,
  targetGroup: TARGET_GROUPS,
  language: OFFER_LANGUAGES,
  format: FORMATS,
  learningForm: LEARNING_FORMS,
  participation: PARTICIPATIONS,
  aimDomain: AIM_DOMAINS,
  aimGoal: AIM_GOALS,
  when: WHEN_VALUES,
  kind: kinds.map((kind) => kind.id),
  kinds: kinds.map((kind) => kind.id),
}

test.each(LANGUAGES)(
  'every value of a closed list has a label, and no label stands without its value (%s)',
  (language) => {
    const offer: Record<string, unknown> = resources[language].offer
    for (const [name, values] of Object.entries(LISTS)) {
      expect(Object.keys(offer[name] ?? {}).sort(), name).toEqual([...values].sort())
    }
    for (const name of ['cost', 'costWith']) {
      expect(Object.keys(offer[name] ?? {}).sort(), name).toEqual(['free', ...PAYERS].sort())
    }
    for (const sort of SORTS) expect(resources[language].catalogue.sort).toHaveProperty(sort)
  },
)

const PEOPLE_LISTS: Record<string, ReadonlyArray<string>> = {
  role: ROLES,
  roleSees: ROLES,
  staffCategory: STAFF_CATEGORIES,
  careerStage: CAREER_STAGES,
  relation: RELATIONS,
  unitKind: UNIT_KINDS,
  demo: DEMO_HANDLES,
  demoGroup: Object.keys(DEMO_GROUPS),
  todoKind: TODO_KINDS,
}

test.each(LANGUAGES)('the same for what is said of people: roles, stages, relations, units (%s)', (language) => {
  const people: Record<string, unknown> = resources[language].people
  for (const [name, values] of Object.entries(PEOPLE_LISTS)) {
    expect(Object.keys(people[name] ?? {}).sort(), name).toEqual([...values].sort())
  }
})

test('every person of the demo stands in one group of the sign-in page, once', () => {
  expect(Object.values(DEMO_GROUPS).flat().sort()).toEqual([...DEMO_HANDLES].sort())
})
