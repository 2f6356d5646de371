import type { AuthSession } from '#app/access/visitor.ts'
import { settings } from '../env.server.ts'

/** How long ago somebody may have proved who they are when they do something that asks for a fresh proof: as long as one act takes. */
export const FRESH_PROOF_MS = 5 * 60_000

/** Whether a confirmation from this moment is too old, or not there. Pure. */
export function isProofTooOld(confirmedAt: number | null, now: number): boolean {
  return confirmedAt === null || now - confirmedAt >= FRESH_PROOF_MS
}

/**
 * Whether somebody must confirm that it is them before an act that asks for a fresh proof (ASVS 7.5.3). Only a sign-in service that can ask for a
 * second factor can be asked: in the demo, and without OIDC_STEP_UP, no act asks.
 */
export function needsFreshProof({ method, confirmedAt }: AuthSession, now: Date): boolean {
  const canConfirm = method === 'oidc' && (settings().oidc?.stepUp.length ?? 0) > 0
  return canConfirm && isProofTooOld(confirmedAt, Number(now))
}
