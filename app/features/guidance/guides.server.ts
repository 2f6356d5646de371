import { parse } from 'yaml'
import { z } from 'zod'
import { LANGUAGES, type Language } from '#app/i18n/languages.ts'
import { portalName } from '#app/platform/portal/settings.server.ts'
import { renderMarkdown } from '#app/platform/text/markdown.server.ts'

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

/** Texts call the portal `{{name}}`, because its name is a setting. */
function named(text: string): string {
  return text.replaceAll('{{name}}', () => portalName())
}

/** The same where the text is HTML already: the name is a text, whatever signs are in it. */
function namedHtml(html: string): string {
  return html.replaceAll('{{name}}', () => portalName().replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`))
}

/** The guides (not the pages about the portal itself), in their order. */
export function listGuides(language: Language): Array<{ name: string; title: string; summary: string }> {
  return guides[language]
    .filter((guide) => guide.kind === 'guide')
    .map(({ name, title, summary }) => ({ name, title: named(title), summary: named(summary) }))
}

/** The names of the pages about the portal, and of the guides when they are on; for the site map. */
export function guideNames(guidesAreOn: boolean): string[] {
  return guides.nl.filter((guide) => guide.kind === 'page' || guidesAreOn).map((guide) => guide.name)
}

/** One guide or page with its text as safe HTML. */
export function findGuide(language: Language, name: string): (Omit<Guide, 'body'> & { html: string }) | undefined {
  const guide = guides[language].find((one) => one.name === name)
  if (!guide) return undefined
  const { body, title, summary, ...rest } = guide
  return { ...rest, title: named(title), summary: named(summary), html: namedHtml(renderMarkdown(body)) }
}
