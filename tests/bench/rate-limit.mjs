// What counting costs a request that is answered from kept pages, in processor time: the same portal with and without limits, in turns.

import { cpuPerRequest, startServer } from './measure.mjs'
import { CATALOGUE_PATHS } from './pages.mjs'

const ROUNDS = 9
const REQUESTS = 1_500

export async function measureRateLimit(env) {
  const counting = await startServer('portal', { ...env, RATE_LIMITS: 'load' })
  const open = await startServer('portal', { ...env, RATE_LIMITS: 'off' })
  try {
    for (const server of [counting, open]) await cpuPerRequest(server, CATALOGUE_PATHS, REQUESTS)
    const rounds = []
    for (let round = 0; round < ROUNDS; round++) {
      const counted = await cpuPerRequest(counting, CATALOGUE_PATHS, REQUESTS)
      const plain = await cpuPerRequest(open, CATALOGUE_PATHS, REQUESTS)
      rounds.push({ counted, plain })
    }
    // The best round of each: what neighbours on the machine take is in all the others.
    const best = (name) => Math.min(...rounds.map((round) => round[name]))
    return {
      cpuMsCounted: best('counted'),
      cpuMsPlain: best('plain'),
      countingUs: (best('counted') - best('plain')) * 1_000,
    }
  } finally {
    await counting.stop()
    await open.stop()
  }
}
