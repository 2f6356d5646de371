import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { ask, signInAs } from '#tests/support/ask.ts'
import { DEMO } from '#tests/support/portal.ts'
import { OTHER_CHECKOUT, underAttack } from '#tests/support/portal-under-attack.ts'

/** `npm run audit:verify` on a folder, with this file of heads: what it ends with. */
function verify(folder: string, heads: string): number | null {
  const { KOERS_CHECKOUT: _, VITEST: __, ...env } = process.env
  return spawnSync(process.execPath, ['scripts/command.mjs', 'audit:verify', '--heads', heads, '--lang', 'en'], {
    cwd: OTHER_CHECKOUT ?? process.cwd(),
    env: { ...env, ...DEMO, DATA_DIR: folder },
  }).status
}

test('a file of heads that was cut back or out does not pass for whole', async () => {
  await underAttack({}, async ({ origin, folder }) => {
    const cookie = await signInAs(origin, 'ada')
    const followed = { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'document', Cookie: cookie }
    for (let n = 0; n < 3; n++) await ask(origin, '/nl/desk/audit', { headers: followed })
    const db = new Database(path.join(folder, 'koers.sqlite'), { readonly: true })
    const hashOf = (seq: number) => db.prepare('SELECT hash FROM audit_events WHERE seq = ?').pluck().get(seq)
    const file = path.join(folder, 'kept-heads.jsonl')

    expect(verify(folder, path.join(folder, 'audit-heads.jsonl')), 'as the portal left it').toBe(0)

    // Only an old head is left, and what followed on it could have been written anew.
    const head = { n: 5, hash: hashOf(5), at: '2027-01-28T09:00:00.000Z' }
    writeFileSync(file, `${JSON.stringify(head)}\n`)
    expect(verify(folder, file), 'an old newest head').toBe(2)

    // The heads of the portal itself, without their first line.
    const own = readFileSync(path.join(folder, 'audit-heads.jsonl'), 'utf8').trim().split('\n')
    const last = Number(db.prepare('SELECT max(seq) FROM audit_events').pluck().get())
    const fresh = { n: last, hash: hashOf(last), at: '2027-02-01T09:00:00.000Z', before: 'f'.repeat(64) }
    writeFileSync(file, `${[...own, JSON.stringify(fresh)].join('\n')}\n`)
    expect(verify(folder, file), 'a head that names another line').toBe(1)
    db.close()
  })
}, 60_000)
