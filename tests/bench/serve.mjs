// A server under measurement: it tells its parent when it is ready and how much processor time it has used.
import process from 'node:process'

process.env.NODE_ENV = 'production'
const what = process.argv[2]
const origin =
  what === 'portal'
    ? (await (await import('../../app/server/main.mjs')).serve()).origin
    : await (await import('./bare-react.mjs')).serve()
process.on('message', (question) => {
  if (question === 'cpu') {
    const { user, system } = process.cpuUsage()
    process.send({ cpuMs: (user + system) / 1000, rssMb: process.memoryUsage.rss() / 1e6 })
  }
})
process.send({ ready: origin })
