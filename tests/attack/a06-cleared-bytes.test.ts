import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { signInAs } from '#tests/support/ask.ts'
import { sendForm } from '#tests/support/attack-pages.ts'
import { underAttack } from '#tests/support/portal-under-attack.ts'

const ROUNDS = 30

/** Every sealed text and every wrapped key that stands in a file of the portal, wherever that version keeps them. */
function sealedIn(folder: string): Buffer[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sqlite'))
    .flatMap((name) => {
      const db = new Database(path.join(folder, name), { readonly: true })
      const has = (table: string) => db.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(table) !== undefined
      const texts = has('access_needs') ? db.prepare('SELECT arrangement FROM access_needs').pluck().all() : []
      const keys = has('data_keys') ? db.prepare('SELECT wrapped FROM data_keys').pluck().all() : []
      db.close()
      return [...texts, ...keys] as Buffer[]
    })
}

test('A6: once it says that a text is cleared, no file holds a byte of the text as it was sealed, or of its key', async () => {
  await underAttack({}, async ({ origin, folder }) => {
    const cookie = await signInAs(origin, 'jan')
    const before = new Set(sealedIn(folder).map((one) => one.toString('hex')))
    let found = 0
    let seen = 0
    for (let round = 0; round < ROUNDS; round++) {
      await sendForm(origin, '/nl/my/access-needs', cookie, { arrangement: `A quiet room ${'x'.repeat(round * 20)}` })
      const sealed = sealedIn(folder).filter((one) => !before.has(one.toString('hex')))
      seen += sealed.length
      const { headers } = await sendForm(origin, '/nl/my/access-needs', cookie, { do: 'clear' })
      expect(headers.location).toContain('done=cleared')
      const files = readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => readFileSync(path.join(folder, name)))
      // The middle of each: its beginning is the same in all, and a page may be cut anywhere.
      found += sealed.filter((one) => files.some((file) => file.includes(one.subarray(40, 72)))).length
    }
    expect(seen).toBe(2 * ROUNDS)
    expect(found).toBe(0)
  })
})
