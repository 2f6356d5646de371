// Finds a Chromium for the browser tests, or installs one.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'

const SYSTEM = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

async function find() {
  const { chromium } = await import('@playwright/test')
  return (
    SYSTEM.find((file) => file && existsSync(file)) ??
    (existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined)
  )
}

function run(command, args, minutes) {
  spawnSync(command, args, { stdio: ['ignore', 2, 2], timeout: minutes * 60_000, shell: process.platform === 'win32' })
}

/** The path of a Chromium: CHROMIUM_PATH, one on this machine, Playwright's own, one that Playwright or Debian can install; else a sentence and the end. */
export async function ensureBrowser() {
  let found = await find()
  const isDebianRoot = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!found && isDebianRoot) {
    process.stderr.write("Installing Debian's Chromium for the browser tests …\n")
    run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', 'update'], 5)
    run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', 'chromium'], 10)
    found = await find()
  }
  if (!found) {
    process.stderr.write("Installing Playwright's Chromium for the browser tests …\n")
    run('npx', ['playwright', 'install', 'chromium'], 10)
    found = await find()
  }
  if (!found) {
    process.stderr.write(
      'The browser tests need a Chromium. Install one and set CHROMIUM_PATH, or run: npx playwright install --with-deps chromium\n',
    )
    process.exit(1)
  }
  return found
}
