import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { canaries, canariesIn } from './canaries.ts'

const LOGS = 'test-results/logs'
const DATA = 'test-results/e2e/data'
/** What is kept on purpose: the two databases, and the file of keys that belongs apart from them. */
const KEPT = /^(?:(?:koers|auth)\.sqlite(?:-wal|-shm)?|koers\.keys)$/

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !KEPT.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
}

/** After the whole browser suite: what the portals wrote in their logs, at the most talkative level, and beside their databases names nobody and repeats nothing typed. */
export default function noCanaries(): void {
  const words = canaries()
  const files = [...filesIn(LOGS), ...filesIn(DATA)]
  const texts = files.map((file) => readFileSync(file, 'utf8'))
  const found = texts.flatMap((text, index) => canariesIn(text, words).map((one) => `${files[index]}: ${one}`))
  const size = texts.reduce((sum, text) => sum + text.length, 0)
  process.stdout.write(
    `logs: ${words.length} canaries in ${size} characters of ${files.length} files, ${found.length} found\n`,
  )
  if (files.length === 0) throw new Error('There is no log to search.')
  if (found.length > 0) throw new Error(`A log holds what it must not:\n${found.slice(0, 20).join('\n')}`)
}
