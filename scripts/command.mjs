// Runs a command of the portal from its bundle: `npm run import -- …`.
import process from 'node:process'
import { endWith } from './sentence.mjs'
import { setUp } from './setup.mjs'

setUp()
process.env.NODE_ENV = 'production'
const [name, ...argv] = process.argv.slice(2)
const portal = (await import('../build/server/index.js')).entry.module
try {
  portal.start()
} catch (error) {
  endWith(error)
}
process.exitCode = await portal.commands[name](argv)
portal.closeDatabase()
