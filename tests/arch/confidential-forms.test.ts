import path from 'node:path'
import { expect, test } from 'vitest'
import { ACCESS } from '#tests/e2e/attacker/access-table.ts'
import { importsOf, type Source, sourcesIn } from './source.ts'

const sources = sourcesIn('app')
const byFile = new Map(sources.map((source) => [source.file, source]))

function targetOf(source: Source, written: string): string {
  return written.startsWith('#app/')
    ? written.replace('#app/', 'app/')
    : path.posix.join(path.posix.dirname(source.file), written)
}

function imported(source: Source): Source[] {
  return importsOf(source).flatMap(({ written }) => byFile.get(targetOf(source, written)) ?? [])
}

/** Whether a file seals what it is given, as a verb that keeps something confidential does. */
function seals({ file, text }: Source): boolean {
  return file.startsWith('app/features/') && /\b(?:saveText|seal(?:Text|OnRecord|For\w*)?)\(/.test(text)
}

function takesConfidences(source: Source): boolean {
  return imported(source).some(
    (one) => seals(one) || (one.file.startsWith('app/features/') && imported(one).some(seals)),
  )
}

/** What is wrong with a route by which somebody keeps something confidential. */
function problemsOf(route: Source): string[] {
  const forms = imported(route).filter(({ text }) => text.includes('defineForm('))
  const row = ACCESS[route.file.replace(/^app\/|\.tsx?$/g, '')]
  return [
    ...(forms.length > 0 && forms.every(({ text }) => text.includes('keepsConfidential: true'))
      ? []
      : [`${route.file}: its form does not say keepsConfidential`]),
    ...(/\bkeptUnder\(/.test(route.text) ? [] : [`${route.file} does not show the name it is kept under`]),
    ...(row && !['open', 'none', 'leads-on'].includes(row.read) ? [] : [`${route.file} opens without a sign-in`]),
  ]
}

const routes = sourcesIn('app/routes').filter(takesConfidences)

test('the routes that keep something confidential are found', () => {
  expect(routes.map(({ file }) => file)).toContain('app/routes/my/access-needs.tsx')
})

test('their pages ask for a sign-in before the first field, show the name it is kept under, and their forms carry a token of that auth session', () => {
  expect(routes.flatMap(problemsOf)).toEqual([])
})

test('a planted route without all that is seen', () => {
  const text =
    "import { saveAccessNeeds } from '#app/features/privacy/save-access-needs.server.ts'\nimport { wishForm } from '#app/features/catalogue/wish-form.server.ts'"
  const planted = { file: 'app/routes/public/wish.tsx', text }
  expect(takesConfidences(planted)).toBe(true)
  expect(problemsOf(planted)).toHaveLength(3)
})
