import type { OidcFlow } from '#app/platform/oidc/exchange.server.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import { hashOfToken, isToken, newToken } from './secret-token.server.ts'

/** How long somebody may take at the sign-in service. */
export const FLOW_MS = 10 * 60_000
/** Tabs of one browser that sign in at once; the oldest gives way. */
const MOST_FLOWS = 5

/** A sign-in on its way: where it goes on, and, for a confirmation, who began it. */
export type SavedFlow = OidcFlow & { goTo: string | null; personId: string | null }

type Row = {
  state: string
  nonce: string
  verifier: string
  step_up: number
  person_id: string | null
  go_to: string | null
  started_at: number
  ends_at: number
}

/** The token this browser has already, when another of its tabs is on its way too: both may then arrive. */
function tokenInUse(authStore: AuthStore, token: string | null, at: number): string | null {
  if (!token || !isToken(token)) return null
  const live = authStore
    .prepare('SELECT 1 FROM sign_in_flows WHERE hash = ? AND ends_at > ?')
    .get(hashOfToken(token), at)
  return live ? token : null
}

/** Keeps a sign-in until the browser comes back with it, and answers the token for its cookie: 256 random bits, of which only the hash is kept. */
export function saveFlow(authStore: AuthStore, flow: SavedFlow, tokenBefore: string | null, now: Date): string {
  const at = Number(now)
  // One that took too long stays as long again, so that who comes back with it hears why it does not work.
  authStore.prepare('DELETE FROM sign_in_flows WHERE ends_at <= ?').run(at - FLOW_MS)
  const token = tokenInUse(authStore, tokenBefore, at) ?? newToken()
  const hash = hashOfToken(token)
  authStore
    .prepare(
      `INSERT INTO sign_in_flows (hash, state, nonce, verifier, step_up, person_id, go_to, started_at, ends_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      hash,
      flow.state,
      flow.nonce,
      flow.verifier,
      flow.stepUp ? 1 : 0,
      flow.personId,
      flow.goTo,
      flow.startedAt,
      at + FLOW_MS,
    )
  authStore
    .prepare(
      `DELETE FROM sign_in_flows WHERE hash = ? AND state NOT IN
       (SELECT state FROM sign_in_flows WHERE hash = ? ORDER BY ends_at DESC, state = ? DESC LIMIT ?)`,
    )
    .run(hash, hash, flow.state, MOST_FLOWS)
  return token
}

/**
 * Takes the sign-in with this state out, for the browser with this token and no other: it works once, whatever comes of it. Refused when
 * there is none (used before, another browser, never begun) or when it took too long.
 */
export function takeFlow(
  authStore: AuthStore,
  token: string | null,
  state: string | null,
  now: Date,
): { ok: true; value: SavedFlow } | { ok: false; problem: 'unknown-way' | 'too-late' } {
  if (!token || !isToken(token) || !state) return { ok: false, problem: 'unknown-way' }
  const row = authStore
    .prepare('DELETE FROM sign_in_flows WHERE hash = ? AND state = ? RETURNING *')
    .get(hashOfToken(token), state) as Row | undefined
  if (!row) return { ok: false, problem: 'unknown-way' }
  if (row.ends_at <= Number(now)) return { ok: false, problem: 'too-late' }
  return {
    ok: true,
    value: {
      state: row.state,
      nonce: row.nonce,
      verifier: row.verifier,
      stepUp: row.step_up === 1,
      startedAt: row.started_at,
      goTo: row.go_to,
      personId: row.person_id,
    },
  }
}
