import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import process from 'node:process'
import { DEMO, SEEDED } from './portal.ts'

/** Before the browser suite: fills one folder with the demo university, from which portals of a test's own start with a copy. */
export default function seedFolder(): void {
  rmSync(SEEDED, { recursive: true, force: true })
  const { PATH = '', HOME = '' } = process.env
  // Any command brings a folder up to date first; this one only reads.
  execFileSync(process.execPath, ['scripts/command.mjs', 'search:status'], {
    env: { NODE_ENV: 'production', PATH, HOME, DATA_DIR: SEEDED, ...DEMO },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
