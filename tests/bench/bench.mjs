// npm run bench [-- pages|calendar|sessions|dossiers|people|rate-limit|weight|start|import|hostile|search|server|upload|publishing …] [-- --json]
// Measures what the README promises, on this machine, and says where a limit is passed. Ends with 1 when one is.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { ensureBrowser } from '../../scripts/browser.mjs'
import { setUp } from '../../scripts/setup.mjs'

setUp()
const { measurePages } = await import('./pages.mjs')
const { measureCalendar } = await import('./calendar.mjs')
const { measureSessions } = await import('./sessions.mjs')
const { measureDossiers } = await import('./dossiers.mjs')
const { measurePeople } = await import('./people.mjs')
const { measureWeight } = await import('./weight.mjs')
const { measureStart } = await import('./start.mjs')
const { measureHostile } = await import('./hostile.mjs')
const { measureImport } = await import('./import.mjs')
const { measureSearch, qualityLines } = await import('./search.mjs')
const { measureRateLimit } = await import('./rate-limit.mjs')
const { measureFailingServer } = await import('./failing-server.mjs')
const { measureUpload } = await import('./upload.mjs')
const { measurePublishing } = await import('./publishing.mjs')

const json = process.argv.includes('--json')
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const folder = mkdtempSync(path.join(tmpdir(), 'koers-bench-'))
const env = { DATA_DIR: folder }

const PARTS = {
  pages: () => measurePages(env),
  calendar: () => measureCalendar(env),
  sessions: () => measureSessions(),
  dossiers: () => measureDossiers(),
  people: () => measurePeople(),
  'rate-limit': () => measureRateLimit(env),
  weight: async () => measureWeight(env, await ensureBrowser()),
  start: () => measureStart(env),
  import: () => measureImport(),
  hostile: () => measureHostile(env),
  search: () => measureSearch(),
  server: () => measureFailingServer(),
  upload: () => measureUpload(env),
  publishing: () => measurePublishing(),
}

const KB = 1000

function ofClass(name, figure) {
  return ({ search }) => search?.quality.classes[name].all[figure]
}

