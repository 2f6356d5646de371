import { asSystem } from '#app/access/actor.ts'
import type { Language } from '#app/i18n/languages.ts'
import { log } from '#app/platform/log.server.ts'
import { addressAtService, exchange, isAssured, startFlow } from '#app/platform/oidc/exchange.server.ts'
import { signInService } from '#app/platform/oidc/service.server.ts'
import type { OidcSettings } from '#app/platform/oidc/settings.ts'
import type { Outcome } from '#app/platform/outcome.ts'
import { done, refused } from '#app/platform/outcome.ts'
import { whenFree } from '#app/platform/when-free.server.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { startAuthSession } from './auth-sessions.server.ts'
import { admit } from './sign-in/admit.server.ts'
import { readClaims } from './sign-in/oidc-claims.ts'
import { saveFlow, takeFlow } from './sign-in/oidc-flows.server.ts'
import type { SignInProblem } from './sign-in-problems.ts'

/** Sends somebody to the sign-in service. `personId` is who confirms that it is them; `token`, for the cookie, ties the answer to this browser. */
export async function startOidcSignIn(
  authStore: AuthStore,
  oidc: OidcSettings,
  request: { goTo: string | null; stepUp: boolean; personId: string | null; tokenBefore: string | null },
  now: Date,
): Promise<Outcome<{ address: string; token: string }, 'unreachable'>> {
  const service = await signInService(oidc, now)
  if (!service) return refused('unreachable')
  const stepUp = request.stepUp && oidc.stepUp.length > 0
  const flow = startFlow(stepUp, now)
  const personId = stepUp ? request.personId : null
  const token = saveFlow(authStore, { ...flow, goTo: request.goTo, personId }, request.tokenBefore, now)
  return done({ address: addressAtService(service, oidc, flow), token })
}

/** What the browser came back with. */
export type CallbackAnswer = {
  /** The query as it came, with its question mark. */
  search: string
  flowToken: string | null
  /** The token of the sign-in it had before, which ends. */
  before: string | null
  device: string
  language: Language
}

export type Finished =
  | { ok: true; token: string; goTo: string | null }
  | { ok: false; problem: SignInProblem; detail: string; goTo: string | null; wasTaken: boolean }

function stateIn(search: string): string | null {
  const states = new URLSearchParams(search).getAll('state')
  return states.length === 1 ? (states[0] ?? null) : null
}

/** Signs in whom the service sent back: once for each flow that was started, in the browser it was begun in, within ten minutes. */
export async function finishOidcSignIn(
  db: Db,
  authStore: AuthStore,
  oidc: OidcSettings,
  answer: CallbackAnswer,
  now: Date,
): Promise<Finished> {
  const taken = takeFlow(authStore, answer.flowToken, stateIn(answer.search), now)
  if (!taken.ok) return { ...taken, detail: '', goTo: null, wasTaken: false }
  const flow = taken.value
  const stop = (problem: SignInProblem, detail = ''): Finished => ({
    ok: false,
    problem,
    detail,
    goTo: flow.goTo,
    wasTaken: true,
  })

  const service = await signInService(oidc, now)
  if (!service) return stop('unreachable')
  const verified = await exchange(service, oidc, { search: answer.search, flow }, now)
  if (!verified.ok) return stop(verified.problem, verified.detail)

  const { issuer, subject, authenticatedAt, sid } = verified.value
  const claims = readClaims(verified.value.claims, oidc.staffNumberClaim)
  const assured = oidc.stepUp.length === 0 || isAssured(verified.value, oidc)
  const attempt = { issuer, subject, claims, assured, language: answer.language, expected: flow.personId }
  const person = await whenFree(() => inTransaction(db, (tx) => admit(tx, attempt, oidc, now)))
  if (!person.ok) return stop(person.problem)

  const session = {
    personId: person.value,
    method: 'oidc',
    assured,
    device: answer.device,
    before: answer.before,
    continues: flow.personId !== null,
    confirmedAt: assured ? authenticatedAt : null,
    sid,
  } as const
  const token = startAuthSession(db, authStore, asSystem('sign-in', 'sign-in.begin'), session, now)
  if (!token) return stop('no-access')
  log('info', 'somebody signed in', { kind: assured ? 'confirmed' : 'not confirmed' })
  return { ok: true, token, goTo: flow.goTo }
}
