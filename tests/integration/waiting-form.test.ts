import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { type Asked, ask, ownForm, signInAs } from '#tests/support/ask.ts'
import { underAttack } from '#tests/support/portal-under-attack.ts'

const PAGE = '/nl/my/access-needs'
const TYPED = 'KANARIE een tolk & een pauze'
const BY_LINK = { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Mode': 'navigate' }

test('what somebody typed before their auth session ended comes back to them in the form, once, and to nobody else', async () => {
  await underAttack({}, async ({ origin, folder }) => {
    const store = new Database(`${folder}/auth.sqlite`)
    const read = (cookies: string[]) =>
      ask(origin, PAGE, { headers: { Cookie: cookies.filter(Boolean).join('; '), ...BY_LINK } })
    const session = await signInAs(origin, 'sanne')
    const token = /name="token" value="([^"]+)"/.exec((await read([session])).body)?.[1] ?? ''
    store.prepare('UPDATE auth_sessions SET seen_at = seen_at - 3600000').run()

    const form: Asked = ownForm(origin, { arrangement: TYPED, do: 'save', token })
    const refused = await ask(origin, PAGE, { ...form, headers: { ...form.headers, Cookie: session } })
    expect(refused.status).toBe(401)
    expect(refused.body).toContain('Log binnen een half uur in deze browser weer in')
    const typed = (refused.headers['set-cookie'] ?? []).find((one) => one.startsWith('__Host-koers-typed=')) ?? ''
    expect(typed).toMatch(/; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=1800$/)
    const [cookie = ''] = typed.split(';')

    // Somebody else in that browser, and their own other browser, see nothing of it.
    expect((await read([await signInAs(origin, 'omar'), cookie])).body).not.toContain('KANARIE')
    const again = await signInAs(origin, 'sanne')
    expect((await read([again])).body).not.toContain('KANARIE')
    expect((await ask(origin, PAGE, { headers: { Cookie: cookie } })).status).toBe(302)

    const back = await read([again, cookie])
    expect(back.status).toBe(200)
    expect(back.body).toContain('KANARIE een tolk &amp; een pauze')
    expect(back.body).toContain('Het is nog niet verstuurd')
    expect(back.body).toContain('op naam van Sanne de Wit')
    expect((back.headers['set-cookie'] ?? []).join()).toContain('__Host-koers-typed=;')
    // Shown is not sent, and it was shown once.
    expect((await read([again, cookie])).body).not.toContain('KANARIE')
    expect(store.prepare('SELECT count(*) FROM waiting_forms').pluck().get()).toBe(0)
    store.close()
  })
})

test('a form of another auth session is not kept, and says who is signed in now', async () => {
  await underAttack({}, async ({ origin }) => {
    const [sanne, omar] = [await signInAs(origin, 'sanne'), await signInAs(origin, 'omar')]
    const page = await ask(origin, PAGE, { headers: { Cookie: sanne, ...BY_LINK } })
    const token = /name="token" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
    const form = ownForm(origin, { arrangement: TYPED, do: 'save', token })
    const answer = await ask(origin, PAGE, { ...form, headers: { ...form.headers, ...BY_LINK, Cookie: omar } })
    expect(answer.status).toBe(403)
    expect(answer.body).toContain('Je bent nu ingelogd als Omar Haddad')
    expect(answer.body).toContain('KANARIE een tolk')
    const after = await ask(origin, PAGE, { headers: { Cookie: omar, ...BY_LINK } })
    expect(after.body).not.toContain('KANARIE')
  })
})
