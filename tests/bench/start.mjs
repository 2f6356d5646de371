// From `npm start` on a set-up tree to the first answer.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { get, median } from './measure.mjs'

const ROUNDS = 5
const PORT = 3297

async function startOnce(env) {
  const started = performance.now()
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...process.env, ...env, PORT: String(PORT) },
    stdio: 'ignore',
  })
  try {
    for (;;) {
      const answer = await get(`http://127.0.0.1:${PORT}/nl`).catch(() => null)
      if (answer?.status === 200) return performance.now() - started
      if (child.exitCode !== null) throw new Error(`the portal ended with ${child.exitCode}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  } finally {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
}

export async function measureStart(env) {
  await startOnce(env)
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await startOnce(env))
  return { ms: Math.round(median(rounds)), worstMs: Math.round(Math.max(...rounds)) }
}
