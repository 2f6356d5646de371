// What it costs to know who asks: inside, and on the catalogue page, with ten thousand people signed in.
import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { bundle } from './bundle.mjs'
import { cpuPerRequest, median, startServer } from './measure.mjs'
import { CATALOGUE_PATHS } from './pages.mjs'

const PEOPLE = 10_000
const ROUNDS = 9
const REQUESTS = 600
const WARM_UP = 400

/** Adds the people, and answers with their cookies and how long it took. */
function signInPeople(env, file) {
  const started = performance.now()
  const { status, stderr } = spawnSync(
    process.execPath,
    ['scripts/command.mjs', 'demo:people', String(PEOPLE), '--out', file],
    { env: { ...process.env, ...env }, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`demo:people ended with ${status}: ${stderr.slice(-500)}`)
  const cookies = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).cookie)
  return { cookies, seconds: (performance.now() - started) / 1000 }
}

async function measureInside(folder, file) {
  const child = fork(await bundle('tests/bench/sessions/inside.ts'), [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  child.send({
    database: path.join(folder, 'koers.sqlite'),
    authStore: path.join(folder, 'auth.sqlite'),
    cookies: file,
  })
  const failed = once(child, 'exit').then(([code]) => Promise.reject(new Error(`measuring ended with ${code}`)))
  const [answer] = await Promise.race([once(child, 'message'), failed])
  failed.catch(() => {})
  return answer
}

async function measureCatalogue(env, cookies) {
  const portal = await startServer('portal', env)
  const rendering = await startServer('portal', { ...env, PAGE_CACHE: 'off' })
  const bare = await startServer('bare')
  let next = 0
  // Everybody asks in turn, each with a sign-in of their own.
  const signedIn = () => ({ cookie: cookies[next++ % cookies.length] })
  try {
    for (const server of [portal, rendering]) {
      await cpuPerRequest(server, CATALOGUE_PATHS, WARM_UP)
      await cpuPerRequest(server, CATALOGUE_PATHS, WARM_UP, signedIn)
    }
    await cpuPerRequest(bare, ['/'], WARM_UP)
    const rounds = []
    for (let round = 0; round < ROUNDS; round++) {
      const anonymous = await cpuPerRequest(portal, CATALOGUE_PATHS, REQUESTS)
      const known = await cpuPerRequest(portal, CATALOGUE_PATHS, REQUESTS, signedIn)
      const each = await cpuPerRequest(rendering, CATALOGUE_PATHS, REQUESTS / 4, signedIn)
      const theirs = await cpuPerRequest(bare, ['/'], REQUESTS / 2)
      rounds.push({ anonymous, known, each, theirs })
    }
    const of = (read) => median(rounds.map(read))
    return {
      cpuMs: of(({ known }) => known),
      cpuMsAnonymous: of(({ anonymous }) => anonymous),
      moreMs: of(({ known, anonymous }) => known - anonymous),
      ratio: of(({ known, theirs }) => known / theirs),
      ratioRenderedEachTime: of(({ each, theirs }) => each / theirs),
    }
  } finally {
    await portal.stop()
    await rendering.stop()
    await bare.stop()
  }
}

export async function measureSessions() {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-bench-'))
  const env = { DATA_DIR: folder }
  try {
    const file = path.join(folder, 'cookies.jsonl')
    const { cookies, seconds } = signInPeople(env, file)
    const catalogue = await measureCatalogue(env, cookies)
    return { people: cookies.length, secondsToAdd: seconds, catalogue, inside: await measureInside(folder, file) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
