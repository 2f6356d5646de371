import { afterEach, beforeEach, expect, test } from 'vitest'
import { prepared } from '#db/prepare.server.ts'
import { BAD_WAYS, type FakeMeili, startFakeMeili } from '#tests/support/meilisearch/fake-server.ts'
import { build, optionsFor, query, shelf, written } from '#tests/support/meilisearch/portal.ts'
import { RECORDED } from '#tests/support/meilisearch/recorded.ts'
import { askServer } from './ask.server.ts'
import { codeOf, isLost, searchClient, taskDone, workClient } from './client.server.ts'

let server: FakeMeili
beforeEach(async () => {
  server = await startFakeMeili()
})
afterEach(() => server.goDown())

async function failureOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}

test.each(BAD_WAYS.filter((way) => !['endless totals', 'strangers', 'wrong counts'].includes(way)))(
  'the code of a server that %s holds no address, no key and nothing typed',
  async (way) => {
    const shelved = shelf(written('a', 'Geheimwoord een'), written('b', 'Geheimwoord twee'))
    await build(shelved, optionsFor(server))
    server.behave(way)
    const to = { client: searchClient(optionsFor(server)), index: 'catalogue', signal: AbortSignal.timeout(300) }
    const code = codeOf(await failureOf(() => askServer(to, query('geheimwoord', { pageSize: 5 }), ['geheimwoord'])))
    expect(code).toMatch(/^[a-z_0-9]+$/)
    for (const secret of [server.url, '127.0.0.1', server.key, 'geheimwoord']) expect(code).not.toContain(secret)
    const remembered = prepared(shelved.db, 'SELECT group_concat(value) FROM search_state').pluck().get()
    for (const secret of [server.url, server.key]) expect(remembered).not.toContain(secret)
  },
)

test('a task that failed is a failure, and a task that is gone means that the index may be', async () => {
  const client = workClient(optionsFor(server))
  await taskDone(client, client.createIndex('a'))
  expect(codeOf(await failureOf(() => taskDone(client, client.createIndex('a'))))).toBe('index_already_exists')
  const lost = await failureOf(() => client.tasks.getTask(99))
  expect([codeOf(lost), isLost(lost)]).toEqual(['task_not_found', true])
})

test('the client asks for an answer in one piece, and a wrong key is refused with the recorded code', async () => {
  const client = workClient({ ...optionsFor(server), key: 'wrong' })
  expect(codeOf(await failureOf(() => client.getVersion()))).toBe('invalid_api_key')
  expect(server.headers.at(-1)).toMatchObject({ 'accept-encoding': 'identity', authorization: 'Bearer wrong' })
})

test('the stand-in answers in the shapes that were recorded', async () => {
  const shelved = shelf(written('a', 'Leiderschap', { facets: { theme: ['x'] } }))
  const client = workClient(optionsFor(server))
  await build(shelved, optionsFor(server))
  const shape = (value: unknown) => Object.keys(Object(value)).sort()
  const was = (step: string, place = 0) => RECORDED[step]?.[place]?.response.body
  const search = await client.multiSearch({
    queries: [{ indexUid: 'catalogue', q: 'leiderschap', page: 1, hitsPerPage: 10, facets: ['f_theme'] }],
  })
  const recordedSearch = was('search: page of ids, facets, exact totals')
  expect(shape(search.results[0])).toEqual([...shape(recordedSearch), 'indexUid'].sort())
  expect(shape(await client.index('catalogue').getStats())).toEqual(shape(was('statistics of the index')))
  expect(shape(await client.index('catalogue').getSettings())).toEqual(
    expect.arrayContaining(shape(was('settings read back'))),
  )
  expect(shape(await client.index('catalogue').getDocuments({ fields: ['id', 'rev'] }))).toEqual(
    shape(was('documents: id and rev, for the nightly comparison')),
  )
  const enqueued = await client.createIndex('catalogue')
  expect(shape(enqueued)).toEqual(shape(was('create index that exists: the task fails')))
  expect(shape(await client.tasks.getTask(enqueued.taskUid))).toEqual(shape(was('add documents', 1)))
  expect(await client.tasks.getTask(enqueued.taskUid)).toMatchObject({
    status: 'failed',
    error: { code: 'index_already_exists' },
  })
})
