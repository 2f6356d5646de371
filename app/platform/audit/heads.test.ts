import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import ts from 'typescript'
import { afterAll, expect, test } from 'vitest'
import { tellRandomActs } from '#tests/support/audit-log.ts'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import { seeded } from '#tests/support/random.ts'
import { appendHead, currentHead, readHeads } from './heads.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-heads-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0
const newFile = () => path.join(folder, `heads-${files++}.jsonl`)

const head = (n: number) => ({ n, hash: n.toString(16).padStart(64, '0'), at: NOW.toISOString() })

test('the head is the number and hash of the last event, and an empty log has none', () => {
  const db = freshDatabase()
  expect(currentHead(db, NOW)).toBeNull()
  tellRandomActs(db, seeded(1), 7, NOW)
  const hash = db.$client.prepare('SELECT hash FROM audit_events WHERE seq = 7').pluck().get()
  expect(currentHead(db, NOW)).toEqual({ n: 7, hash, at: '2027-02-01T09:00:00.000Z' })
})

test('each head is one line, for the owner alone to read, and comes back as it was', () => {
  const file = newFile()
  for (const n of [3, 5]) appendHead(file, head(n))
  const [first, second] = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  expect(JSON.parse(first ?? '')).toEqual({ ...head(3), before: '' })
  const before = createHash('sha256')
    .update(first ?? '')
    .digest('hex')
  expect(JSON.parse(second ?? '')).toEqual({ ...head(5), before })
  expect(statSync(file).mode & 0o077).toBe(0)
  expect([...readHeads(file)]).toEqual([
    { line: 1, head: { ...head(3), before: '' }, isLinked: true },
    { line: 2, head: { ...head(5), before }, isLinked: true },
  ])
})

test('after a line that was half written, the next head stands on a line of its own', () => {
  const file = newFile()
  appendHead(file, head(1))
  appendFileSync(file, '{"n":2,"ha')
  appendHead(file, head(3))
  expect([...readHeads(file)].map((one) => one.head?.n ?? null)).toEqual([1, null, 3])
})

test.each([
  'geen json',
  '[]',
  'null',
  '{"n":0,"hash":"","at":"2027-02-01T09:00:00Z"}',
  '{"n":1.5,"hash":"HASH","at":"2027-02-01T09:00:00Z"}',
  '{"n":"1","hash":"HASH","at":"2027-02-01T09:00:00Z"}',
  '{"n":1,"hash":"kort","at":"2027-02-01T09:00:00Z"}',
  '{"n":1,"hash":"HASH","at":"gisteren"}',
  '{"n":1,"hash":"HASH"}',
  'x'.repeat(300_000),
])('a line that is no head is given by its number: %.40s', (text) => {
  const file = newFile()
  writeFileSync(file, `\n${text.replace('HASH', 'a'.repeat(64))}\n\n${JSON.stringify(head(4))}`)
  expect([...readHeads(file)]).toEqual([
    { line: 2, head: null, isLinked: true },
    { line: 4, head: head(4), isLinked: true },
  ])
})

test('lines are read whole where they cross the pieces in which the file is read', () => {
  const file = newFile()
  writeFileSync(file, Array.from({ length: 3_000 }, (_, n) => `${JSON.stringify(head(n + 1))}\n`).join(''))
  const read = [...readHeads(file)]
  expect(read.map((one) => one.head?.n)).toEqual(Array.from({ length: 3_000 }, (_, n) => n + 1))
})

test('a file that is not there, a folder, or a place without a folder is the error of the file system', () => {
  mkdirSync(path.join(folder, 'a-folder.jsonl'))
  expect(() => readHeads(newFile())).toThrow('ENOENT')
  expect(() => readHeads(path.join(folder, 'a-folder.jsonl'))).toThrow('not a file')
  expect(() => appendHead(path.join(folder, 'a-folder.jsonl'), head(1))).toThrow('EISDIR')
  expect(() => appendHead(path.join(folder, 'not-mounted', 'heads.jsonl'), head(1))).toThrow('ENOENT')
})

test('four processes that write at once leave every line whole', async () => {
  const file = newFile()
  // Node runs no TypeScript here: the file that writes imports nothing of ours, so that it can run by itself.
  const source = readFileSync('app/platform/audit/append-line.server.ts', 'utf8')
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }
  const writer = path.join(folder, 'writer.mjs')
  writeFileSync(
    writer,
    `${ts.transpileModule(source, { compilerOptions }).outputText}
    const [, , file, letter] = process.argv
    for (let n = 1; n <= 100; n++) appendLine(file, JSON.stringify({ n, hash: letter.repeat(64), at: '2027-02-01T09:00:00.000Z' }))`,
  )
  const write = (letter: string) =>
    new Promise((resolve) => {
      spawn(process.execPath, [writer, file, letter], { stdio: 'inherit' }).once('close', resolve)
    })
  expect(await Promise.all(['a', 'b', 'c', 'd'].map(write))).toEqual([0, 0, 0, 0])
  const read = [...readHeads(file)]
  expect(read.filter((one) => one.head === null)).toEqual([])
  for (const letter of ['a', 'b', 'c', 'd']) {
    const own = read.filter((one) => one.head?.hash === letter.repeat(64))
    expect(own.map((one) => one.head?.n)).toEqual(Array.from({ length: 100 }, (_, n) => n + 1))
  }
})

/** What an attacker or a mistake does to the lines of a file with ten heads. */
const TAMPERED: ReadonlyArray<[string, (lines: string[]) => string[], ReadonlyArray<number>]> = [
  ['nothing', (lines) => lines, []],
  ['the first line is gone', (lines) => lines.slice(1), [1]],
  ['a line in the middle is gone', (lines) => lines.toSpliced(4, 1), [5]],
  ['a line is put in twice', (lines) => lines.toSpliced(4, 0, lines[3] ?? ''), [5]],
  ['two lines are swapped', (lines) => lines.toSpliced(4, 2, lines[5] ?? '', lines[4] ?? ''), [5, 6, 7]],
  ['a line is another one', (lines) => lines.with(4, (lines[4] ?? '').replace('"n":5', '"n":6')), [6]],
  ['a line without a link is put in', (lines) => lines.toSpliced(4, 0, JSON.stringify(head(5))), [5, 6]],
  [
    'lines of before links stand first, and the first with a link does not name them',
    (lines) => [JSON.stringify(head(1)), ...lines],
    [2],
  ],
  ['the end is cut off, which the age of the newest head shows', (lines) => lines.slice(0, 4), []],
]

test.each(TAMPERED)('each head names the line before it: %s', (_name, change, unlinked) => {
  const [whole, changed] = [newFile(), newFile()]
  for (let n = 1; n <= 10; n++) appendHead(whole, head(n))
  const lines = readFileSync(whole, 'utf8').trim().split('\n')
  writeFileSync(changed, `${change(lines).join('\n')}\n`)
  expect([...readHeads(changed)].filter(({ isLinked }) => !isLinked).map(({ line }) => line)).toEqual(unlinked)
})

test('heads of before there were links go on with heads that have them', () => {
  const file = newFile()
  writeFileSync(file, `${JSON.stringify(head(1))}\n\n${JSON.stringify(head(2))}\n`)
  for (const n of [3, 4]) appendHead(file, { ...head(n), confidential: 'salt:digest' })
  expect([...readHeads(file)].map(({ head: one, isLinked }) => [one?.n, isLinked])).toEqual([
    [1, true],
    [2, true],
    [3, true],
    [4, true],
  ])
})
