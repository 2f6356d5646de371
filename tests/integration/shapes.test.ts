import { Agent, request } from 'node:http'
import process from 'node:process'
import { afterAll, expect, test } from 'vitest'
import { cleanMarkdown, renderMarkdown } from '#app/platform/text/markdown.server.ts'
import { DEMO, Portal } from '#tests/support/portal.ts'
import { seeded, tries } from '#tests/support/random.ts'
import { drawMarkdown, drawShape, SHAPE_KINDS, type Shape } from '#tests/support/shapes.ts'

/** What a request may hold the thread, in milliseconds of processor. One request is asked at a time. */
const MOST_MS = 50
const SEED = Number(process.env.KOERS_SEED ?? 11)
const portal = new Portal({ ...DEMO, RATE_LIMITS: 'off', LOG_LEVEL: 'silent' })
afterAll(() => portal.stop())

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

function send(origin: string, { method, path, headers, body }: Shape): Promise<void> {
  const { hostname, port, host } = new URL(origin)
  const more = body === undefined ? [] : ['Content-Length', String(Buffer.byteLength(body)), 'Origin', origin]
  return new Promise((resolve) => {
    const sent = request(
      { agent, hostname, port, method, path, headers: [...headers.flat(), ...more, 'Host', host] as never },
      (answer) =>
        answer
          .resume()
          .on('end', resolve)
          .on('error', () => resolve()),
    )
    // What cannot be sent, or is cut off, costs the portal nothing.
    sent.on('error', () => resolve())
    sent.end(body)
  })
}

type Clock = () => number
const ownThread: Clock = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

async function timeOf(clock: Clock, work: () => void | Promise<void>): Promise<number> {
  const began = clock()
  await work()
  return clock() - began
}

/** The time of some work; what takes too long is tried three times more, and the best counts. */
async function bestTimeOf(clock: Clock, work: () => void | Promise<void>): Promise<number> {
  let best = await timeOf(clock, work)
  for (let again = 0; again < 3 && best > MOST_MS; again++) best = Math.min(best, await timeOf(clock, work))
  return best
}

test('no shape of a request holds the thread for long: segments, parameters, cookies, headers, fields, parts, nested names', {
  timeout: 900_000,
}, async () => {
  const { origin } = await portal.ready()
  const random = seeded(SEED)
  for (let warm = 0; warm < 40; warm++)
    await send(origin, { ...drawShape('words', random), path: '/nl/catalogue?q=team' })
  const count = Math.ceil(tries(9_000) / SHAPE_KINDS.length)
  const slow: string[] = []
  let worst = 0
  for (const kind of SHAPE_KINDS)
    for (let number = 0; number < count; number++) {
      const shape = drawShape(kind, random)
      const ms = await bestTimeOf(
        () => portal.threadMs(),
        () => send(origin, shape),
      )
      worst = Math.max(worst, ms)
      if (ms > MOST_MS)
        slow.push(
          `${kind}: ${Math.round(ms)} ms, ${shape.method} ${shape.path.slice(0, 90)} ${(shape.body ?? '').slice(0, 40)}`,
        )
    }
  process.stdout.write(`shapes: ${count * SHAPE_KINDS.length} tries, worst ${Math.round(worst)} ms (seed ${SEED})\n`)
  expect(slow).toEqual([])
})

test('no construct of Markdown does', { timeout: 300_000 }, async () => {
  const random = seeded(SEED)
  const slow: string[] = []
  let worst = 0
  for (let number = 0; number < tries(1_000); number++) {
    const text = drawMarkdown(random, 20_000)
    const ms = Math.max(
      await bestTimeOf(ownThread, () => void renderMarkdown(text)),
      await bestTimeOf(ownThread, () => void cleanMarkdown(text)),
    )
    worst = Math.max(worst, ms)
    if (ms > MOST_MS) slow.push(`${Math.round(ms)} ms: ${JSON.stringify(text.slice(0, 60))}`)
  }
  process.stdout.write(`Markdown: ${tries(1_000)} tries, worst ${Math.round(worst)} ms (seed ${SEED})\n`)
  expect(slow).toEqual([])
})
