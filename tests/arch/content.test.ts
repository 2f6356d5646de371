import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { filesIn } from './source.ts'

const frontMatter = z.strictObject({
  title: z.string().min(1).max(60),
  summary: z.string().min(1).max(160),
  kind: z.string().regex(/^[a-z-]+$/),
  order: z.number().int(),
  updated: z.iso.date(),
})

function readContent(file: string): { front: z.output<typeof frontMatter>; body: string } {
  const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(readFileSync(file, 'utf8')) ?? []
  return { front: frontMatter.parse(parse(front), { reportInput: true }), body }
}

const names = filesIn('content/nl').map((file) => file.slice('content/nl/'.length))

test('every page exists in both languages under the same name', () => {
  expect(names.length).toBeGreaterThan(0)
  expect(filesIn('content/en').map((file) => file.slice('content/en/'.length))).toEqual(names)
})

test.each(names)('%s says in both languages what it is, what kind, in which place and from when', (name) => {
  const nl = readContent(`content/nl/${name}`)
  const en = readContent(`content/en/${name}`)
  expect([en.front.kind, en.front.order]).toEqual([nl.front.kind, nl.front.order])
  for (const { body } of [nl, en]) expect(body.trim().length).toBeGreaterThan(200)
})

test('a page brings no top heading of its own and links to pages of its own language', () => {
  for (const language of ['nl', 'en']) {
    const other = language === 'nl' ? '/en/' : '/nl/'
    for (const name of names) {
      const { body } = readContent(`content/${language}/${name}`)
      expect(body, `${language}/${name}`).not.toMatch(/^# /m)
      expect(body, `${language}/${name}`).not.toContain(`](${other}`)
    }
  }
})
