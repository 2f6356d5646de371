// Who asks, and whether they may, measured from the inside. Built by sessions.mjs with the portal's own bundler, and run as a process of its own.
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { allow } from '#app/access/actor.ts'
import { findVisitorByToken } from '#app/features/people/auth-sessions.server.ts'
import { sessionToken } from '#app/platform/http/session-cookie.server.ts'
import { openAuthStore } from '#db/auth-store.server.ts'
import { openDatabase } from '#db/open.server.ts'

const ROUNDS = 7
const A_MINUTE = 60_000

type Task = { database: string; authStore: string; cookies: string; out: string }

function milliseconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

function median(list: ReadonlyArray<number>): number {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
}

process.once('message', ({ database, authStore: doorFile, cookies: file }: Task) => {
  const db = openDatabase(database)
  const authStore = openAuthStore(doorFile)
  const cookies = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => String((JSON.parse(line) as { cookie: string }).cookie))
  // What a request does: the token out of the Cookie header, the person and the roles that hold, and one permission.
  const askAll = (now: Date) => {
    for (const cookie of cookies) {
      const found = findVisitorByToken(db, authStore, sessionToken(cookie) ?? '', now)
      if (!found) throw new Error('a sign-in of the demo has ended')
      allow(found.visitor.person, 'account.view')
    }
  }
  const start = Date.now()
  let minutes = 0
  const later = () => new Date(start + ++minutes * A_MINUTE)
  const nothing = new Date(start)
  askAll(nothing)
  const reading: number[] = []
  const writing: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    // The first use in a minute notes it, in the door's own file; the next ones only read.
    const now = later()
    writing.push(milliseconds(() => askAll(now)) / cookies.length)
    reading.push(milliseconds(() => askAll(now)) / cookies.length)
  }
  process.send?.({ signIns: cookies.length, ms: median(reading), msFirstInMinute: median(writing) }, () =>
    process.exit(0),
  )
})
