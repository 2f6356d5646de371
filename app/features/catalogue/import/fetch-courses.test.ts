import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { fetchCourses } from './fetch-courses.server.ts'

const LIMITS = { bytes: 10_000, pages: 5, redirects: 2, milliseconds: 500 }
const open: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  )
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/courses?pageSize=10`
}

const course = (id: string) => ({ courseId: id, name: [{ language: 'en', value: `Course ${id}` }] })
const read = (address: string) => fetchCourses(address, () => {}, LIMITS)

test('all pages of an address are read, with the query that was given', async () => {
  const asked: string[] = []
  const address = await serve((request, response) => {
    asked.push(request.url ?? '')
    const page = Number(new URL(request.url ?? '', 'http://x').searchParams.get('pageNumber') ?? 1)
    response.end(JSON.stringify({ pageNumber: page, hasNextPage: page < 3, items: [course(`p${page}`)] }))
  })
  const courses = await read(address)
  expect(courses).toMatchObject({ ok: true, value: { records: [{ line: 1 }, { line: 2 }, { line: 3 }] } })
  expect(asked).toEqual([
    '/courses?pageSize=10',
    '/courses?pageSize=10&pageNumber=2',
    '/courses?pageSize=10&pageNumber=3',
  ])
})

test('only https is asked, and http on this machine', async () => {
  for (const address of [
    'http://example.org/courses',
    'ftp://example.org/x',
    'file:///etc/passwd',
    'https://',
    'http://127.0.0.1.example.org/',
  ]) {
    expect(await read(address), address).toMatchObject({ problem: { code: 'address-not-allowed' } })
  }
})

test('a redirect is followed on the same server and nowhere else', async () => {
  const address = await serve((request, response) => {
    if (request.url?.startsWith('/courses')) response.writeHead(302, { Location: '/new' }).end()
    else response.end(JSON.stringify([course('a')]))
  })
  expect(await read(address)).toMatchObject({ ok: true })
  const away = await serve((_, response) => void response.writeHead(302, { Location: 'http://localhost:1/x' }).end())
  expect(await read(away)).toMatchObject({ problem: { code: 'redirected-elsewhere', values: { host: 'localhost:1' } } })
  const round = await serve((_, response) => void response.writeHead(302, { Location: '/again' }).end())
  expect(await read(round)).toMatchObject({ problem: { code: 'address-failed' } })
})

test('an error, a slow answer, a large one and a server that is not there are refused', async () => {
  const failing = await serve((_, response) => void response.writeHead(503).end())
  expect(await read(failing)).toMatchObject({ problem: { code: 'address-answered', values: { status: 503 } } })
  const slow = await serve(() => {})
  expect(await read(slow)).toMatchObject({ problem: { code: 'address-slow' } })
  const large = await serve((_, response) => void response.end(JSON.stringify([{ courseId: 'x'.repeat(20_000) }])))
  expect(await read(large)).toMatchObject({ problem: { code: 'too-large' } })
  expect(await read('http://127.0.0.1:1/courses')).toMatchObject({ problem: { code: 'address-failed' } })
})

test('a server without end, or one that repeats its first page, is stopped', async () => {
  let count = 0
  const endless = await serve(
    (_, response) => void response.end(JSON.stringify({ hasNextPage: true, items: [course(`c${count++}`)] })),
  )
  expect(await read(endless)).toMatchObject({ problem: { code: 'too-many-pages' } })
  const same = await serve(
    (_, response) => void response.end(JSON.stringify({ hasNextPage: true, items: [course('a')] })),
  )
  expect(await read(same)).toMatchObject({ problem: { code: 'same-page-again' } })
})

test.each([
  [
    'gives an empty page half-way',
    (page: number) => ({ pageNumber: page, hasNextPage: page < 3, items: page === 2 ? [] : [course(`c${page}`)] }),
  ],
  [
    'says in a text that more follow',
    (page: number) => ({ hasNextPage: page < 3 ? 'true' : 'false', items: [course(`c${page}`)] }),
  ],
  [
    'only says how many pages there are',
    (page: number) => ({ pageNumber: page, totalPages: 3, items: [course(`c${page}`)] }),
  ],
])('a server that %s is read to the end', async (_, pageOf) => {
  let asked = 0
  const address = await serve((request, response) => {
    asked++
    response.end(
      JSON.stringify(pageOf(Number(new URL(request.url ?? '', 'http://x').searchParams.get('pageNumber') ?? 1))),
    )
  })
  const read3 = await read(address)
  expect([asked, read3.ok && read3.value.records.at(-1)]).toMatchObject([
    3,
    {
      entries: [
        ['id', 'c3'],
        ['title', {}],
      ],
    },
  ])
})
