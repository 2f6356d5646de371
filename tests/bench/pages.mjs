// Elements, bytes and processor time of the catalogue page, beside a bare React page in the same run.
import { cpuPerRequest, get, median, startServer } from './measure.mjs'

const ROUNDS = 5
const REQUESTS = 300
const WARM_UP = 400

export const CATALOGUE_PATHS = [
  '/nl/catalogue',
  '/en/catalogue?sort=newest',
  '/nl/catalogue?page=2',
  '/en/catalogue?targetGroup=everyone',
  '/nl/catalogue?sort=closing',
  '/en/catalogue?language=en',
]

export async function measurePages(env) {
  const portal = await startServer('portal', env)
  const rendering = await startServer('portal', { ...env, PAGE_CACHE: 'off' })
  const bare = await startServer('bare')
  try {
    const page = (await get(`${portal.origin}/nl/catalogue`)).body.toString()
    const zipped = (await get(`${portal.origin}/nl/catalogue`, { 'accept-encoding': 'gzip' })).body.length
    const elements = (page.match(/<[a-z][a-z0-9-]*[\s>/]/gi) ?? []).length
    const results = (page.match(/class="card offer-card"/g) ?? []).length
    await cpuPerRequest(portal, CATALOGUE_PATHS, WARM_UP)
    await cpuPerRequest(rendering, CATALOGUE_PATHS, WARM_UP)
    await cpuPerRequest(bare, ['/'], WARM_UP)
    const rounds = []
    for (let round = 0; round < ROUNDS; round++) {
      const ours = await cpuPerRequest(portal, CATALOGUE_PATHS, REQUESTS)
      const each = await cpuPerRequest(rendering, CATALOGUE_PATHS, REQUESTS)
      const theirs = await cpuPerRequest(bare, ['/'], REQUESTS)
      rounds.push({ ours, each, theirs })
    }
    return {
      results,
      elements,
      htmlBytes: Buffer.byteLength(page),
      gzipBytes: zipped,
      cpuMs: median(rounds.map((round) => round.ours)),
      cpuMsRenderedEachTime: median(rounds.map((round) => round.each)),
      bareCpuMs: median(rounds.map((round) => round.theirs)),
      ratio: median(rounds.map((round) => round.ours / round.theirs)),
      ratioRenderedEachTime: median(rounds.map((round) => round.each / round.theirs)),
      rssMb: (await portal.used()).rssMb,
    }
  } finally {
    await portal.stop()
    await rendering.stop()
    await bare.stop()
  }
}
