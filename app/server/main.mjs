// Plain JavaScript, so that Node runs it unbuilt. Everything else is TypeScript in the bundle.
import { createServer } from 'node:http'
import process from 'node:process'

const STOP_WITHIN_MS = 10_000
const LONGEST_HEADERS = 32 * 1024

/** Listens; a port or host that cannot be had fails with the name of the setting that asked for it. */
function listen(server, port, host, setting) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(Object.assign(error, { setting })))
    server.listen(port, host, resolve)
  })
}

/** The port for operators, when one is set: on this machine only, whatever HOST says. */
async function listenForOperators(portal, { OPS_PORT }) {
  if (OPS_PORT === undefined) return null
  const server = createServer(
    { requestTimeout: 10_000, headersTimeout: 5_000, maxHeaderSize: 8 * 1024 },
    portal.answerOperator,
  )
  await listen(server, OPS_PORT, '127.0.0.1', 'OPS_PORT')
  return server
}

/** Starts the portal from its bundle; resolves when it answers. A wrong setting ends the process with a sentence. */
export async function serve({ dev = false } = {}) {
  let vite
  let load
  let thread = null
  if (dev) {
    vite = await (await import('vite')).createServer({ server: { middlewareMode: true } })
    load = () => vite.ssrLoadModule('virtual:remix/server-build')
  } else {
    const bundle = new URL('../../build/server/index.js', import.meta.url).href
    const build = await import(bundle)
    load = async () => build
    thread = { file: new URL('./thread.mjs', import.meta.url), bundle }
  }
  const portal = (await load()).entry.module
  const settings = portal.start({ serving: true, thread })
  const app = portal.createApp({
    dev,
    getBuild: load,
    findVisitor: portal.findVisitor,
    media: portal.mediaSource,
    use: vite ? (server) => server.use(vite.middlewares) : undefined,
  })
  const server = createServer(
    {
      // The portal itself ends a body after thirty seconds, but for an upload (slow-body.server.ts).
      requestTimeout: 31 * 60_000,
      headersTimeout: 10_000,
      connectionsCheckingInterval: 5_000,
      keepAliveTimeout: 5_000,
      maxHeaderSize: LONGEST_HEADERS,
      // The portal answers that itself, with its headers and a page.
      requireHostHeader: false,
    },
    app,
  )
  // Who reads an answer too slowly is let go.
  if (!dev) server.setTimeout(60_000)
  server.on('checkExpectation', app)
  server.on('clientError', (error, socket) => portal.answerBrokenRequest(error, socket))
  const operators = await listenForOperators(portal, settings)
  await listen(server, settings.PORT, settings.HOST, 'PORT')
  const host = settings.HOST.includes(':') ? `[${settings.HOST}]` : settings.HOST
  const origin = `http://${host}:${server.address().port}`
  portal.listeningOn(origin)

  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    portal.stopBeingReady()
    const jobsEnded = portal.stopJobs()
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
    server.close(async () => {
      await vite?.close()
      await jobsEnded
      await portal.stopBackground()
      portal.closeDatabase()
      process.exit(0)
    })
    server.closeIdleConnections()
    operators?.close()
    operators?.closeAllConnections()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  return { name: portal.portalName(), origin: settings.PUBLIC_ORIGIN ?? origin, address: portal.addressToOpen() }
}
