// Makes a clone ready to run; Node's own modules only, because it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const SOURCES = [
  'app',
  'db',
  'locales',
  'content',
  'public',
  'vite.config.ts',
  'remix.config.js',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'scripts/build.mjs',
  'scripts/build-checkout.mjs',
]
const INSTALLED = 'node_modules/.koers-installed'
/** The portal; and the commands of the checkout, which are no part of it. Each has its folder and the script that builds it. */
const PORTAL = { folder: 'build', script: 'scripts/build.mjs' }
const CHECKOUT = { folder: 'build/checkout', script: 'scripts/build-checkout.mjs' }

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

function run(command, args, env) {
  const result = spawnSync(command, args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  })
  return result.status === 0
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Koers needs Node 20.19 or newer. This is Node ${process.versions.node}.`)
}

/** Installs again when the lock file or Node's binary interface has changed (better-sqlite3 is native). A broken lock file fails. */
function install() {
  const wanted = createHash('sha256')
    .update(readFileSync('package-lock.json'))
    .update(process.versions.modules)
    .digest('hex')
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === wanted) return
  process.stderr.write('Installing packages. The first time this takes some minutes …\n')
  // NODE_ENV=production would leave out what builds and tests the portal.
  if (!run('npm', ['ci', '--no-audit', '--no-fund'], { NODE_ENV: 'development' }))
    fail('npm could not install the packages; what it said stands above.')
  writeFileSync(INSTALLED, wanted)
}

function listing(place) {
  if (!existsSync(place)) return []
  const stat = statSync(place)
  if (!stat.isDirectory()) return [`${place} ${stat.size} ${stat.mtimeMs}`]
  return readdirSync(place)
    .sort()
    .flatMap((name) => listing(path.join(place, name)))
}

/** Builds when the list of source files, their sizes or times have changed; a deleted file counts too. Tests are not part of the product. */
function build({ folder, script }) {
  const built = path.join(folder, '.koers-built')
  const files = SOURCES.flatMap(listing).filter((line) => !/\.test\.tsx? /.test(line))
  const wanted = createHash('sha256').update(files.join('\n')).digest('hex')
  if (existsSync(built) && readFileSync(built, 'utf8') === wanted) return
  process.stderr.write('Building …\n')
  if (!run(process.execPath, [script], { NODE_ENV: 'production' })) fail('The build failed; what it said stands above.')
  mkdirSync(folder, { recursive: true })
  writeFileSync(built, wanted)
}

/** Checks Node, installs, and builds when stale. Does nothing, in some milliseconds, when all is ready. */
export function setUp({ withBuild = true, withCheckout = false } = {}) {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)))
  checkNode()
  install()
  if (withBuild) build(PORTAL)
  if (withCheckout) build(CHECKOUT)
}
