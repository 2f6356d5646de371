import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { addressToBe, startOidcPortal } from './oidc/portal.ts'
import { DEMO, Portal } from './portal.ts'

/** Another checkout of the portal, built, that is attacked in place of this one: `npm run attack -- FOLDER`. */
export const OTHER_CHECKOUT = process.env.KOERS_CHECKOUT || undefined

type Attacked = { origin: string; folder: string; portal: Portal }

/** A portal of the demo for as long as `attack` takes, from this checkout or from the one that is named. `folder` holds its data. */
export async function underAttack(
  settings: Record<string, string>,
  attack: (attacked: Attacked) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-attacked-'))
  const portal = new Portal({ ...DEMO, RATE_LIMITS: 'off', ...settings, DATA_DIR: folder }, OTHER_CHECKOUT)
  try {
    const { origin } = await portal.ready()
    await attack({ origin, folder, portal })
  } finally {
    await portal.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The same with people who sign in through the sign-in service at `issuer`. */
export async function underAttackWithService(
  issuer: string,
  settings: Record<string, string>,
  attack: (attacked: Attacked) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-attacked-'))
  const { origin, portal, stop } = await startOidcPortal(
    await addressToBe(),
    issuer,
    folder,
    { RATE_LIMITS: 'off', ...settings },
    OTHER_CHECKOUT,
  )
  try {
    await attack({ origin, folder, portal })
  } finally {
    await stop()
  }
}
