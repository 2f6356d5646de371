import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Translate } from '#app/i18n/instance.server.ts'
import type { CommandIo } from '#app/platform/command/command.server.ts'
import { type Call, carryOut, EXIT, progressTeller, secondsSince } from '#app/platform/command/command.server.ts'
import { searchEmbedded } from '#app/search/embedded/search.server.ts'
import { codeOf, type MeiliOptions } from '#app/search/meilisearch/client.server.ts'
import { meiliOptions } from '#app/search/meilisearch/options.server.ts'
import { dropScratchIndex, loadScratchIndex, scratchEngine } from '#app/search/meilisearch/scratch.server.ts'
import type { SearchDocument, SearchQuery } from '#app/search/search-engine.ts'
import type { SynonymGroup } from '#app/search/words/synonyms.ts'
import type { Db } from '#db/open.server.ts'
import { inScratchDatabase, loadDocuments } from './lab/lab.server.ts'
import {
  type LabLineProblem,
  type LabQuery,
  readDocumentLines,
  readQueryLines,
  readSynonymLines,
} from './lab/read-lines.server.ts'

const USAGE = ['call', 'docs', 'queries', 'out', 'engine', 'synonyms', 'learn', 'lang'] as const
const FILES = ['docs', 'queries', 'out'] as const
const HITS = 10
const NOW = 1

function usage(t: Translate): string[] {
  return USAGE.map((part) => (part === 'call' ? '' : '  ') + t(`search:lab.usage.${part}`))
}

type Asking = (query: SearchQuery) => Promise<{ hits: string[]; total: number; ms: number }>
type Result = { id: string; hits: string[]; total: number; ms: number }

function toQuery({ q, kind, lang }: LabQuery): SearchQuery {
  return {
    q,
    facets: kind ? { kind: [kind] } : {},
    sort: 'best',
    page: 1,
    pageSize: HITS,
    now: NOW,
    count: [],
    ...(lang ? { language: lang } : {}),
  }
}

function embedded(db: Db): Asking {
  return async (query) => {
    const start = performance.now()
    const { ids, near, total } = searchEmbedded(db, query)
    return { hits: [...ids, ...near].slice(0, HITS), total, ms: performance.now() - start }
  }
}

function meilisearch(db: Db, options: MeiliOptions): Asking {
  const engine = scratchEngine(options, db)
  return async (query) => {
    const { answer, ms } = await engine.search(query)
    return { hits: [...answer.ids, ...answer.near].slice(0, HITS), total: answer.total, ms }
  }
}

function problemLine(t: Translate, problem: LabLineProblem | { file: string }): string {
  return 'line' in problem ? t('search:lab.badLine', problem) : t('search:lab.unreadable', problem)
}

/** The synonyms of the file; lines that are none are left out with a sentence. Undefined when there is no such file. */
function groupsOf({ io, t }: Call, file: string): SynonymGroup[] | undefined {
  const read = readSynonymLines(file)
  if (!('groups' in read)) {
    io.err(t('search:lab.unreadable', { file }))
    return undefined
  }
  for (const { line, read: refused } of read.refused) {
    if (refused.ok) continue
    const values = 'side' in refused ? { side: refused.side, other: 'other' in refused ? refused.other : '' } : {}
    io.err(t('search:lab.badGroup', { line, why: t(`search:words.refusal.${refused.problem}`, values) }))
  }
  return read.groups
}

type Work = { documents: SearchDocument[]; queries: LabQuery[]; out: string; groups: SynonymGroup[] | undefined }

async function ask(queries: ReadonlyArray<LabQuery>, asking: Asking): Promise<Result[]> {
  const results: Result[] = []
  for (const query of queries) {
    const { hits, total, ms } = await asking(toQuery(query))
    results.push({ id: query.id, hits, total, ms: Number(ms.toFixed(3)) })
  }
  return results
}

function report({ io, t }: Call, results: ReadonlyArray<Result>): void {
  const times = results.map((result) => result.ms).sort((a, b) => a - b)
  const at = (part: number) => (times[Math.floor(times.length * part)] ?? 0).toFixed(2)
  io.out(t('search:lab.asked', { queries: results.length, p50: at(0.5), p95: at(0.95) }))
}

