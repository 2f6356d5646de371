import { describe, expect, test } from 'vitest'
import { LARGEST } from './define-form.server.ts'
import { readBody } from './read-body.server.ts'

const URL_ENCODED = 'application/x-www-form-urlencoded'

function sent(body: string | Uint8Array | FormData, type?: string): Request {
  const headers: Record<string, string> = type === undefined ? {} : { 'Content-Type': type }
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  return new Request('http://127.0.0.1/nl/wish', { method: 'POST', body: bytes as BodyInit, headers })
}

function multipart(parts: ReadonlyArray<string>, boundary = 'xyz'): Request {
  const body = parts.map((part) => `--${boundary}\r\nContent-Disposition: form-data; ${part}\r\n`).join('')
  return sent(`${body}--${boundary}--\r\n`, `multipart/form-data; boundary=${boundary}`)
}
const text = (name: string) => `name="${name}"\r\n\r\nvalue`
const upload = (name: string) => `name="${name}"; filename="a.png"\r\nContent-Type: image/png\r\n\r\nvalue`

test('a form is read, whichever of the two ways it was sent', async () => {
  expect(await readBody(sent('wish=bijen&searched=', URL_ENCODED), LARGEST)).toEqual([
    ['wish', 'bijen'],
    ['searched', ''],
  ])
  expect(await readBody(multipart([text('wish')]), LARGEST)).toEqual([['wish', 'value']])
  const form = new FormData()
  form.set('logo', new File(['abc'], 'a.png'))
  expect(await readBody(sent(form), { ...LARGEST, parts: 1 })).toEqual([['logo', new TextEncoder().encode('abc')]])
})

test.each([
  ['{"wish":"bijen"}', 'application/json'],
  ['wish=bijen', 'text/plain'],
  ['wish=bijen', undefined],
  ['--x\r\nbroken', 'multipart/form-data; boundary=x'],
  ['', 'multipart/form-data'],
])('what is not a form is nothing: %s as %s', async (body, type) => {
  expect(await readBody(sent(body, type), LARGEST)).toBe('bad-form')
})

describe('what is larger than its form may be is refused before it is parsed', () => {
  const many = (n: number, one: (n: number) => string) => Array.from({ length: n }, (_, place) => one(place))

  test.each([
    ['fields', () => sent(many(201, (n) => `f${n}=`).join('&'), URL_ENCODED)],
    ['empty fields', () => sent('&'.repeat(60_000), URL_ENCODED)],
    ['parts', () => multipart(many(201, (n) => text(`f${n}`)))],
    ['parts of nothing', () => sent('--x'.repeat(20_000), 'multipart/form-data; boundary=x')],
    ['parts of a boundary of one dash', () => sent('-'.repeat(60_000), 'multipart/form-data; boundary=-')],
    ['files', () => multipart([upload('logo')])],
    ['files by another spelling', () => multipart([`name="a"; FILENAME*=UTF-8''a.png\r\n\r\nx`])],
    ['bytes', () => sent('x'.repeat(LARGEST.body + 1), URL_ENCODED)],
  ])('%s', async (_what, request) => {
    const started = performance.now()
    expect(await readBody(request(), LARGEST)).toBe('too-large')
    expect(performance.now() - started).toBeLessThan(500)
  })

  test('as many as it may be are read', async () => {
    expect(await readBody(sent(many(200, (n) => `f${n}=`).join('&'), URL_ENCODED), LARGEST)).toHaveLength(200)
    expect(await readBody(multipart(many(200, (n) => text(`f${n}`))), LARGEST)).toHaveLength(200)
    expect(await readBody(multipart([text('a'), upload('logo')]), { ...LARGEST, parts: 1 })).toHaveLength(2)
  })

  test('text that only speaks of a file is no file', async () => {
    expect(await readBody(multipart(['name="a"\r\n\r\nfilename=x; filename*=y']), LARGEST)).toHaveLength(1)
  })
})

test('a form of the largest size takes time by its size, however it is made', async () => {
  const shapes = {
    long: () => sent(`a=${'x'.repeat(65_000)}`, URL_ENCODED),
    encoded: () => sent(`a=${'%41'.repeat(21_600)}`, URL_ENCODED),
    broken: () => sent(`a=${'%'.repeat(65_000)}`, URL_ENCODED),
    names: () => sent(`${'a[0].'.repeat(13_000)}=`, URL_ENCODED),
    heads: () => multipart([`name="a"\r\n${'X-A: b\r\n'.repeat(8_000)}\r\nx`]),
    nearly: () => sent('\r\n--'.repeat(16_000), 'multipart/form-data; boundary=xyz'),
  }
  for (const [name, request] of Object.entries(shapes)) {
    const started = performance.now()
    await readBody(request(), LARGEST)
    expect(performance.now() - started, name).toBeLessThan(500)
  }
})
