import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AuthSession } from '#app/access/visitor.ts'

/**
 * Proof that a form was on a page of the portal that this sign-in was given: for changes of roles and access, on top of the guard against
 * forged requests (ASVS 3.5.1). The key is the id of the sign-in, 256 random bits that only its owner's own pages hold; `what` names the
 * change and its object, so that a form for one person cannot be sent for another.
 */
export function formToken(signIn: Pick<AuthSession, 'id'>, what: string): string {
  return createHmac('sha256', signIn.id).update(what).digest('base64url')
}

export function isFormToken(signIn: Pick<AuthSession, 'id'>, what: string, token: string): boolean {
  const [given, own] = [Buffer.from(token), Buffer.from(formToken(signIn, what))]
  return given.length === own.length && timingSafeEqual(given, own)
}
