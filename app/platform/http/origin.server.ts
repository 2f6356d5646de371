import { settings } from '../env.server.ts'

let printed: string | undefined

/** Remembers the address the server listens on, which is the public one unless PUBLIC_ORIGIN says otherwise. */
export function listeningOn(origin: string): void {
  printed = origin
}

/** The origin of lasting addresses: in JSON-LD, the site map, canonical links. */
export function publicOrigin(): string {
  const { PUBLIC_ORIGIN, HOST, PORT } = settings()
  return PUBLIC_ORIGIN ?? printed ?? `http://${HOST}:${PORT}`
}
