// Elements, bytes and processor time of home, offer and catalogue, beside a bare React page in the same run: as shipped, with every page
// rendered anew, and as shipped while another process writes twenty times a second.
import { cpuPerRequest, get, median, startServer } from './measure.mjs'
import { writeBeside } from './writes.mjs'

const ROUNDS = 5
const REQUESTS = 200
const WARM_UP = 600

export const CATALOGUE_PATHS = [
  '/nl/catalogue',
  '/en/catalogue?sort=newest',
  '/nl/catalogue?page=2',
  '/en/catalogue?targetGroup=everyone',
  '/nl/catalogue?sort=closing',
  '/en/catalogue?language=en',
]
const PATHS = {
  home: ['/nl', '/en'],
  offer: ['/nl/catalogue/feedback-geven-zonder-omwegen', '/en/catalogue/giving-feedback-without-detours'],
  catalogue: CATALOGUE_PATHS,
}

/** Processor milliseconds of each page on each server, in turn with the bare page, so that a busy machine weighs on all alike. */
async function measureAll({ cached, anew, bare }, folder) {
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) {
    const theirs = await cpuPerRequest(bare, ['/'], REQUESTS)
    const pages = {}
    for (const [name, paths] of Object.entries(PATHS)) {
      const writer = folder ? await writeBeside(folder) : null
      const beside = writer && (await cpuPerRequest(cached, paths, REQUESTS, undefined, 10))
      await writer?.stop()
      pages[name] = {
        cached: await cpuPerRequest(cached, paths, REQUESTS),
        anew: await cpuPerRequest(anew, paths, REQUESTS),
        ...(beside === null ? {} : { beside }),
      }
    }
    rounds.push({ theirs, pages })
  }
  return rounds
}

/** Milliseconds (the median of the rounds) and how many bare pages that is, for each page and way. */
function figuresOf(rounds) {
  const ways = Object.keys(rounds[0].pages.home)
  return Object.fromEntries(
    Object.keys(PATHS).map((name) => [
      name,
      Object.fromEntries(
        ways.map((way) => [
          way,
          {
            ms: median(rounds.map(({ pages }) => pages[name][way])),
            ratio: median(rounds.map(({ pages, theirs }) => pages[name][way] / theirs)),
          },
        ]),
      ),
    ]),
  )
}

export async function measurePages(env, { writes = true } = {}) {
  const portal = await startServer('portal', env)
  const rendering = await startServer('portal', { ...env, PAGE_CACHE: 'off' })
  const bare = await startServer('bare')
  try {
    const page = (await get(`${portal.origin}/nl/catalogue`)).body.toString()
    const zipped = (await get(`${portal.origin}/nl/catalogue`, { 'accept-encoding': 'gzip' })).body.length
    const elements = (page.match(/<[a-z][a-z0-9-]*[\s>/]/gi) ?? []).length
    const results = (page.match(/class="card offer-card"/g) ?? []).length
    for (const paths of Object.values(PATHS)) {
      await cpuPerRequest(portal, paths, WARM_UP)
      await cpuPerRequest(rendering, paths, WARM_UP)
    }
    await cpuPerRequest(bare, ['/'], WARM_UP)
    const rounds = await measureAll({ cached: portal, anew: rendering, bare }, writes ? env.DATA_DIR : null)
    const figures = figuresOf(rounds)
    const { cached, anew } = figures.catalogue
    return {
      results,
      elements,
      htmlBytes: Buffer.byteLength(page),
      gzipBytes: zipped,
      figures,
      cpuMs: cached.ms,
      cpuMsRenderedEachTime: anew.ms,
      bareCpuMs: median(rounds.map(({ theirs }) => theirs)),
      ratio: cached.ratio,
      ratioRenderedEachTime: anew.ratio,
      rssMb: (await portal.used()).rssMb,
    }
  } finally {
    await portal.stop()
    await rendering.stop()
    await bare.stop()
  }
}
