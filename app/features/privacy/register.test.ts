import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { INVENTORY } from './inventory.ts'
import { registerText, tableText } from './register.server.ts'
import { REGISTER_FILE, runRegister } from './register-command.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-register-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the register is what the inventory says now: if not, run npm run register', () => {
  expect(readFileSync(REGISTER_FILE, 'utf8')).toBe(registerText())
})

test('every column stands in the register once, under its purpose', () => {
  const text = registerText()
  for (const line of INVENTORY) {
    const { table, column, file } = line
    const rows = text
      .split('\n')
      .filter((row) => row.startsWith(`| ${tableText(line)} |`) && row.includes(`\`${column}\``))
    expect(rows.length, `${file}.${table}.${column}`).toBe(1)
  }
})

test('a changed inventory is another register', () => {
  expect(registerText(INVENTORY.slice(1))).not.toBe(registerText())
  expect(registerText(INVENTORY.map((line) => ({ ...line, keep: 'P5Y' as const })))).not.toBe(registerText())
})

test('the command writes the file and says how much is in it', async () => {
  const out: string[] = []
  const file = path.join(folder, 'privacy', 'register.md')
  const io = { out: (line: string) => out.push(line), err: (line: string) => out.push(line), isTTY: false }
  expect(await runRegister(['--lang', 'en'], io, file)).toBe(0)
  expect(readFileSync(file, 'utf8')).toBe(registerText())
  expect(out.join()).toContain(`${INVENTORY.length} columns`)
})
