import { type AddressInfo, createServer } from 'node:net'

/** A port nobody listens on now: for a portal that prints its public address instead of the one it listens on. */
export function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
