// The search: how good, how quick, how large, beside plain FTS5 in the same run; and Meilisearch when MEILI_URL is set.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { bundle } from './bundle.mjs'
import { corpus } from './search/corpus.mjs'
import { queries, relevantIds } from './search/queries.mjs'
import { scoreQueries } from './search/score.mjs'

const SIZES = [1_000, 10_000, 100_000]
const JUDGED_AT = 10_000

async function measureSize(engine, count, folder) {
  const out = path.join(folder, `${count}.json`)
  const child = fork(engine, [], { execArgv: ['--expose-gc'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const file = (name) => new URL(`./search/${name}.mjs`, import.meta.url).href
  child.send({ count, whole: count === JUDGED_AT, out, corpus: file('corpus'), queries: file('queries') })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`measuring ${count} offers ended with ${code}`)
  return JSON.parse(readFileSync(out, 'utf8'))
}

function judge(hits, offers) {
  return scoreQueries(
    queries.map((query) => ({
      class: query.class,
      half: query.half,
      hits: hits[query.id] ?? [],
      relevant: relevantIds(query, offers),
    })),
  )
}

export async function measureSearch() {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-bench-'))
  try {
    // Measured is what is shipped: the engine as the portal's bundler makes it.
    const engine = await bundle('tests/bench/search/engine.ts')
    const sizes = {}
    for (const count of SIZES) sizes[count] = await measureSize(engine, count, folder)
    const { hits, plain, server, ...whole } = sizes[JUDGED_AT]
    const offers = corpus(JUDGED_AT)
    const p50 = (count) => sizes[count].speed.p50
    return {
      queries: queries.length,
      quality: judge(hits, offers),
      speed: Object.fromEntries(SIZES.map((count) => [count, sizes[count].speed])),
      growth: { to10000: p50(10_000) / p50(1_000), to100000: p50(100_000) / p50(10_000) },
      buildSeconds: Object.fromEntries(SIZES.map((count) => [count, sizes[count].buildMs / 1000])),
      changeMs: whole.change,
      memoryMb: whole.memoryMb,
      hostile: whole.hostile,
      plain: { quality: judge(plain.hits, offers), speed: plain.speed, buildSeconds: plain.buildMs / 1000 },
      ratioToPlain: { p50: whole.speed.p50 / plain.speed.p50, p95: whole.speed.p95 / plain.speed.p95 },
      meilisearch: server && {
        quality: judge(server.hits, offers),
        buildSeconds: server.buildMs / 1000,
        speed: server.times,
      },
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The classes as lines: recall and reciprocal rank, of both halves of the judged set. */
export function qualityLines({ quality, plain, meilisearch }) {
  const row = ({ recall, mrr }) => `${recall.toFixed(3)} / ${mrr.toFixed(3)}`
  const names = Object.keys(quality.classes)
  const line = (name, ours, theirs, server) =>
    `  ${name.padEnd(18)} ${row(ours.all)}   tuned on ${row(ours.tune)}   held back ${row(ours.held)}   plain FTS5 ${row(theirs.all)}${server ? `   Meilisearch ${row(server.all)}` : ''}`
  return [
    '  recall among ten / MRR',
    ...names.map((name) =>
      line(name, quality.classes[name], plain.quality.classes[name], meilisearch?.quality.classes[name]),
    ),
    line('all', quality.overall, plain.quality.overall, meilisearch?.quality.overall),
  ]
}
