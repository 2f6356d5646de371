import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeded } from '#tests/support/random.ts'
import { rangeOf, serveMedia } from './media-files.server.ts'
import { isTooSlow } from './slow-body.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-served-'))
const name = (letter: string) => letter.repeat(32)
const FILM = Buffer.from(Array.from({ length: 1_000 }, (_, place) => place % 251))
let server: Server
let origin = ''

beforeAll(async () => {
  writeFileSync(path.join(folder, `${name('a')}.mp4`), FILM)
  writeFileSync(path.join(folder, `${name('b')}-320.webp`), 'picture')
  const audienceOf = (one: string) =>
    one === name('a') ? ('everybody' as const) : one === name('b') ? ('publishers' as const) : null
  const app = express()
  app.use(
    '/media',
    serveMedia({ folder: () => folder, audienceOf, mayPreview: () => true }, () => null),
  )
  server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

const film = (headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${origin}/media/${name('a')}.mp4`, { headers, method })

test('a film is sent whole, as a film, and nothing in it could run', async () => {
  const answer = await film()
  expect(answer.status).toBe(200)
  expect(Buffer.from(await answer.arrayBuffer()).equals(FILM)).toBe(true)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'video/mp4',
    'content-length': '1000',
    'accept-ranges': 'bytes',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': `inline; filename="${name('a')}.mp4"`,
    'cache-control': 'public, max-age=604800, immutable',
  })
})

test.each([
  ['bytes=0-', 206, 'bytes 0-999/1000', 1_000],
  ['bytes=990-2000', 206, 'bytes 990-999/1000', 10],
  ['bytes=-10', 206, 'bytes 990-999/1000', 10],
  ['bytes=5-5', 206, 'bytes 5-5/1000', 1],
  ['bytes=1000-', 416, 'bytes */1000', 0],
  ['bytes=-0', 416, 'bytes */1000', 0],
  ['bytes=0-1,5-6', 200, null, 1_000],
  ['bytes=9-2', 200, null, 1_000],
  ['lines=1-2', 200, null, 1_000],
])('the range %s', async (range, status, contentRange, length) => {
  const answer = await film({ Range: range })
  expect([answer.status, answer.headers.get('Content-Range')]).toEqual([status, contentRange])
  expect((await answer.arrayBuffer()).byteLength).toBe(length)
})

test('a range of another version is the whole; one that is known already is nothing', async () => {
  const tag = (await film({}, 'HEAD')).headers.get('ETag') ?? ''
  expect((await film({ Range: 'bytes=0-1', 'If-Range': '"other"' })).status).toBe(200)
  expect((await film({ Range: 'bytes=0-1', 'If-Range': tag })).status).toBe(206)
  expect((await film({ 'If-None-Match': tag })).status).toBe(304)
})

test('what no shown offer names, what is not there and what is no name of ours are the same 404', async () => {
  const paths = [
    `${name('b')}-320.webp`,
    `${name('c')}.mp4`,
    `${name('a')}.webm`,
    `${name('a')}.html`,
    'incoming',
    `incoming/${name('a')}`,
    '%2e%2e/koers.sqlite',
    `${name('a')}.mp4/../${name('a')}.mp4.exe`,
  ]
  const answers = await Promise.all(paths.map((one) => fetch(`${origin}/media/${one}`)))
  expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 404))
  expect(answers.map(({ headers }) => headers.get('Content-Type'))).toEqual(paths.map(() => 'text/html; charset=utf-8'))
})

test('any range lies within the file', () => {
  const random = seeded(7)
  for (let turn = 0; turn < 500; turn++) {
    const size = 1 + Math.floor(random() * 50)
    const number = () => (random() < 0.3 ? '' : String(Math.floor(random() * 70)))
    const range = rangeOf(`bytes=${number()}-${number()}`, size)
    if (range === null || range === 'whole') continue
    expect(range.start).toBeLessThanOrEqual(range.end)
    expect(range.end).toBeLessThan(size)
  }
})

test('a body has thirty seconds; one that may be slow has as long as it keeps arriving, and half an hour at most', () => {
  const body = { startedAt: 0, isSlow: false, seen: 0, seenAt: 0 }
  expect([isTooSlow(body, 1_000_000, 29_000), isTooSlow(body, 1_000_000, 31_000)]).toEqual([false, true])
  const slow = { ...body, isSlow: true }
  expect([isTooSlow(slow, 500_000, 31_000), isTooSlow(slow, 100_000, 31_000)]).toEqual([false, true])
  expect(isTooSlow({ ...slow, seen: 1e8, seenAt: 1_799_000 }, 2e8, 1_801_000)).toBe(true)
})
