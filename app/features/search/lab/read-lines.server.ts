import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { SearchDocument } from '#app/search/search-engine.ts'
import { readGroup, type SynonymGroup } from '#app/search/words/synonyms.ts'

const text = z.string().nullish()
const pair = z
  .object({ nl: text, en: text })
  .nullish()
  .transform((value) => ({ nl: value?.nl ?? '', en: value?.en ?? '' }))

const documentLine = z.object({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  kind: z.string().nullish(),
  title: pair,
  summary: pair,
  body: pair,
  labels: z.array(z.string()).nullish(),
})

const queryLine = z.object({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  q: z.string(),
  lang: z.enum(['nl', 'en']).nullish(),
  kind: z.string().nullish(),
})
export type LabQuery = z.output<typeof queryLine>

export type LabLineProblem = { file: string; line: number; field: string }
export type ReadLines<T> = { ok: true; value: T[] } | { ok: false; problem: LabLineProblem | { file: string } }

/** Every moment: what a lab searches is neither too early nor too late. */
const ALWAYS = 8.64e15

function toDocument(line: z.output<typeof documentLine>): SearchDocument {
  return {
    id: line.id,
    title: line.title,
    summary: line.summary,
    body: line.body,
    labels: line.labels ?? [],
    facets: { kind: line.kind ? [line.kind] : [] },
    starts: [],
    openUntil: [],
    anyTime: true,
    visibleFrom: 0,
    visibleUntil: ALWAYS,
    publishedAt: 0,
  }
}

function readJsonLines<T>(file: string, schema: z.ZodType<T>): ReadLines<T> {
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch {
    return { ok: false, problem: { file } }
  }
  const value: T[] = []
  for (const [place, line] of content
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue
    let parsed: unknown
    try {
      parsed = JSON.parse(line)
    } catch {
      return { ok: false, problem: { file, line: place + 1, field: 'JSON' } }
    }
    const checked = schema.safeParse(parsed)
    if (!checked.success) {
      const field = checked.error.issues[0]?.path.join('.') || 'JSON'
      return { ok: false, problem: { file, line: place + 1, field } }
    }
    value.push(checked.data)
  }
  return { ok: true, value }
}

/** Reads documents, one JSON object a line: `{id, kind, title, summary, body, labels}`; refuses the first line that is not one. */
export function readDocumentLines(file: string): ReadLines<SearchDocument> {
  const lines = readJsonLines(file, documentLine)
  return lines.ok ? { ok: true, value: lines.value.map(toDocument) } : lines
}

/** Reads queries, one JSON object a line: `{id, q, lang?, kind?}`. */
export function readQueryLines(file: string): ReadLines<LabQuery> {
  return readJsonLines(file, queryLine)
}

export type GroupLine = { line: number; read: ReturnType<typeof readGroup> }

/** Reads a list of synonyms, one group a line; empty lines and lines that begin with # are left out. */
export function readSynonymLines(file: string): { groups: SynonymGroup[]; refused: GroupLine[] } | { file: string } {
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch {
    return { file }
  }
  const lines = content.split('\n').flatMap((text, place) => {
    const line = text.trim()
    return line === '' || line.startsWith('#') ? [] : [{ line: place + 1, read: readGroup(line) }]
  })
  return {
    groups: lines.flatMap(({ read }) => (read.ok ? [read.group] : [])),
    refused: lines.filter(({ read }) => !read.ok),
  }
}
