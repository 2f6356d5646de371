import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readSettings } from './env.server.ts'
import { requirePlacesApart } from './one-place.server.ts'

const root = mkdtempSync(path.join(tmpdir(), 'koers-places-'))
afterAll(() => rmSync(root, { recursive: true }))
for (const name of ['data', 'keys', 'heads']) mkdirSync(path.join(root, name))
symlinkSync(path.join(root, 'data'), path.join(root, 'link'))

const APART = {
  KOERS_DEMO: 'off',
  DATA_DIR: path.join(root, 'data'),
  KOERS_KEYS_FILE: path.join(root, 'keys/koers.keys'),
  AUDIT_HEADS_FILE: path.join(root, 'heads/heads.jsonl'),
}
const check = (changes: Record<string, string | undefined>) =>
  requirePlacesApart(readSettings({ ...APART, ...changes }))
const KEYS = 'the keys (KOERS_KEYS_FILE) and the data'
const HEADS = 'the heads of the audit log (AUDIT_HEADS_FILE) and the data'

test.each([
  ['everything where it is by default', { KOERS_KEYS_FILE: undefined, AUDIT_HEADS_FILE: undefined }, [KEYS, HEADS]],
  ['keys beside the data', { KOERS_KEYS_FILE: `${root}/data/koers.keys` }, [KEYS]],
  ['keys in a folder of the data', { KOERS_KEYS_FILE: `${root}/data/deeper/koers.keys` }, [KEYS]],
  ['keys by another name of that folder', { KOERS_KEYS_FILE: `${root}/link/koers.keys` }, [KEYS]],
  [
    'keys above the data',
    { KOERS_KEYS_FILE: `${root}/koers.keys` },
    [KEYS, 'the keys (KOERS_KEYS_FILE) and the heads'],
  ],
  ['keys beside the data keys', { DATA_KEYS_FILE: `${root}/keys/data-keys.sqlite` }, [KEYS]],
  ['heads beside the data', { AUDIT_HEADS_FILE: `${root}/data/heads.jsonl` }, [HEADS]],
  [
    'heads beside the keys',
    { AUDIT_HEADS_FILE: `${root}/keys/heads.jsonl` },
    ['the keys (KOERS_KEYS_FILE) and the heads'],
  ],
])('refuses %s, and names the settings', (_what, changes, named) => {
  for (const what of named) expect(() => check(changes)).toThrow(what)
  expect(() => check(changes)).toThrow('KOERS_ONE_PLACE=yes')
  expect(() => check({ ...changes, KOERS_ONE_PLACE: 'yes' })).not.toThrow()
  expect(() => check({ ...changes, KOERS_DEMO: 'on' })).not.toThrow()
})

test.each([
  ['three folders', {}],
  [
    'keys of the environment',
    { KOERS_KEYS_FILE: undefined, KOERS_KEYS: `a:${Buffer.alloc(32, 1).toString('base64')}` },
  ],
  ['data keys in a fourth', { DATA_KEYS_FILE: `${root}/other/data-keys.sqlite` }],
  ['folders whose names only begin alike', { KOERS_KEYS_FILE: `${root}/data-keys/koers.keys` }],
])('serves with %s', (_what, changes) => {
  expect(() => check(changes)).not.toThrow()
})
