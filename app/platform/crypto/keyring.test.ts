import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inspect } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { SettingsError } from '../env.server.ts'
import {
  type KeySource,
  makeKeysFile,
  NO_KEYS,
  prepareKeyring,
  readKeyring,
  replaceKeysFile,
  theKeyring,
} from './keyring.server.ts'
import { keysText, newKey, readKeys } from './keys.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-keys-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function source(text: string | null, rest: Partial<KeySource> = {}): KeySource {
  const keysFile = path.join(folder, String(++files), 'koers.keys')
  if (text !== null) {
    makeKeysFile(keysFile)
    writeFileSync(keysFile, text)
  }
  return { KOERS_KEYS: undefined, keysFile, KOERS_DEMO: false, ...rest }
}
const names = ({ keys }: { keys: ReadonlyArray<{ name: string }> }) => keys.map(({ name }) => name)
const SECRET = Buffer.alloc(32, 9).toString('base64')

test('a file of keys is read as it was written, the first key first', () => {
  const keys = [newKey('b'), newKey('a')]
  const read = readKeys(keysText(keys))
  expect(read.ok && read.keys.map(({ name, secret }) => [name, secret.export().toString('hex')])).toEqual(
    keys.map(({ name, secret }) => [name, secret.export().toString('hex')]),
  )
  expect(names(readKeyring(source(`# sleutels\r\n\r\n  one:${SECRET}  \r\ntwo:${SECRET}`)))).toEqual(['one', 'two'])
  expect(names(readKeyring(source(null, { KOERS_KEYS: `one:${SECRET},two:${SECRET}` })))).toEqual(['one', 'two'])
})

test.each([
  ['', 1],
  ['\n\n# nothing\n', 1],
  [`one:${SECRET}\none:${SECRET}`, 2],
  [`one:${SECRET}\ntwo`, 2],
  [`One:${SECRET}`, 1],
  [`:${SECRET}`, 1],
  [`one:${Buffer.alloc(31).toString('base64')}`, 1],
  [`one:${Buffer.alloc(33).toString('base64')}`, 1],
  [`one:${SECRET.slice(0, -1)}`, 1],
  [`one:${SECRET}:more`, 1],
  [`one two:${SECRET}`, 1],
  [`${'n'.repeat(41)}:${SECRET}`, 1],
])('a wrong file (%j) is refused with a sentence that names the line %i, and nothing of the keys', (text, line) => {
  const wrong = source(text)
  const read = () => prepareKeyring(wrong)
  expect(read).toThrow(SettingsError)
  expect(read).toThrow(`The file of keys ${wrong.keysFile} is wrong in line ${line}. It must hold one key a line`)
  expect(read).not.toThrow(SECRET)
})

test('a folder in the place of the file, and a place that holds no file, are sentences too', () => {
  const nowhere = { ...source(null), keysFile: '/dev/null/koers.keys' }
  expect(() => prepareKeyring(nowhere)).toThrow(SettingsError)
  expect(() => prepareKeyring(nowhere)).toThrow(/cannot be read \(ENOTDIR\)/)
  expect(() => prepareKeyring({ ...nowhere, KOERS_DEMO: true })).toThrow(/cannot be made \(\w+\)/)
  expect(() => readKeyring({ ...source(null), keysFile: folder })).toThrow(/cannot be read \(EISDIR\)/)
})

test('the demo makes a file that is missing, for the portal’s own user alone; elsewhere nobody does', () => {
  const demo = source(null, { KOERS_DEMO: true })
  expect(prepareKeyring(demo).keys).toHaveLength(1)
  expect(statSync(demo.keysFile).mode & 0o777).toBe(0o600)
  expect(readdirSync(path.dirname(demo.keysFile))).toEqual(['koers.keys'])
  const text = readFileSync(demo.keysFile, 'utf8')
  prepareKeyring(demo)
  expect(readFileSync(demo.keysFile, 'utf8')).toBe(text)

  const real = source(null)
  expect(prepareKeyring(real)).toEqual(NO_KEYS)
  expect(statSync(real.keysFile, { throwIfNoEntry: false })).toBeUndefined()
  const given = source(null, { KOERS_DEMO: true, KOERS_KEYS: `one:${SECRET}` })
  expect(names(prepareKeyring(given))).toEqual(['one'])
  expect(statSync(given.keysFile, { throwIfNoEntry: false })).toBeUndefined()
})

test('a file that another process made first is left as it is', () => {
  const { keysFile } = source(null)
  expect(makeKeysFile(keysFile, newKey('first'))).toBe(true)
  expect(makeKeysFile(keysFile, newKey('second'))).toBe(false)
  expect(names(readKeyring({ ...source(null), keysFile }))).toEqual(['first'])
  expect(readdirSync(path.dirname(keysFile))).toEqual(['koers.keys'])
})

test('a changed file counts at the next use, also one that was not there; a file that went wrong does not take the keys away', () => {
  const own = source(null)
  expect(theKeyring(own)).toEqual(NO_KEYS)
  makeKeysFile(own.keysFile, newKey('one'))
  const one = theKeyring(own)
  expect(names(one)).toEqual(['one'])
  expect(theKeyring(own)).toBe(one)
  replaceKeysFile(own.keysFile, [newKey('two'), ...one.keys])
  expect(names(theKeyring(own))).toEqual(['two', 'one'])
  expect(statSync(own.keysFile).mode & 0o777).toBe(0o600)
  writeFileSync(own.keysFile, 'half a li')
  expect(names(theKeyring(own))).toEqual(['two', 'one'])
  replaceKeysFile(own.keysFile, [newKey('three')])
  expect(names(theKeyring(own))).toEqual(['three'])
})

test('a key that is printed by mistake shows nothing', () => {
  const key = newKey('one')
  const secret = key.secret.export()
  for (const shown of [inspect(key, { depth: 9, showHidden: true }), JSON.stringify(key), String(key.secret)])
    for (const form of ['hex', 'base64'] as const) expect(shown).not.toContain(secret.toString(form))
})

test('no two new keys have the same name or the same bytes', () => {
  const keys = Array.from({ length: 200 }, () => newKey())
  expect(new Set(names({ keys })).size).toBe(200)
  expect(new Set(keys.map(({ secret }) => secret.export().toString('hex'))).size).toBe(200)
})
