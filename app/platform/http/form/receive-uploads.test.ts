import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { receiveUploads } from './receive-uploads.server.ts'
import { StoredUpload } from './stored-upload.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-uploads-'))
afterAll(() => rmSync(folder, { recursive: true }))

const LARGEST = { body: 10_000, fields: 2, parts: 1 }
const MOST = { film: 1_000 }

function formWith(fields: ReadonlyArray<[string, string]>, file?: { field?: string; bytes: number; name?: string }) {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  if (file) form.append(file.field ?? 'film', new Blob([Buffer.alloc(file.bytes, 7)]), file.name ?? 'f.mp4')
  return form
}

async function received(body: FormData | string, headers: Record<string, string> = {}) {
  const uploads = receiveUploads(folder, MOST)
  const entries = await uploads.read(new Request('http://portal.invalid/', { method: 'POST', body, headers }), LARGEST)
  return { entries, uploads }
}

test('a file goes to the disk under a name of ours, its texts beside it; what nobody takes is deleted', async () => {
  const { entries, uploads } = await received(formWith([['alt', 'één']], { bytes: 900, name: '../../koers.sqlite' }))
  if (typeof entries === 'string') throw new Error(entries)
  const file = entries.find(([name]) => name === 'film')?.[1]
  if (!(file instanceof StoredUpload)) throw new Error('no file')
  expect(entries[0]).toEqual(['alt', 'één'])
  expect([path.dirname(file.path), file.bytes, readFileSync(file.path).length]).toEqual([folder, 900, 900])
  expect(file.name).toMatch(/^[0-9a-f]{32}$/)
  await uploads.clear()
  expect(readdirSync(folder)).toEqual([])
})

test('of a file that is too large, or for a field that takes none, nothing is kept, and the texts arrive', async () => {
  for (const one of [{ bytes: 1_001 }, { bytes: 10, field: 'other' }]) {
    const { entries } = await received(formWith([['alt', 'a']], one))
    if (typeof entries === 'string') throw new Error(entries)
    const file = entries[1]?.[1]
    expect(file instanceof StoredUpload && file.isTooLarge).toBe(true)
    expect(readdirSync(folder)).toEqual([])
  }
})

test.each([
  ['too many bytes', formWith([], { bytes: 20_000 }), 'too-large'],
  [
    'too many fields',
    formWith([
      ['a', ''],
      ['b', ''],
      ['c', ''],
    ]),
    'too-large',
  ],
  ['no form', 'abc', 'bad-form'],
] as const)('%s', async (_, body, problem) => {
  const { entries, uploads } = await received(body)
  expect(entries).toBe(problem)
  await uploads.clear()
  expect(readdirSync(folder)).toEqual([])
})

test('a form that breaks off leaves nothing behind', async () => {
  const body = '--b\r\nContent-Disposition: form-data; name="film"; filename="f"\r\n\r\nhalf'
  const { entries, uploads } = await received(body, { 'Content-Type': 'multipart/form-data; boundary=b' })
  expect(entries).toBe('bad-form')
  await uploads.clear()
  expect(readdirSync(folder)).toEqual([])
})
