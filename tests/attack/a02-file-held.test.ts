import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import process from 'node:process'
import { expect, test } from 'vitest'
import { ask, ownForm } from '#tests/support/ask.ts'
import { underAttack } from '#tests/support/portal-under-attack.ts'

/** Holds the write lock of the main file for so many milliseconds, in a process of its own. */
const HOLD = `
const db = new (require('better-sqlite3'))(process.argv[1]); db.exec('BEGIN IMMEDIATE'); process.stdout.write('held');
setTimeout(() => { db.exec('ROLLBACK'); db.close() }, Number(process.argv[2]))`

async function holdFor(folder: string, ms: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', HOLD, path.join(folder, 'koers.sqlite'), String(ms)])
  await once(child.stdout, 'data')
  return child
}

/** The longest wait for `/livez` for as long as `work` takes, in milliseconds. */
async function worstLivez(origin: string, work: Promise<unknown>): Promise<number> {
  let isOver = false
  void work.finally(() => {
    isOver = true
  })
  let worst = 0
  while (!isOver) {
    const started = performance.now()
    // On a connection of its own: the forms hold those of `ask`.
    await fetch(`${origin}/livez`)
    worst = Math.max(worst, performance.now() - started)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return worst
}

const wish = (origin: string, text: string) => ask(origin, '/nl/wish', ownForm(origin, { wish: text, searched: '' }))

test('A2: while another process holds the file, forms wait for it and nobody else does', async () => {
  await underAttack({}, async ({ origin, folder }) => {
    await wish(origin, 'warm')
    const holder = await holdFor(folder, 1_500)
    const sent = Promise.all(Array.from({ length: 20 }, (_, n) => wish(origin, `wens ${n}`)))
    const worst = await worstLivez(origin, sent)
    expect((await sent).map(({ headers }) => headers.location)).toEqual(Array(20).fill('/nl/wish?kept=yes'))
    expect(worst).toBeLessThan(500)
    holder.kill()
  })
})

test('A2: a file that stays held for five seconds is said, with what was typed', async () => {
  await underAttack({}, async ({ origin, folder }) => {
    const holder = await holdFor(folder, 7_000)
    const sent = wish(origin, 'een wens die blijft staan')
    const worst = await worstLivez(origin, sent)
    const { status, body } = await sent
    expect(status).toBe(503)
    expect(body).toContain('een wens die blijft staan')
    expect(worst).toBeLessThan(500)
    holder.kill()
  })
})
