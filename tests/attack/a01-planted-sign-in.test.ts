import { describe, expect, test } from 'vitest'
import { ask, signInAs } from '#tests/support/ask.ts'
import { employee } from '#tests/support/oidc/accounts.ts'
import { startLyingProvider } from '#tests/support/oidc/lying-provider.ts'
import { underAttack, underAttackWithService } from '#tests/support/portal-under-attack.ts'

const OMAR = 'Omar Haddad'
/** Each byte outside ASCII, as Node hands it to a server: a browser takes a name that begins with one for a name without a prefix. */
const BYTES = Array.from({ length: 0x80 }, (_, at) => String.fromCharCode(0x80 + at))
/** Where the byte stands around a cookie's name. */
const PLACES: ReadonlyArray<(byte: string, pair: string) => string> = [
  (byte, pair) => byte + pair,
  (byte, pair) => `b=2; ${byte}${pair}`,
  (byte, pair) => `b=2; ${pair.replace('=', `${byte}=`)}`,
  (byte, pair) => `b=2;${byte} ${pair}`,
]
/** All of them at the first place; at the others those that are white space in JavaScript, and some that are not. */
const SOME = ['\u0085', '\u00a0', '\u00ad', '\u00ff']
const VARIANTS = PLACES.flatMap((place, at) =>
  (at === 0 ? BYTES : SOME).map((byte) => (pair: string) => place(byte, pair)),
)

describe('A1: a cookie whose name only looks like ours', () => {
  test('signs nobody in, and does not sign out who is signed in', async () => {
    await underAttack({}, async ({ origin }) => {
      const planted = await signInAs(origin, 'omar')
      const own = await signInAs(origin, 'sanne')
      const cameIn: string[] = []
      const signedOut: string[] = []
      for (const plant of VARIANTS) {
        const name = JSON.stringify(plant('x'))
        const stranger = await ask(origin, '/nl/my', { headers: { Cookie: plant(planted) } })
        if (stranger.body.includes(OMAR)) cameIn.push(name)
        const owner = await ask(origin, '/nl/my', { headers: { Cookie: `${own}; ${plant(planted)}` } })
        if (!owner.body.includes('Sanne de Wit') || owner.body.includes(OMAR)) signedOut.push(name)
      }
      expect({ cameIn, signedOut }).toEqual({ cameIn: [], signedOut: [] })
    })
  })

  test('binds no sign-in at the service to this browser', async () => {
    const provider = await startLyingProvider()
    try {
      await underAttackWithService(provider.issuer, { RATE_LIMITS: 'off' }, async ({ origin }) => {
        const cameIn: string[] = []
        // The attacker's own flow: begun, answered by the service, and not finished.
        for (const byte of BYTES) {
          provider.account = employee('attacker')
          const begun = await ask(origin, '/sign-in/start')
          const [flow = ''] = (begun.headers['set-cookie'] ?? []).at(-1)?.split(';') ?? []
          const answered = await fetch(begun.headers.location ?? '', { redirect: 'manual' })
          const back = new URL(answered.headers.get('location') ?? '')
          const Cookie = `a=1; ${byte}${flow}`
          const { headers } = await ask(origin, back.pathname + back.search, { headers: { Cookie } })
          const made = (headers['set-cookie'] ?? []).some((one) => /^__Host-koers=[^;]/.test(one))
          if (made) cameIn.push(JSON.stringify(byte))
        }
        expect(cameIn).toEqual([])
      })
    } finally {
      await provider.close()
    }
  })
})
