import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort, Portal } from '../portal.ts'
import { serviceSettings } from './accounts.ts'

export type OidcPortal = {
  origin: string
  folder: string
  portal: Portal
  /** Stops it, and answers what it complained of: its log. */
  stop(): Promise<string>
}

/** Fills a folder with the demo university, as an operator does who tries a sign-in service on it: one start in the demo, then one without. */
export async function seededFolder(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-oidc-'))
  const demo = new Portal({ DATA_DIR: folder, KOERS_DEMO: 'on' })
  await demo.ready()
  await demo.stop()
  return folder
}

/** An address for a portal that is not there yet: the service wants to know where people come back to. */
export async function addressToBe(): Promise<string> {
  return `http://127.0.0.1:${await freePort()}`
}

/** A portal at this address with this sign-in service, as an operator would start it. */
export async function startOidcPortal(
  origin: string,
  issuer: string,
  folder: string,
  settings: Record<string, string> = {},
  checkout?: string,
): Promise<OidcPortal> {
  const own = { PORT: new URL(origin).port, DATA_DIR: folder, ...serviceSettings(origin, issuer) }
  const portal = new Portal({ ...own, ...settings }, checkout)
  await portal.ready()
  return {
    origin,
    folder,
    portal,
    async stop() {
      const { complained } = await portal.stop()
      rmSync(folder, { recursive: true, force: true })
      return complained
    },
  }
}
