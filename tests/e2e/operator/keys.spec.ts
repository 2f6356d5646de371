import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { Portal } from '#tests/support/portal.ts'

// Each test starts a portal of its own.
test.describe.configure({ timeout: 60_000 })

let folder = ''
test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'koers-keys-start-'))
})
test.afterEach(() => rmSync(folder, { recursive: true }))

test('outside the demo a portal without keys says so in one line, makes none, and shows what is public', async ({
  request,
}) => {
  const KOERS_KEYS_FILE = path.join(folder, 'missing.keys')
  // With a mail server, of which the start would say otherwise that it is missing.
  const portal = new Portal({ KOERS_DEMO: 'off', KOERS_KEYS_FILE, SMTP_URL: 'smtp://127.0.0.1:9' })
  const { origin } = await portal.ready()
  for (const page of ['/nl', '/en/catalogue', '/readyz']) expect((await request.get(origin + page)).status()).toBe(200)
  const { code, complained } = await portal.stop()
  expect(code).toBe(0)
  expect(complained.trim().split('\n')).toHaveLength(1)
  expect(JSON.parse(complained)).toMatchObject({ code: 'no-keys' })
  expect(statSync(KOERS_KEYS_FILE, { throwIfNoEntry: false })).toBeUndefined()
})

test('a wrong file of keys stops the start with one sentence and code 2, without its content', async () => {
  const KOERS_KEYS_FILE = path.join(folder, 'wrong.keys')
  writeFileSync(KOERS_KEYS_FILE, 'first:geheim\n')
  const { code, said, complained } = await new Portal({ KOERS_KEYS_FILE }).ended
  expect([code, said]).toEqual([2, ''])
  expect(complained.trim()).toMatch(/^The file of keys .*wrong\.keys is wrong in line 1\. It must hold one key a line/)
  expect(complained.trim().split('\n')).toHaveLength(1)
  expect(complained).not.toContain('geheim')
})
