import { prepareDemo } from '#app/demo/demo.server.ts'
import { authStore, database } from '#app/platform/database.server.ts'
import { type Db, isBusy, SERVING_MS, waitAtMost } from '#db/open.server.ts'
import { asSystem } from './access/actor.ts'
import type { Visitor } from './access/visitor.ts'
import { startAuditBackground } from './features/audit/background.server.ts'
import { blankOldReasons } from './features/audit/forget-reasons.server.ts'
import { checkPortalSettings } from './features/catalogue/enabled-kinds.server.ts'
import { ensureIndexLayout } from './features/catalogue/rebuild-index.server.ts'
import { deleteOldWishes } from './features/catalogue/tell-wish.server.ts'
import * as signIns from './features/people/auth-sessions.server.ts'
import { eraseOldAccessNeeds } from './features/privacy/clear-access-needs.server.ts'
import { startSearchBackground } from './features/search/background.server.ts'
import { now } from './platform/clock.server.ts'
import { prepareKeyring, warnOfKeys } from './platform/crypto/keyring.server.ts'
import { type Settings, SettingsError, settings } from './platform/env.server.ts'
import { log } from './platform/log.server.ts'
import { signInService } from './platform/oidc/service.server.ts'
import { takePortalSettingsFrom } from './platform/portal/settings.server.ts'

const A_DAY = 86_400_000

/** What is forgotten once it was kept for long enough, each by itself. */
const RETENTION: ReadonlyArray<(db: Db, now: Date) => unknown> = [
  deleteOldWishes,
  (db, now) => eraseOldAccessNeeds(db, asSystem('retention', 'access-needs.forget'), now),
  (_db, now) => signIns.deleteEndedSessions(authStore(), now),
  (db, now) => blankOldReasons(db, asSystem('retention', 'audit.forget-reasons'), now),
]

/** What failed in the background is logged by its kind, and tried again the next time; it keeps nothing else from being forgotten. */
function keepRetention(db: Db): void {
  for (const forget of RETENTION) {
    try {
      forget(db, now())
    } catch (error) {
      log('warn', 'what was kept long enough could not be forgotten', {
        error: error instanceof Error ? error.name : typeof error,
      })
    }
  }
}

/** Who comes to the server with this token. */
export function findVisitor(token: string): { visitor: Visitor; renewed: string | null } | null {
  return signIns.findVisitor(database(), authStore(), token, now())
}

let background: Array<{ stop(): void | Promise<void> }> = []

/** Ends what runs beside answering visitors, before the database closes. */
export async function stopBackground(): Promise<void> {
  for (const work of background) await work.stop()
  background = []
}

/** From here on the one thread answers visitors: it waits shortly for other writers, and forgets daily what was kept long enough. */
function beginServing(db: Db, { AUDIT_HEADS_FILE, oidc }: Settings): void {
  keepRetention(db)
  const audit = startAuditBackground(db, AUDIT_HEADS_FILE, now)
  waitAtMost(db, SERVING_MS)
  background = [startSearchBackground(db, now), audit]
  // So that the first who signs in need not wait, and an operator hears at once when it cannot be reached.
  if (oidc) void signInService(oidc, now())
  setInterval(() => keepRetention(db), A_DAY).unref()
}

function sentenceFor(error: unknown): string | undefined {
  if (error instanceof SettingsError) return error.message
  return isBusy(error)
    ? 'Another process is writing in the database of DATA_DIR and does not let go. Try again in a minute.'
    : undefined
}

/**
 * Everything between a process and its first answer: settings, migrations, the demo university. A command stops there; the server is
 * `serving`; what works beside the portal needs the settings only. Ends the process with a sentence when a setting is wrong.
 */
export function start({ serving = false, settingsOnly = false } = {}): Settings {
  try {
    const read = settings()
    checkPortalSettings()
    if (settingsOnly) return read
    const db = database()
    takePortalSettingsFrom(db)
    const keyring = prepareKeyring(read)
    ensureIndexLayout(db)
    if (read.KOERS_DEMO) prepareDemo(db, now(), keyring)
    if (serving) {
      warnOfKeys(keyring, read)
      beginServing(db, read)
    }
    return read
  } catch (error) {
    const sentence = sentenceFor(error)
    if (!sentence) throw error
    process.stderr.write(`${sentence}\n`)
    process.exit(2)
  }
}
