import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { textsFor } from '#app/i18n/instance.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { EXIT } from '#app/platform/command/command.server.ts'
import { runLab } from './lab-command.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-lab-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function file(content: string): string {
  const place = path.join(folder, `${++files}.txt`)
  writeFileSync(place, content)
  return place
}
const jsonl = (...lines: unknown[]) => file(lines.map((line) => JSON.stringify(line)).join('\n'))

async function run(...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), isTTY: false }
  const code = await runLab(argv, io)
  return { code, out, err }
}

const DOCUMENTS = [
  { id: 'nl', kind: 'training', title: { nl: 'Leidinggeven' }, summary: { nl: 'kort', en: '' }, labels: ['Faculteit'] },
  { id: 'en', kind: 'event', title: { en: 'Leadership', nl: null }, body: { en: 'text' } },
  {
    id: 7,
    kind: 'aquarium',
    title: { nl: 'Visjes voeren', en: 'Feeding fish' },
    summary: null,
    body: null,
    labels: null,
  },
  { id: 'bare' },
]

type Line = { id: string; hits: string[]; total: number; ms: number }
async function ask(documents: unknown[], queries: unknown[], ...flags: string[]) {
  const out = path.join(folder, `${++files}.out.jsonl`)
  const ended = await run('--docs', jsonl(...documents), '--queries', jsonl(...queries), '--out', out, ...flags)
  expect(ended.code).toBe(EXIT.done)
  const lines = readFileSync(out, 'utf8').trimEnd().split('\n')
  return { ...ended, lines: lines.map((line) => JSON.parse(line) as Line) }
}
async function hits(documents: unknown[], q: string, ...flags: string[]): Promise<string[] | undefined> {
  return (await ask(documents, [{ id: 1, q }], ...flags)).lines[0]?.hits
}

test('documents with one language, or hardly anything, are loaded and found; each query gets a line', async () => {
  const { lines, out, err } = await ask(DOCUMENTS, [
    { id: 'a', q: 'leidinggeven' },
    { id: 2, q: 'visjes', lang: 'en' },
    { id: 'c', q: 'faculteit', lang: null, kind: null },
    { id: 'd', q: 'qqqqqq' },
    { id: 'e', q: '' },
  ])
  expect(lines.map(({ id, hits: found, total }) => [id, found, total])).toEqual([
    ['a', ['nl', 'en'], 2],
    ['2', ['7'], 1],
    ['c', ['nl'], 1],
    ['d', [], 0],
    ['e', expect.arrayContaining(['nl', 'en', '7', 'bare']), 4],
  ])
  for (const line of lines) {
    expect(Object.keys(line)).toEqual(['id', 'hits', 'total', 'ms'])
    expect(line.ms).toBeGreaterThanOrEqual(0)
  }
  expect([out[0], out[1], err]).toEqual([
    expect.stringMatching(/^4 documenten in \d+\.\d s, 0 paren geleerd\.$/),
    expect.stringMatching(/^5 zoekvragen: p50 \d+\.\d\d ms, p95 \d+\.\d\d ms\.$/),
    [],
  ])
})

test('a kind narrows, whatever it is called, and an unknown one finds nothing', async () => {
  const { lines } = await ask(DOCUMENTS, [
    { id: 1, q: 'leidinggeven', kind: 'training' },
    { id: 2, q: 'visjes', kind: 'aquarium' },
    { id: 3, q: 'leidinggeven', kind: 'no-such-kind' },
    { id: 4, q: 'leidinggeven', kind: '' },
  ])
  expect(lines.map((line) => line.hits)).toEqual([['nl'], ['7'], [], ['nl', 'en']])
})

test('at most ten hits are written, near results behind the found ones, the total of the found ones', async () => {
  const many = Array.from({ length: 14 }, (_, number) => ({ id: number, title: { nl: `Data ${number}` } }))
  const { lines } = await ask(
    [...many, { id: 'all', title: { nl: 'Data beheer' } }],
    [
      { id: 1, q: 'data' },
      { id: 2, q: 'data beheer' },
    ],
  )
  expect([lines[0]?.hits.length, lines[0]?.total]).toEqual([10, 15])
  expect([lines[1]?.hits.length, lines[1]?.hits[0], lines[1]?.total]).toEqual([10, 'all', 1])
})

test('--synonyms takes the place of the product’s list; a line that is none is left out with a sentence', async () => {
  const documents = [
    { id: 'v', title: { nl: 'Vacancy' } },
    { id: 'i', title: { nl: 'Imkerij' } },
  ]
  expect(await hits(documents, 'vacature')).toEqual(['v'])
  const list = file('\uFEFF# a list\n\nimkerij; apiary\r\nvacature\ncafé; cafe\nbaan; a b c d\n')
  expect(await hits(documents, 'apiary', '--synonyms', list)).toEqual(['i'])
  const { lines, err } = await ask(documents, [{ id: 1, q: 'vacature' }], '--synonyms', list, '--lang', 'en')
  const t = textsFor('en')
  const line = (number: number, why: string) => t('search:lab.badGroup', { line: number, why })
  expect([lines[0]?.hits, err]).toEqual([
    [],
    [
      line(4, t('search:words.refusal.empty')),
      line(5, t('search:words.refusal.circular', { side: 'cafe', other: 'café' })),
      line(6, t('search:words.refusal.too-long', { side: 'a b c d' })),
    ],
  ])
  expect(await hits(documents, 'vacature', '--synonyms', file(''))).toEqual([])
  expect(await hits(documents, 'vacature', '--synonyms', file('vacature; vacancy; position'))).toEqual(['v'])
})

