// `npm run worker`: tells what happened (mails), beside portals with DISPATCHER=off or beside others like it.
import process from 'node:process'
import { endWith } from './sentence.mjs'
import { setUp } from './setup.mjs'

setUp()
process.env.NODE_ENV = 'production'
const portal = (await import('../build/server/index.js')).entry.module
try {
  portal.startWorker()
  process.stdout.write(`${portal.portalName()} sends what is in the outbox\n`)
} catch (error) {
  endWith(error)
}
// The dispatcher's looks keep no process alive.
const alive = setInterval(() => {}, 60_000)
const stop = async () => {
  clearInterval(alive)
  await portal.stopJobs()
  portal.closeDatabase()
  process.exit(0)
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
