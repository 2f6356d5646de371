import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const documents = ['README.md', ...markdownIn('docs'), ...markdownIn('app'), ...markdownIn('db')]

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, name))
}

test.each(documents)('every file that %s points to is there', (document) => {
  const text = readFileSync(document, 'utf8').replace(/```[\s\S]*?```/g, '')
  const targets = [...text.matchAll(/\]\(([^)\s#]+)/g)]
    .map((match) => match[1] ?? '')
    .filter((to) => !/^[a-z]+:|^\//.test(to))
  const missing = targets.filter((to) => !existsSync(path.join(path.dirname(document), to)))
  expect(missing).toEqual([])
})

test('every command that the README names is in package.json', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const named = [...readFileSync('README.md', 'utf8').matchAll(/npm (?:run )?([a-z:]+)/g)].map(
    (match) => match[1] ?? '',
  )
  expect(named.filter((name) => name !== 'install' && !(name in scripts))).toEqual([])
})

test('every place that the glossary and the floor plan name is there', () => {
  const named = ['docs/glossary.md', 'docs/architecture.md']
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/`((?:app|db|tests|locales)\/[\w./-]+)`/g)])
    .map(([, place = '']) => place)
  expect(named.length).toBeGreaterThan(40)
  expect(named.filter((place) => !existsSync(place))).toEqual([])
})