test('what documents say in two languages is learned, unless --no-learn', async () => {
  const documents = [
    ...[1, 2, 3].map((number) => ({ id: number, title: { nl: 'Imkerij dak', en: 'Beekeeping roof' } })),
    { id: 'nl', title: { nl: 'Imkerij' } },
  ]
  const learned = await ask(documents, [{ id: 1, q: 'beekeeping' }])
  expect([learned.lines[0]?.total, learned.out[0]]).toEqual([4, expect.not.stringContaining(' 0 paren')])
  const plain = await ask(documents, [{ id: 1, q: 'beekeeping' }], '--no-learn')
  expect([plain.lines[0]?.total, plain.out[0]]).toEqual([3, expect.stringContaining(' 0 paren geleerd')])
})

test('of two documents with the same id the last one counts', async () => {
  const twice = [
    { id: 'a', title: { nl: 'Oud' } },
    { id: 'a', title: { nl: 'Nieuw' } },
  ]
  expect([await hits(twice, 'oud'), await hits(twice, 'nieuw')]).toEqual([[], ['a']])
})

const docs = jsonl(DOCUMENTS[0])
const queries = jsonl({ id: 1, q: 'data' })
const whole = (changes: Record<string, string>) =>
  Object.entries({ docs, queries, out: path.join(folder, 'never.jsonl'), ...changes }).flatMap(([flag, value]) => [
    `--${flag}`,
    value,
  ])
const nowhere = path.join(folder, 'nowhere.jsonl')

const badLines: Array<[Record<string, string>, number, string]> = [
  [{ docs: file('{"id":"a"}\n\n{"id":') }, 3, 'JSON'],
  [{ docs: file('[]') }, 1, 'JSON'],
  [{ docs: file('{"kind":"x"}') }, 1, 'id'],
  [{ docs: file('{"id":""}') }, 1, 'id'],
  [{ docs: file('{"id":"a","title":"x"}') }, 1, 'title'],
  [{ docs: file('{"id":"a","title":{"nl":3}}') }, 1, 'title.nl'],
  [{ docs: file('{"id":"a","labels":["x",3]}') }, 1, 'labels.1'],
  [{ docs: file('{"id":"a","kind":["x"]}') }, 1, 'kind'],
  [{ queries: file('{"id":"a"}') }, 1, 'q'],
  [{ queries: file('{"id":"a","q":"x"}\n{"id":"a","q":"x","lang":"fr"}') }, 2, 'lang'],
]
test.each(badLines)(
  'a file with a bad line is refused by its line and field, and nothing is written: %j',
  async (bad, line, field) => {
    const [place = ''] = Object.values(bad)
    for (const language of LANGUAGES)
      expect(await run(...whole(bad), '--lang', language)).toEqual({
        code: EXIT.unusable,
        out: [],
        err: [textsFor(language)('search:lab.badLine', { file: place, line, field })],
      })
    expect(existsSync(path.join(folder, 'never.jsonl'))).toBe(false)
  },
)

test.each(['docs', 'queries', 'synonyms'])('a file that is not there is named: --%s', async (flag) => {
  for (const place of [nowhere, folder])
    for (const language of LANGUAGES)
      expect(await run(...whole({ [flag]: place }), '--lang', language)).toEqual({
        code: EXIT.unusable,
        out: [],
        err: [textsFor(language)('search:lab.unreadable', { file: place })],
      })
})

test.each(['docs', 'queries', 'out'])('each of the three files must be named: --%s', async (flag) => {
  for (const language of LANGUAGES)
    expect(await run(...whole({ [flag]: '' }), '--lang', language)).toEqual({
      code: EXIT.unusable,
      out: [],
      err: [textsFor(language)('search:lab.missing', { flag: `--${flag}` })],
    })
})

test('a result that cannot be written is said, and an engine that does not exist or is not set', async () => {
  const out = path.join(nowhere, 'out.jsonl')
  for (const language of LANGUAGES) {
    const t = textsFor(language)
    const lang = ['--lang', language]
    expect(await run(...whole({ out }), ...lang)).toMatchObject({
      code: EXIT.unusable,
      err: [t('search:lab.unwritable', { file: out })],
    })
    expect(await run(...whole({ engine: 'google' }), ...lang)).toMatchObject({
      code: EXIT.unusable,
      err: [t('search:lab.engine')],
    })
    expect(await run(...whole({ engine: 'meilisearch' }), ...lang)).toMatchObject({
      code: EXIT.unusable,
      err: [t('search:lab.noMeili')],
    })
  }
})

test('an empty list of documents or queries is an experiment too, and nothing stays behind', async () => {
  const scratch = mkdtempSync(path.join(folder, 'scratch-'))
  process.env.TMPDIR = scratch
  expect(tmpdir()).toBe(scratch)
  const { lines } = await ask([], [{ id: 1, q: 'data' }])
  expect(lines.map(({ hits: found, total }) => [found, total])).toEqual([[[], 0]])
  const out = path.join(folder, 'empty.jsonl')
  expect((await run('--docs', docs, '--queries', file(''), '--out', out)).code).toBe(EXIT.done)
  expect(readFileSync(out, 'utf8')).toBe('')
  expect(readdirSync(scratch)).toEqual([])
})