function save(call: Call, out: string, results: ReadonlyArray<Result>): number {
  try {
    writeFileSync(out, results.map((result) => `${JSON.stringify(result)}\n`).join(''))
    return EXIT.done
  } catch {
    call.io.err(call.t('search:lab.unwritable', { file: out }))
    return EXIT.unusable
  }
}

async function experiment(
  call: Call,
  { documents, queries, out, groups }: Work,
  server: MeiliOptions | null,
): Promise<number> {
  const { io, t } = call
  return inScratchDatabase(async (db) => {
    const start = performance.now()
    const learn = !call.is('no-learn')
    const tell = progressTeller(io)
    const progress = tell((counts) => t('search:progress.indexing', counts))
    const pairs = loadDocuments(db, documents, { groups, learn, progress })
    if (!server) {
      io.out(t('search:lab.built', { documents: documents.length, seconds: secondsSince(start), pairs }))
      const results = await ask(queries, embedded(db))
      report(call, results)
      return save(call, out, results)
    }
    try {
      await loadScratchIndex(
        server,
        db,
        documents,
        tell((counts) => t('search:progress.sending', counts)),
      )
      io.out(t('search:lab.built', { documents: documents.length, seconds: secondsSince(start), pairs }))
      const results = await ask(queries, meilisearch(db, server))
      report(call, results)
      return save(call, out, results)
    } catch (error) {
      io.err(t('search:lab.meiliFailed', { code: codeOf(error) }))
      return EXIT.unusable
    } finally {
      await dropScratchIndex(server).catch(() => {})
    }
  })
}

/** The server of the settings with an index of its own for this run; undefined (with a sentence) when there is none. */
function serverFor({ io, t, text }: Call): MeiliOptions | null | undefined {
  const engine = text('engine') ?? 'embedded'
  if (engine === 'embedded') return null
  if (engine !== 'meilisearch') {
    io.err(t('search:lab.engine'))
    return undefined
  }
  const options = meiliOptions()
  if (!options) io.err(t('search:lab.noMeili'))
  return options ? { ...options, searchKey: undefined, index: `koers_lab_${process.pid}_${Date.now()}` } : undefined
}

/**
 * `npm run search:lab`: loads documents into a scratch database (or a scratch index of Meilisearch), learns from them, asks the queries,
 * and writes what came up: how an editor judges a synonym, and how engines are compared. Answers with the exit code.
 */
export function runLab(argv: ReadonlyArray<string>, terminal: CommandIo): Promise<number> {
  const flags = {
    docs: 'text',
    queries: 'text',
    out: 'text',
    engine: 'text',
    synonyms: 'text',
    'no-learn': 'switch',
  } as const
  return carryOut(argv, terminal, { flags, usage, mostWords: 0 }, async (call) => {
    const { io, t, text } = call
    const absent = FILES.find((flag) => !text(flag))
    if (absent) {
      io.err(t('search:lab.missing', { flag: `--${absent}` }))
      return EXIT.unusable
    }
    const inputs = [text('docs'), text('queries'), text('synonyms')]
    if (inputs.some((input) => input && path.resolve(input) === path.resolve(text('out') ?? ''))) {
      io.err(t('search:lab.outIsInput'))
      return EXIT.unusable
    }
    const server = serverFor(call)
    if (server === undefined) return EXIT.unusable
    const documents = readDocumentLines(text('docs') ?? '')
    const queries = documents.ok ? readQueryLines(text('queries') ?? '') : documents
    if (!documents.ok || !queries.ok) {
      const { problem } = documents.ok ? (queries as { problem: LabLineProblem }) : documents
      io.err(problemLine(t, problem))
      return EXIT.unusable
    }
    const file = text('synonyms')
    const groups = file ? groupsOf(call, file) : undefined
    if (file && !groups) return EXIT.unusable
    return experiment(
      call,
      { documents: documents.value, queries: queries.value as LabQuery[], out: text('out') ?? '', groups },
      server,
    )
  })
}
