import { expect, test } from 'vitest'
import { ask } from '#tests/support/ask.ts'
import { startLyingProvider } from '#tests/support/oidc/lying-provider.ts'
import { underAttackWithService } from '#tests/support/portal-under-attack.ts'

const EMBEDDED = ['image', 'iframe', 'script', 'style', 'empty', 'object', 'video', 'font', 'manifest', 'worker']
const FROM = { 'X-Forwarded-For': '10.2.0.1' }

test('A7: what a page elsewhere embeds shuts no campus out of signing in, and a port behind an address is no other visitor', async () => {
  const provider = await startLyingProvider()
  try {
    await underAttackWithService(provider.issuer, { RATE_LIMITS: 'on', TRUST_PROXY: 'on' }, async ({ origin }) => {
      for (const address of ['/sign-in/start', '/sign-in/callback'])
        for (let number = 0; number < 320; number++) {
          const dest = EMBEDDED[number % EMBEDDED.length] ?? ''
          const headers = { ...FROM, 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': dest }
          await ask(origin, `${address}?n=${number}`, { headers })
        }
      const colleague = { 'X-Forwarded-For': '10.2.0.77', 'Sec-Fetch-Dest': 'document' }
      expect((await ask(origin, '/sign-in/start', { headers: colleague })).status).toBe(302)
      expect((await ask(origin, '/sign-in/callback', { headers: colleague })).status).toBe(302)
    })
  } finally {
    await provider.close()
  }
})
