import { fork } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import process from 'node:process'

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })

/** One GET on loopback: status, body and the time it took. A connection that the server closed while it was idle is opened again. */
export async function get(url, headers = {}) {
  return ask(url, headers).catch((error) => (error.code === 'ECONNRESET' ? ask(url, headers) : Promise.reject(error)))
}

function ask(url, headers) {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent, headers }, (response) => {
        const chunks = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('end', () =>
          resolve({
            status: response.statusCode,
            headers: response.headers,
            body: Buffer.concat(chunks),
            ms: performance.now() - started,
          }),
        )
      })
      .on('error', reject)
  })
}

/** Starts `serve.mjs portal|bare` and answers with its origin and a way to ask for its processor time. */
export async function startServer(what, env = {}) {
  const child = fork(new URL('./serve.mjs', import.meta.url), [what], {
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  })
  const failed = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${what} ended with ${code}`)))
  const [{ ready }] = await Promise.race([once(child, 'message'), failed])
  failed.catch(() => {})
  return {
    origin: ready,
    async used() {
      child.send('cpu')
      const [answer] = await once(child, 'message')
      return answer
    },
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** Processor milliseconds a request, over `count` requests one after another; `headers` gives more headers for each, `pauseMs` the time between two. */
export async function cpuPerRequest(server, paths, count, headers = () => ({}), pauseMs = 0) {
  const before = (await server.used()).cpuMs
  for (let n = 0; n < count; n++) {
    const { status } = await get(server.origin + paths[n % paths.length], { 'accept-encoding': 'gzip', ...headers() })
    if (status !== 200) throw new Error(`${paths[n % paths.length]} answered ${status}`)
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  return ((await server.used()).cpuMs - before) / count
}

export function median(list) {
  const sorted = [...list].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}
