// node tests/bench/writes.mjs FOLDER: writes twenty times a second into a portal's database, as a busy day does: now somebody's wish, now a seat.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'

const EVERY_MS = 50

/** Starts a process that writes beside the portal; resolves when it has begun. */
export async function writeBeside(folder) {
  const child = fork(fileURLToPath(import.meta.url), [folder], { execArgv: [] })
  await once(child, 'message')
  return {
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const db = new Database(path.join(process.argv[2], 'koers.sqlite'), { timeout: 5_000 })
  const wish = db.prepare("INSERT INTO wishes (id, language, searched, wish, created_at) VALUES (?, 'nl', '', 'x', 0)")
  const seat = db.prepare('UPDATE sessions SET seats_taken = seats_taken WHERE id = (SELECT min(id) FROM sessions)')
  let times = 0
  setInterval(() => {
    if (++times % 2) wish.run(`bench-${process.pid}-${times}`)
    else seat.run()
    if (times === 1) process.send('writing')
  }, EVERY_MS)
}
