import type { Module } from '../env.server.ts'
import { moduleIsOn } from '../portal/settings.server.ts'

/** Throws 404 when a part of the portal is off: its addresses are not there. */
export function requireModule(module: Module): void {
  if (!moduleIsOn(module)) throw new Response(null, { status: 404 })
}
