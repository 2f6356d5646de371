import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { asSystem } from '#app/access/actor.ts'
import { revokeSessions, startAuthSession } from '#app/features/people/auth-sessions.server.ts'
import { DEMO_HANDLES } from '#app/features/people/demo-people.ts'
import { idOfHandle } from '#app/features/people/find-person.server.ts'
import type { Translate } from '#app/i18n/instance.server.ts'
import { type Call, type CommandIo, carryOut, EXIT, progressTeller } from '#app/platform/command/command.server.ts'
import { sessionCookie } from '#app/platform/http/session-cookie.server.ts'
import { writePrivateFile } from '#app/platform/private-file.server.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { inAuthStoreTransaction, inTransaction } from '#db/transaction.server.ts'
import { addDemoEmployee, demoUnits } from './demo-employees.server.ts'

/** `isDemo`: whether this portal is the demo, which it never is beside a sign-in service. `folder`: where the cookies go by default. */
type Portal = { db: Db; authStore: () => AuthStore; now: Date; isDemo: boolean; folder: string }

const USAGE = ['call', 'what', 'out', 'lang'] as const
const MOST = 100_000
const BATCH = 500

function usage(t: Translate): string[] {
  return USAGE.map((part) => (part === 'call' ? '' : '  ') + t(`operator:demoPeople.usage.${part}`))
}

/** Adds who is missing, so many in one transaction. Answers everybody's id and how many are new. */
function addMissing(call: Call, { db, now }: Portal, wanted: number): { ids: string[]; added: number } {
  const tell = progressTeller(call.io)((counts) => call.t('operator:demoPeople.progress', counts))
  const units = demoUnits(db)
  const operationId = randomUUID()
  const ids: string[] = []
  let added = 0
  while (ids.length < wanted) {
    inTransaction(db, (tx) => {
      for (const end = Math.min(ids.length + BATCH, wanted); ids.length < end; ) {
        const { id, isNew } = addDemoEmployee(tx, ids.length + 1, units, operationId, now)
        ids.push(id)
        if (isNew) added++
      }
    })
    tell(ids.length, wanted)
  }
  return { ids, added }
}

/** One sign-in for each, in place of those they had; a line each, with the cookie as a browser sends it. */
function signInAll({ db, authStore, now }: Portal, ids: ReadonlyArray<string>): string[] {
  const lines: string[] = []
  const signIn = { method: 'demo', assured: true, device: '' } as const
  for (let from = 0; from < ids.length; from += BATCH) {
    inAuthStoreTransaction(authStore(), () => {
      for (const personId of ids.slice(from, from + BATCH)) {
        revokeSessions(authStore(), asSystem('operator', 'sign-in.end-others'), { of: personId })
        const token = startAuthSession(db, authStore(), asSystem('seed', 'sign-in.begin'), { ...signIn, personId }, now)
        // Who was disabled in the demo has none.
        const cookie = token === null ? undefined : sessionCookie(token).split(';', 1)[0]
        if (cookie) lines.push(`${JSON.stringify({ person: personId, cookie })}\n`)
      }
    })
  }
  return lines
}

function work(call: Call, portal: Portal): number {
  const { io, t, words, text } = call
  const refuse = (code: number, line: string) => {
    io.err(line)
    return code
  }
  const wanted = /^\d{1,6}$/.test(words[0] ?? '') ? Number(words[0]) : 0
  if (wanted < 1 || wanted > MOST) return refuse(EXIT.unusable, t('operator:demoPeople.wrong-number', { most: MOST }))
  if (!portal.isDemo) return refuse(EXIT.refused, t('operator:demoPeople.no-demo'))
  // A real portal that is started once without its settings would be a demo too.
  if (!idOfHandle(portal.db, DEMO_HANDLES[0])) return refuse(EXIT.refused, t('operator:demoPeople.no-demo-database'))
  const file = path.resolve(text('out') ?? path.join(portal.folder, 'demo-cookies.jsonl'))
  // Before anything is added: a name that cannot be written is no reason to add ten thousand people.
  if (!writePrivateFile(file, [])) return refuse(EXIT.unusable, t('operator:demoPeople.unwritable', { file }))
  const { ids, added } = addMissing(call, portal, wanted)
  const lines = signInAll(portal, ids)
  if (!writePrivateFile(file, lines)) return refuse(EXIT.unusable, t('operator:demoPeople.unwritable', { file }))
  io.out(t('operator:demoPeople.done', { added, kept: ids.length - added, file, count: lines.length }))
  io.out(t('operator:demoPeople.until'))
  return EXIT.done
}

/** `npm run demo:people`: many employees for the demo, with a cookie each, for load tests. Answers with the exit code. */
export function runDemoPeople(argv: ReadonlyArray<string>, io: CommandIo, portal: Portal): Promise<number> {
  return carryOut(argv, io, { flags: { out: 'text' }, usage, mostWords: 1 }, (call) => work(call, portal))
}
