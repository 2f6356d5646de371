import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { grantRole } from '#app/features/people/grant-role.server.ts'
import { openDatabase } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { ask, ownForm } from '#tests/support/ask.ts'
import { employee } from '#tests/support/oidc/accounts.ts'
import { startLyingProvider } from '#tests/support/oidc/lying-provider.ts'
import { underAttackWithService } from '#tests/support/portal-under-attack.ts'

const BY_LINK = { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Mode': 'navigate' }

test('an administrator whose confirmation is old grants a role only after confirming once more, with what was filled in', async () => {
  const provider = await startLyingProvider()
  try {
    await underAttackWithService(provider.issuer, {}, async ({ origin, folder }) => {
      const jar = new Map<string, string>()
      const Cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const get = async (path: string) => {
        const answer = await ask(origin, path, { headers: { Cookie: Cookie(), ...BY_LINK } })
        keep(answer.headers['set-cookie'])
        return answer
      }
      const keep = (cookies: string[] = []) => {
        for (const one of cookies) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? []
          if (value === '') jar.delete(name)
          else jar.set(name, value)
        }
      }
      const send = async (path: string, fields: Record<string, string>) => {
        const form = ownForm(origin, fields)
        const answer = await ask(origin, path, { ...form, headers: { ...form.headers, ...BY_LINK, Cookie: Cookie() } })
        keep(answer.headers['set-cookie'])
        return answer
      }
      const through = async (search: string) => {
        const begun = await get(`/sign-in/start${search}`)
        const answered = await fetch(begun.headers.location ?? '', { redirect: 'manual' })
        const back = new URL(answered.headers.get('location') ?? '')
        return get(back.pathname + back.search)
      }
      provider.account = employee('tom', { name: 'Tom Doelwit' })
      await through('')
      jar.clear()
      provider.account = employee('ada', { name: 'Ada Beheer', preferred_language: 'nl' })
      await through('')
      const db = openDatabase(`${folder}/koers.sqlite`)
      const idOf = (sub: string) =>
        String(db.$client.prepare('SELECT person_id FROM identities WHERE subject = ?').pluck().get(sub))
      const roles = () =>
        db.$client.prepare('SELECT role FROM role_grants WHERE person_id = ?').pluck().all(idOf('tom'))
      const actor = asSystem('operator', 'role.grant')
      inTransaction(db, (tx) => grantRole(tx, actor, { personId: idOf('ada'), role: 'administrator' }, new Date()))
      await through('?step-up=yes')

      const list = await send('/nl/desk/people', { q: 'doelwit' })
      const person = /\/nl\/desk\/people\/(?!waiting)[^"?]+/.exec(list.body)?.[0] ?? ''
      const page = await get(person)
      const token =
        /name="intent" value="grant-role"\/?><input type="hidden" name="token" value="([^"]+)"/.exec(page.body)?.[1] ??
        ''
      const grant = {
        intent: 'grant-role',
        token,
        role: 'advisor',
        unit: '',
        provider: '',
        from: '',
        until: '',
        reason: 'KANARIE reden',
      }

      const store = new Database(`${folder}/auth.sqlite`)
      store.prepare('UPDATE auth_sessions SET confirmed_at = confirmed_at - 300000').run()
      store.close()
      const asked = await send(person, grant)
      expect([asked.status, asked.body.includes('Bevestig eerst dat jij het bent')]).toEqual([401, true])
      expect(roles()).toEqual(['employee'])
      const way = (/href="(\/sign-in\/start\?[^"]+)"/.exec(asked.body)?.[1] ?? '').replaceAll('&amp;', '&')
      expect(way).toContain('step-up=yes')

      const arrived = await through(way.replace('/sign-in/start', ''))
      expect(arrived.headers.location).toBe(person)
      const back = await get(person)
      expect(back.body).toContain('KANARIE reden')
      expect(roles()).toEqual(['employee'])
      expect((await send(person, grant)).status).toBe(303)
      expect(roles().sort()).toEqual(['advisor', 'employee'])
      db.$client.close()
    })
  } finally {
    await provider.close()
  }
})
