// Runs a command of the portal from its bundle: `npm run import -- …`.
import process from 'node:process'
import { endWith } from './sentence.mjs'
import { setUp } from './setup.mjs'

setUp()
// `| head` closes the pipe; that is no failure.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1))
process.env.NODE_ENV = 'production'
const [name, ...argv] = process.argv.slice(2)
const portal = (await import('../build/server/index.js')).entry.module
try {
  portal.start({ settingsOnly: portal.besidePortal.includes(name) })
} catch (error) {
  endWith(error)
}
if (!Object.hasOwn(portal.commands, name ?? '')) {
  process.stderr.write(`There is no command "${name}". There is: ${Object.keys(portal.commands).join(', ')}.\n`)
  process.exit(2)
}
process.exitCode = await portal.commands[name](argv)
portal.closeDatabase()
