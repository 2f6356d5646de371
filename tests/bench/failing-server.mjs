// A portal with a search server that fails in every way we know of: pages asked meanwhile, and how soon the index is right again after.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { bundle } from './bundle.mjs'
import { get, startServer } from './measure.mjs'

const PAGES = 1_000
const WITHIN_MS = 60_000
const WORDS = [
  'leiderschap',
  'leidershcap',
  'loopbaan advies',
  'timemanagementcursus',
  'grant writing',
  'feedback geven',
  'postdoc',
  'data',
  'werkdruk',
  'mentor',
  'onderwijs',
  'presenteren',
]

async function fakeServer() {
  const file = await bundle('tests/support/meilisearch/fake-server.ts')
  copyFileSync('tests/support/meilisearch/exchanges.json', path.join(path.dirname(file), 'exchanges.json'))
  const { BAD_WAYS, startFakeMeili } = await import(file)
  return { fake: await startFakeMeili(), ways: BAD_WAYS }
}

/** The documents of the database and of the index, each as `id rev`. */
function compare(databaseFile, fake) {
  const db = new Database(databaseFile, { readonly: true })
  const ours = db.prepare("SELECT entity || ' ' || seq FROM search_doc WHERE live = 1 ORDER BY 1").pluck().all()
  db.close()
  const documents = fake.store.indexes.get('catalogue')?.documents ?? new Map()
  const theirs = [...documents.values()].map(({ id, rev }) => `${id} ${rev}`).sort()
  return {
    equal: ours.length === theirs.length && ours.every((line, at) => line === theirs[at]),
    documents: ours.length,
  }
}

async function secondsUntil(isSo) {
  const started = performance.now()
  while (!(await isSo())) {
    if (performance.now() - started > WITHIN_MS) return Number.POSITIVE_INFINITY
    await pause(250)
  }
  return (performance.now() - started) / 1_000
}

function isWhole({ status, body }) {
  const page = body.toString()
  return (
    status === 200 && page.includes('class="result-head"') && page.endsWith('</script>') === page.includes('<script')
  )
}

function importCourses(folder, env, count) {
  const file = path.join(folder, `courses-${count}.jsonl`)
  const line = (n) =>
    JSON.stringify({ id: `outage-${n}`, name: `Course made during an outage ${n}`, description: 'A course.' })
  writeFileSync(file, Array.from({ length: count }, (_, n) => line(n)).join('\n'))
  const args = ['scripts/command.mjs', 'import', file, '--kind', 'training', '--apply']
  const { status, stderr } = spawnSync(process.execPath, args, { env: { ...process.env, ...env }, encoding: 'utf8' })
  if (status !== 0) throw new Error(`the import ended with ${status}: ${stderr.slice(-500)}`)
}

/** Where the portal tells operators of its health. */
const OPS_PORT = 3296

export async function measureFailingServer() {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-bench-'))
  const { fake, ways } = await fakeServer()
  const env = {
    DATA_DIR: path.join(folder, 'data'),
    KOERS_DEMO: 'on',
    MEILI_URL: fake.url,
    MEILI_KEY: fake.key,
    PAGE_CACHE: 'off',
    LOG_LEVEL: 'silent',
    OPS_PORT: String(OPS_PORT),
  }
  const databaseFile = path.join(env.DATA_DIR, 'koers.sqlite')
  const portal = await startServer('portal', env)
  const result = { pages: 0, broken: 0, slowestMs: 0, byWay: {}, backSeconds: {} }
  /** Whether the server answers again. It is looked at when somebody searches, so somebody does. */
  async function isAsked() {
    await get(`${portal.origin}/nl/catalogue?q=team`)
    return JSON.parse((await get(`http://127.0.0.1:${OPS_PORT}/healthz`)).body.toString()).search.state === 'ok'
  }
  const isRight = () => compare(databaseFile, fake).equal

  async function askPages(way, count) {
    const tally = { pages: count, broken: 0, slowestMs: 0 }
    for (let n = 0; n < count; n++) {
      const address = `${portal.origin}/${n % 2 ? 'en' : 'nl'}/catalogue?q=${encodeURIComponent(WORDS[n % WORDS.length])}&kind=training`
      const answer = await get(address)
      if (!isWhole(answer)) tally.broken++
      tally.slowestMs = Math.max(tally.slowestMs, answer.ms)
    }
    result.byWay[way] = tally
    result.pages += tally.pages
    result.broken += tally.broken
    result.slowestMs = Math.max(result.slowestMs, tally.slowestMs)
  }

  try {
    result.firstBuildSeconds = await secondsUntil(async () => isRight() && (await isAsked()))
    const each = Math.ceil(PAGES / (ways.length + 3))
    await askPages('well', each)
    for (const way of ways) {
      fake.behave(way)
      await askPages(way, each)
      fake.behave('well')
      result.backSeconds[way] = await secondsUntil(async () => isRight() && (await isAsked()))
    }
    await fake.goDown()
    importCourses(folder, env, 30)
    await askPages('down, with changes meanwhile', each)
    await fake.comeBack()
    result.backSeconds.down = await secondsUntil(isRight)
    fake.store.indexes.delete('catalogue')
    await askPages('its index lost', each)
    result.backSeconds.lost = await secondsUntil(isRight)
    result.documents = compare(databaseFile, fake).documents
    return { ...result, slowestBackSeconds: Math.max(...Object.values(result.backSeconds)) }
  } finally {
    await portal.stop()
    await fake.goDown()
    rmSync(folder, { recursive: true, force: true })
  }
}
