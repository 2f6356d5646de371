import { connect, type Socket } from 'node:net'
import { expect, test } from '@playwright/test'
import { ask } from '#tests/support/ask.ts'
import { DEMO, Portal } from '#tests/support/portal.ts'

const CLIENTS = 1_000
const PATHS = ['/nl', '/nl/catalogue', '/en/catalogue?sort=newest', '/nl/stories', '/nl/catalogue?q=team']

/** Begins a request and goes on so slowly that it never ends: half of them in the headers, half in the body. */
function slow(port: number, number: number, ended: () => void): Socket {
  const socket = connect(port, '127.0.0.1', () => {
    socket.write(
      number % 2 === 0
        ? 'GET /nl HTTP/1.1\r\nHost: 127.0.0.1\r\n'
        : `POST /nl/wish HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\nwish=`,
    )
  })
  const drip = setInterval(() => socket.writable && socket.write(number % 2 === 0 ? 'X-Slow: 1\r\n' : 'a'), 2_000)
  socket.on('error', () => undefined)
  socket.on('close', () => {
    clearInterval(drip)
    ended()
  })
  return socket
}

test('a thousand slow clients keep nobody waiting, and are all let go', { tag: '@long' }, async () => {
  test.setTimeout(180_000)
  const portal = new Portal({ ...DEMO, RATE_LIMITS: 'off' })
  const sockets: Socket[] = []
  try {
    const { origin } = await portal.ready()
    for (const path of PATHS) await ask(origin, path, { headers: { 'Accept-Encoding': 'gzip' } })
    let ended = 0
    const before = portal.memory()
    for (let n = 0; n < CLIENTS; n += 1) {
      sockets.push(
        slow(Number(new URL(origin).port), n, () => {
          ended += 1
        }),
      )
    }
    const times: number[] = []
    for (let n = 0; n < 200; n += 1) {
      const started = performance.now()
      const { status } = await ask(origin, PATHS[n % PATHS.length] ?? '/nl', { headers: { 'Accept-Encoding': 'gzip' } })
      expect(status).toBe(200)
      times.push(performance.now() - started)
    }
    times.sort((a, b) => a - b)
    const p95 = times[Math.floor(times.length * 0.95)] ?? 0
    const grown = portal.memory() - before
    process.stdout.write(
      `slow clients: ${CLIENTS}, p95 of normal pages ${Math.round(p95)} ms, ${Math.round(grown)} MiB more memory\n`,
    )
    expect(p95).toBeLessThan(1_000)
    expect(grown).toBeLessThan(128)
    // Headers have ten seconds, a whole request thirty, looked at every five.
    await expect.poll(() => ended, { timeout: 90_000, intervals: [1_000] }).toBe(CLIENTS)
  } finally {
    for (const socket of sockets) socket.destroy()
    await portal.stop()
  }
})
