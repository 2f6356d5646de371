import type { AppLoadContext } from '@remix-run/node'
import { settings } from '../env.server.ts'

/** Whether the demo people may be used now: in the demo, and only for who comes straight from this machine (docs/decisions/009). */
export function isDemoSignInOpen(context: AppLoadContext): boolean {
  return settings().KOERS_DEMO && context.isDirect
}
