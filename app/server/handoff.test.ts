import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import vm from 'node:vm'
import { expect, test } from 'vitest'
import { handoffScripts } from './handoff.server.ts'

/** A stream of these bytes in pieces of three, so that letters of more than one byte are torn apart. */
function streamOf(text: string): ReadableStream {
  const bytes = new TextEncoder().encode(text)
  return new ReadableStream({
    start(controller) {
      for (let from = 0; from < bytes.length; from += 3) controller.enqueue(bytes.slice(from, from + 3))
      controller.close()
    },
  })
}

async function received(text: string): Promise<{ markup: string; told: string[] }> {
  const markup = await handoffScripts(streamOf(text), 'abc')
  const [, script = ''] = /^<script nonce="abc">(.*)<\/script>$/s.exec(markup) ?? []
  const told: string[] = []
  const streamController = { enqueue: (piece: string) => told.push(piece), close: () => told.push('closed') }
  vm.runInNewContext(script, { window: { __remixContext: { streamController } } })
  return { markup, told }
}

test.each(['[{"_1":2},"page","Café – één 🦄"]\n', '</script><script>alert(1)</script>', '\u2028\u2029 & <!--', ''])(
  'the browser receives the data letter by letter, and nothing of it ends the script: %j',
  async (text) => {
    const { markup, told } = await received(text)
    expect(told).toEqual([text, 'closed'])
    expect(markup.slice(20, -9)).not.toMatch(/[<>&\u2028\u2029]/)
  },
)

test('a page without data has no script', async () => {
  expect(await handoffScripts(undefined, 'abc')).toBe('')
})

test('the installed Remix waits for the same two calls, and marks the same letters', () => {
  const folder = createRequire(import.meta.url)
    .resolve('@remix-run/react')
    .replace(/index\.js$/, '')
  const streaming = readFileSync(`${folder}single-fetch.js`, 'utf8')
  expect(streaming).toMatch(
    /window\.__remixContext\.streamController\.enqueue\(\$\{markup\.escapeHtml\(JSON\.stringify\(value\)\)\}\);/,
  )
  expect(streaming).toContain('window.__remixContext.streamController.close();')
  expect(readFileSync(`${folder}components.js`, 'utf8')).toContain(
    'window.__remixContext.streamController = controller;',
  )
  expect(readFileSync(`${folder}markup.js`, 'utf8')).toContain('const ESCAPE_REGEX = /[&><\\u2028\\u2029]/g;')
})
