// Starts the portal for the browser tests with everything it says in a file, so that it can be searched afterwards (no-canaries.ts).
import { spawn } from 'node:child_process'
import { mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

const [folder = 'test-results/logs'] = process.argv.slice(2)
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const file = path.join(folder, 'portal.log')
const log = openSync(file, 'a')
const portal = spawn(process.execPath, ['scripts/start.mjs'], { stdio: ['ignore', log, log] })
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => portal.kill(signal))
portal.on('exit', (code) => {
  // What keeps it from starting is for the eyes of who started it.
  if (code) process.stderr.write(readFileSync(file, 'utf8'))
  process.exit(code ?? 1)
})
