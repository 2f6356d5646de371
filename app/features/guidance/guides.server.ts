import { parse } from 'yaml'
import { z } from 'zod'
import { LANGUAGES, type Language } from '#app/i18n/languages.ts'
import { renderMarkdown } from '#app/platform/markdown.server.ts'

const frontMatter = z.object({
  title: z.string(),
  summary: z.string().max(160),
  kind: z.enum(['guide', 'page']),
  order: z.number(),
  updated: z.coerce.string(),
})

export type Guide = z.output<typeof frontMatter> & { name: string; body: string }

// Part of the server bundle: no folder is read while the portal runs.
const files = import.meta.glob<string>('/content/*/*.md', { query: '?raw', import: 'default', eager: true })

function read(file: string, text: string): Guide {
  const found = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text.replace(/\r\n/g, '\n'))
  if (!found) throw new Error(`${file} has no front matter`)
  const { updated, ...rest } = frontMatter.parse(parse(found[1] ?? ''))
  return { ...rest, updated: updated.slice(0, 10), name: file.replace(/^.*\/|\.md$/g, ''), body: found[2] ?? '' }
}

const guides = Object.fromEntries(
  LANGUAGES.map((language) => [
    language,
    Object.entries(files)
      .filter(([file]) => file.startsWith(`/content/${language}/`))
      .map(([file, text]) => read(file, text))
      .sort((a, b) => a.order - b.order),
  ]),
) as Record<Language, Guide[]>

/** The guides (not the pages about the portal itself), in their order. */
export function listGuides(language: Language): Array<{ name: string; title: string; summary: string }> {
  return guides[language]
    .filter((guide) => guide.kind === 'guide')
    .map(({ name, title, summary }) => ({ name, title, summary }))
}

/** All names, for the site map. */
export function guideNames(): string[] {
  return guides.nl.map((guide) => guide.name)
}

/** One guide or page with its text as safe HTML. */
export function findGuide(language: Language, name: string): (Omit<Guide, 'body'> & { html: string }) | undefined {
  const guide = guides[language].find((one) => one.name === name)
  if (!guide) return undefined
  const { body, ...rest } = guide
  return { ...rest, html: renderMarkdown(body) }
}
