// Finds a Chromium for the browser tests, or installs one. The headless shell starts and draws faster; the whole browser is for `test:long`.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'

const SHELLS = ['/usr/bin/chromium-headless-shell']
const WHOLE = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const PACKAGES = { shell: 'chromium-headless-shell', whole: 'chromium' }

/** A browser that is on this machine already: CHROMIUM_PATH, then one of the wanted sort. */
export function systemBrowser(sort) {
  return [process.env.CHROMIUM_PATH, ...(sort === 'shell' ? SHELLS : WHOLE)].find((file) => file && existsSync(file))
}

/** Playwright's own, where it has been installed. */
async function playwrightBrowser() {
  const { chromium } = await import('@playwright/test')
  const whole = chromium.executablePath()
  return existsSync(whole) ? whole : undefined
}

function run(command, args, minutes) {
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 2, 2],
    timeout: minutes * 60_000,
    shell: process.platform === 'win32',
  })
  return status === 0
}

/** Debian's package; false elsewhere, without the rights, or when it cannot be fetched. */
function installDebians(name) {
  const isDebianRoot = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!isDebianRoot) return false
  process.stderr.write(`Installing Debian's ${name} for the browser tests …\n`)
  run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', 'update'], 5)
  return run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', name], 10)
}

/**
 * The path of a Chromium: CHROMIUM_PATH, the wanted sort ('shell' or 'whole') on this machine or from Debian, the other sort, Playwright's
 * own, one that Playwright can install. Ends the process with a sentence when there is none.
 */
export async function ensureBrowser(sort = 'shell') {
  const other = sort === 'shell' ? 'whole' : 'shell'
  let found = systemBrowser(sort)
  if (!found && installDebians(PACKAGES[sort])) found = systemBrowser(sort)
  found ??= systemBrowser(other) ?? (await playwrightBrowser())
  if (!found && installDebians(PACKAGES[other])) found = systemBrowser(other)
  if (!found) {
    process.stderr.write("Installing Playwright's Chromium for the browser tests …\n")
    run('npx', ['playwright', 'install', 'chromium'], 10)
    found = await playwrightBrowser()
  }
  if (!found) {
    process.stderr.write(
      'The browser tests need a Chromium. Install one and set CHROMIUM_PATH, or run: npx playwright install --with-deps chromium\n',
    )
    process.exit(1)
  }
  return found
}
