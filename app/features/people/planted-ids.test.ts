import { expect, test } from 'vitest'
import { sessionToken } from '#app/platform/http/session-cookie.server.ts'
import { openAuthStore } from '#db/auth-store.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { findVisitorByToken, revokeSessionOfToken } from './auth-sessions.server.ts'
import { signInAsDemoPerson } from './demo-sign-in.server.ts'
import { countRoleChange } from './grant-role.server.ts'

const MADE_UP = 'A'.repeat(43)
const later = (ms: number) => new Date(Number(NOW) + ms)

/** A portal at which sanne is signed in with `token`, and who it takes a Cookie header for. */
function portal() {
  const db = peopleDatabase()
  const authStore = openAuthStore(':memory:')
  const signIn = (handle: string, before: string | null = null, now = NOW) =>
    signInAsDemoPerson(db, authStore, { handle, device: '', before }, now) ?? ''
  const who = (cookie: string, now = NOW) => {
    const token = sessionToken(cookie)
    return token === null ? null : (findVisitorByToken(db, authStore, token, now)?.visitor.person.name ?? null)
  }
  return { db, authStore, signIn, who, token: signIn('sanne') }
}

type Attempt = (at: ReturnType<typeof portal>) => string | null
const cookie = (token: string) => `__Host-koers=${token}`

/** Ten ways to bring an id that the portal did not give to this browser; each answers who the portal then takes it for. */
const ATTEMPTS: Record<string, Attempt> = {
  'an id that was there before signing in': ({ signIn, who }) => {
    signIn('omar', MADE_UP)
    return who(cookie(MADE_UP))
  },
  "an attacker's own id, once somebody else signed in with it": ({ signIn, who }) => {
    const planted = signIn('omar')
    signIn('sanne', planted)
    return who(cookie(planted))
  },
  'an id in place of the whole header, as from an address or a form': ({ who, token }) => who(token),
  'two cookies of the same name': ({ who, token }) =>
    who(`${cookie(token)}; ${cookie(MADE_UP)}`) ?? who(`${cookie(MADE_UP)}; ${cookie(token)}`),
  'a name without the prefix, which a neighbour can set': ({ who, token }) =>
    who(`koers=${token}`) ??
    who(`__Secure-koers=${token}`) ??
    who(`__host-koers=${token}`) ??
    who(`x${cookie(token)}`) ??
    who(`=${cookie(token)}`),
  'the id from before signing in anew': ({ signIn, who, token }) => {
    signIn('sanne', token)
    return who(cookie(token))
  },
  'the id from before a change of roles, after ten seconds': ({ db, authStore, who, token }) => {
    const personId = String(db.$client.prepare("SELECT id FROM people WHERE handle = 'sanne'").pluck().get())
    inTransaction(db, (tx) => countRoleChange(tx, personId, NOW))
    findVisitorByToken(db, authStore, token, later(1_000))
    return who(cookie(token), later(12_000))
  },
  'the id after signing out': ({ authStore, who, token }) => {
    revokeSessionOfToken(authStore, token)
    return who(cookie(token))
  },
  'the id in other letters or with padding': ({ who, token }) =>
    who(cookie(token.toUpperCase())) ??
    who(cookie(`${token}=`)) ??
    who(cookie(`"${token}"`)) ??
    who(cookie(token.slice(1))) ??
    who(cookie(`${token}A`)),
  'the public id of a sign-in, or the hash of an id': ({ authStore, who }) => {
    const row = authStore.prepare('SELECT id, hex(hash) AS hash FROM auth_sessions').get() as {
      id: string
      hash: string
    }
    return who(cookie(row.id)) ?? who(cookie(row.hash)) ?? who(cookie(row.hash.toLowerCase()))
  },
}

test.each(Object.entries(ATTEMPTS))('%s is nobody', (_, attempt) => {
  const at = portal()
  expect(at.who(cookie(at.token)), 'the real one').toBe('Sanne de Wit')
  expect(attempt(at)).toBeNull()
})
