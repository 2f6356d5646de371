import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LARGEST_ANSWER, limitedFetch } from './limited-fetch.server.ts'

let answer: (response: ServerResponse) => void = () => undefined
const server = createServer((_request, response) => answer(response))
let address = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

test('an answer of exactly the most is read whole, with its status and headers', async () => {
  answer = (response) => response.writeHead(203, { 'X-Kind': 'a' }).end('x'.repeat(LARGEST_ANSWER))
  const response = await limitedFetch(address, {})
  expect([response.status, response.headers.get('X-Kind')]).toEqual([203, 'a'])
  expect(await response.text()).toHaveLength(LARGEST_ANSWER)
})

test('a byte more is refused, and the connection is closed', async () => {
  let closed = false
  answer = (response) => {
    response.once('close', () => {
      closed = !response.writableFinished
    })
    const pour = () => {
      if (!response.destroyed) response.write('x'.repeat(65_536), () => setImmediate(pour))
    }
    pour()
  }
  await expect(limitedFetch(address, {})).rejects.toMatchObject({ code: 'too_large' })
  await expect.poll(() => closed).toBe(true)
})

test('a redirect is not followed, and an answer without a body has none', async () => {
  answer = (response) => response.writeHead(302, { Location: 'http://elsewhere.example/' }).end()
  expect((await limitedFetch(address, {})).status).toBe(302)
  answer = (response) => response.writeHead(204).end()
  expect((await limitedFetch(address, {})).status).toBe(204)
})

test('an answer that comes by drops ends in time', async () => {
  answer = (response) => {
    const drip = setInterval(() => response.write(' '), 20)
    response.once('close', () => clearInterval(drip))
  }
  await expect(limitedFetch(address, { signal: AbortSignal.timeout(200) })).rejects.toThrow(/aborted|timeout/i)
})

test('what is packed counts by what it holds', async () => {
  const packed = gzipSync(Buffer.alloc(64 * LARGEST_ANSWER, 32))
  expect(packed.length).toBeLessThan(LARGEST_ANSWER)
  answer = (response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(packed)
  await expect(limitedFetch(address, {})).rejects.toMatchObject({ code: 'too_large' })
})
