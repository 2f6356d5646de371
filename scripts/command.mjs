// Runs a command of the portal from its bundle: `npm run import -- …`.
import process from 'node:process'
import { setUp } from './setup.mjs'

setUp()
process.env.NODE_ENV = 'production'
const [name, ...argv] = process.argv.slice(2)
const portal = (await import('../build/server/index.js')).entry.module
portal.start()
process.exitCode = await portal.commands[name](argv)
portal.closeDatabase()
