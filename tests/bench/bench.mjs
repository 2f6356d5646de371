// npm run bench [-- pages|weight|start|import|hostile …] [-- --json]
// Measures what the README promises, on this machine, and says where a limit is passed. Ends with 1 when one is.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { ensureBrowser } from '../../scripts/browser.mjs'
import { setUp } from '../../scripts/setup.mjs'

setUp()
const { measurePages } = await import('./pages.mjs')
const { measureWeight } = await import('./weight.mjs')
const { measureStart } = await import('./start.mjs')
const { measureHostile } = await import('./hostile.mjs')
const { measureImport } = await import('./import.mjs')

const json = process.argv.includes('--json')
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const folder = mkdtempSync(path.join(tmpdir(), 'koers-bench-'))
const env = { DATA_DIR: folder }

const PARTS = {
  pages: () => measurePages(env),
  weight: async () => measureWeight(env, await ensureBrowser()),
  start: () => measureStart(env),
  import: () => measureImport(),
  hostile: () => measureHostile(env),
}

const KB = 1000
/** What is promised: a figure, its limit. `null` where a part was not asked for. */
const LIMITS = [
  ['catalogue: results on the page', ({ pages }) => pages?.results, 20, 'exactly'],
  ['catalogue: elements', ({ pages }) => pages?.elements, 700],
  ['catalogue: HTML bytes', ({ pages }) => pages?.htmlBytes, 60 * KB],
  ['catalogue: processor time beside a bare React page, as shipped', ({ pages }) => pages?.ratio, 2.5],
  ['catalogue: the same, every page rendered anew (for the record)', ({ pages }) => pages?.ratioRenderedEachTime, null],
  ['home: script bytes, compressed', ({ weight }) => weight?.home.script, 130 * KB],
  ['catalogue: script bytes, compressed', ({ weight }) => weight?.catalogue.script, 130 * KB],
  ['offer: script bytes, compressed', ({ weight }) => weight?.offer.script, 130 * KB],
  ['font files', ({ weight }) => weight && Math.max(...Object.values(weight).map((page) => page.fonts)), 1],
  ['layout shift', ({ weight }) => weight && Math.max(...Object.values(weight).map((page) => page.layoutShift)), 0],
  ['start to first answer, ms', ({ start }) => start?.ms, 1_500],
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

const rows = LIMITS.map(([what, read, limit, exactly]) => ({ what, value: read(results), limit, exactly })).filter(
  (row) => row.value !== undefined && row.value !== null,
)
const isPassed = ({ value, limit, exactly }) => limit !== null && (exactly ? value !== limit : value > limit)
const passed = rows.filter(isPassed)
if (json)
  process.stdout.write(
    `${JSON.stringify({ at: new Date().toISOString(), node: process.version, results, passed }, null, 2)}\n`,
  )
else {
  for (const row of rows) {
    const value = Number.isInteger(row.value) ? row.value : row.value.toFixed(2)
    process.stdout.write(
      `${isPassed(row) ? 'OVER ' : 'ok   '}${row.what}: ${value}${row.limit === null ? '' : ` (limit ${row.limit})`}\n`,
    )
  }
}
process.exitCode = passed.length > 0 ? 1 : 0