/** What is promised: a figure, its limit (the most, unless it says `exactly` or `at least`). `null` where there is no promise. */
const LIMITS = [
  ['saving an offer, its line in the index included, ms', ({ publishing }) => publishing?.saveMs, 10],
  ['keeping a field of a draft, ms', ({ publishing }) => publishing?.keepMs, 10],
  ['the list of two thousand offers, ms', ({ publishing }) => publishing?.listMs, 100],
  ['catalogue: results on the page', ({ pages }) => pages?.results, 20, 'exactly'],
  ['catalogue: elements', ({ pages }) => pages?.elements, 700],
  ['catalogue: HTML bytes', ({ pages }) => pages?.htmlBytes, 60 * KB],
  ['catalogue: processor time beside a bare React page, as shipped', ({ pages }) => pages?.ratio, 2.5],
  ...[
    ['home', 8],
    ['offer', 8],
    ['catalogue', 12],
  ].flatMap(([name, limit]) => [
    [`${name}: bare React pages, rendered anew`, ({ pages }) => pages?.figures[name].anew.ratio, limit],
    [`${name}: the same, ms of processor`, ({ pages }) => pages?.figures[name].anew.ms, null],
    [`${name}: as shipped, ms of processor`, ({ pages }) => pages?.figures[name].cached.ms, null],
    [
      `${name}: as shipped, with twenty writes a second beside, ms`,
      ({ pages }) => pages?.figures[name].beside?.ms,
      null,
    ],
  ]),
  ['calendar: sessions on the page of a month', ({ calendar }) => calendar?.sessions, 100, 'exactly'],
  ['calendar: elements', ({ calendar }) => calendar?.elements, 700],
  ['calendar: beside the catalogue page, both rendered anew', ({ calendar }) => calendar?.ratio, 1.5],
  ['calendar: the same, ms of processor', ({ calendar }) => calendar?.ms, null],
  ['calendar: its file for programs, ms of processor', ({ calendar }) => calendar?.fileMs, null],
  ['calendar: a view for pages elsewhere, bytes', ({ calendar }) => calendar?.embedBytes, 25 * KB],
  ['signed in: who asks and whether they may, 10,000 sign-ins, ms', ({ sessions }) => sessions?.inside.ms, 0.3],
  [
    'signed in: the first time in a minute, which is noted, ms',
    ({ sessions }) => sessions?.inside.msFirstInMinute,
    0.3,
  ],
  [
    'signed in: catalogue page beside the same without a sign-in, ms more',
    ({ sessions }) => sessions?.catalogue.moreMs,
    0.3,
  ],
  ['signed in: catalogue page beside a bare React page, as shipped', ({ sessions }) => sessions?.catalogue.ratio, 2.5],
  [
    'signed in: the same, every page rendered anew (for the record)',
    ({ sessions }) => sessions?.catalogue.ratioRenderedEachTime,
    null,
  ],
  ['dossiers: which record somebody may open, ms of processor', ({ dossiers }) => dossiers?.look.cpuMs, 0.3],
  [
    'dossiers: opening a text with its event and the page around it, ms of processor',
    ({ dossiers }) => dossiers?.open.cpuMs,
    2,
  ],
  ['dossiers: the same with the disk, ms', ({ dossiers }) => dossiers?.open.ms, null],
  ['dossiers: saving a next version, ms of processor', ({ dossiers }) => dossiers?.save.cpuMs, 2],
  ['dossiers: the same with the disk, ms', ({ dossiers }) => dossiers?.save.ms, null],
  ['dossiers: saving the first, with a key of its own, ms with the disk', ({ dossiers }) => dossiers?.first.ms, null],
  ['10,000 people of the demo added and signed in, s', ({ sessions }) => sessions?.secondsToAdd, 60],
  ['import of 50,000 rows of people, s', ({ people }) => people?.first.seconds, 30],
  ['the same once more, when nothing changes, s', ({ people }) => people?.again.seconds, 30],
  ['the same: most memory, MB', ({ people }) => people && Math.max(people.first.mostMb, people.again.mostMb), 500],
  [
    'rate limit: counting a request that is answered from kept pages, µs of processor',
    (figures) => figures['rate-limit']?.countingUs,
    30,
  ],
  ['home: script bytes, compressed', ({ weight }) => weight?.home.script, 118 * KB],
  ['catalogue: script bytes, compressed', ({ weight }) => weight?.catalogue.script, 118 * KB],
  ['offer: script bytes, compressed', ({ weight }) => weight?.offer.script, 118 * KB],
  ['font files', ({ weight }) => weight && Math.max(...Object.values(weight).map((page) => page.fonts)), 1],
  ['layout shift', ({ weight }) => weight && Math.max(...Object.values(weight).map((page) => page.layoutShift)), 0],
  ['start to first answer, ms', ({ start }) => start?.ms, 1_000],
  ['import of 10,000 offers, s', ({ import: imported }) => imported?.seconds, 30],
  [
    'catalogue with 10,000 offers: processor time beside a bare React page',
    ({ import: imported }) => imported?.catalogue.ratio,
    2.5,
  ],
  [
    'catalogue with 10,000 offers: the same, every page rendered anew (for the record)',
    ({ import: imported }) => imported?.catalogue.ratioRenderedEachTime,
    null,
  ],
  ['catalogue with 10,000 offers: elements', ({ import: imported }) => imported?.catalogue.elements, 700],
  [
    'hostile queries: answers of 500 and above',
    ({ hostile }) =>
      hostile &&
      Object.entries(hostile.statuses).reduce((sum, [status, n]) => sum + (Number(status) >= 500 ? n : 0), 0),
    0,
  ],
  ['hostile queries: above 100 ms', ({ hostile }) => hostile?.above100, 0],
  ['search: MRR over all judged queries', ({ search }) => search?.quality.overall.all.mrr, 0.93, 'at least'],
  [
    'search: the same on the half that was not tuned on',
    ({ search }) => search?.quality.overall.held.mrr,
    0.93,
    'at least',
  ],
  ['search: one typing error, recall among ten', ofClass('typo-1', 'recall'), 0.9, 'at least'],
  ['search: part of a compound, recall among ten', ofClass('compound-part', 'recall'), 0.9, 'at least'],
  ['search: codes, recall among ten', ofClass('codes', 'recall'), 0.9, 'at least'],
  ['search: the other language, MRR', ofClass('cross-language', 'mrr'), 0.85, 'at least'],
  ['search: MRR of plain FTS5 (for the record)', ({ search }) => search?.plain.quality.overall.all.mrr, null],
  ['search: 10,000 offers, nine facets counted, p50 ms', ({ search }) => search?.speed[10_000].p50, 1.5],
  ['search: the same, p95 ms', ({ search }) => search?.speed[10_000].p95, 6],
  ['search: p50 from 1,000 to 10,000 offers, times', ({ search }) => search?.growth.to10000, 8],
  ['search: p50 from 10,000 to 100,000 offers, times', ({ search }) => search?.growth.to100000, 8],
  [
    'search: p50 beside plain FTS5 without counts, times (for the record)',
    ({ search }) => search?.ratioToPlain.p50,
    null,
  ],
  [
    'search: p95 beside plain FTS5 without counts, times (for the record)',
    ({ search }) => search?.ratioToPlain.p95,
    null,
  ],
  ['search: one changed offer into the index, p50 ms', ({ search }) => search?.changeMs.p50, 2],
  ['search: one changed offer into the index, p95 ms (for the record)', ({ search }) => search?.changeMs.p95, null],
  ['search: 10,000 offers indexed, counted and learned from, s', ({ search }) => search?.buildSeconds[10_000], 10],
  ['search: memory of the engine at 10,000 offers, MB', ({ search }) => search?.memoryMb, 60],
  ['search: 20,000 hostile queries, thrown', ({ search }) => search?.hostile.thrown, 0],
  ['search: 20,000 hostile queries, above 50 ms', ({ search }) => search?.hostile.above, 0],
  ['search: MRR of Meilisearch', ({ search }) => search?.meilisearch?.quality.overall.all.mrr, 0.92, 'at least'],
  ['search server that fails in every way: pages asked', ({ server }) => server?.pages, null],
  ['search server that fails in every way: broken pages', ({ server }) => server?.broken, 0],
  ['search server that fails in every way: slowest page, ms', ({ server }) => server?.slowestMs, 1_500],
  [
    'search server that is well again: index equals the database after, s',
    ({ server }) => server?.slowestBackSeconds,
    60,
  ],
  ['upload of a film of 200 MB: memory that the portal grows by meanwhile, MB', ({ upload }) => upload?.growthMb, 40],
  ['the same, s', ({ upload }) => upload?.seconds, null],
]

const results = {}
try {
  for (const [name, measure] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    if (!json) process.stdout.write(`${name} …\n`)
    results[name] = await measure()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

const rows = LIMITS.map(([what, read, limit, how]) => ({ what, value: read(results), limit, how })).filter(
  (row) => row.value !== undefined && row.value !== null,
)
function isPassed({ value, limit, how }) {
  if (limit === null) return false
  return how === 'exactly' ? value !== limit : how === 'at least' ? value < limit : value > limit
}
const passed = rows.filter(isPassed)
if (json)
  process.stdout.write(
    `${JSON.stringify({ at: new Date().toISOString(), node: process.version, results, passed }, null, 2)}\n`,
  )
else {
  if (results.search) process.stdout.write(`${qualityLines(results.search).join('\n')}\n`)
  for (const row of rows) {
    const value = Number.isInteger(row.value) ? row.value : row.value.toFixed(row.value < 10 ? 3 : 2)
    process.stdout.write(
      `${isPassed(row) ? 'OVER ' : 'ok   '}${row.what}: ${value}${row.limit === null ? '' : ` (${row.how === 'at least' ? 'at least' : 'limit'} ${row.limit})`}\n`,
    )
  }
}
process.exitCode = passed.length > 0 ? 1 : 0
