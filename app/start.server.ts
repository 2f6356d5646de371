import type { MessagePort } from 'node:worker_threads'
import { prepareDemo } from '#app/demo/demo.server.ts'
import { prepareDemoAccessNeeds } from '#app/demo/demo-access-needs.server.ts'
import { readDemoPeople } from '#app/demo/demo-people.server.ts'
import {
  authStore,
  confidentialDatabase,
  database,
  portalFiles,
  waitForWriters,
} from '#app/platform/database.server.ts'
import { type Db, isBusy, SERVING_MS } from '#db/open.server.ts'
import type { Visitor } from './access/visitor.ts'
import { startAuditHeads } from './features/audit/write-heads.server.ts'
import { checkPortalSettings } from './features/catalogue/enabled-kinds.server.ts'
import { ensureIndexLayout } from './features/catalogue/rebuild-index.server.ts'
import { audienceOfMedia } from './features/media/find-media.server.ts'
import { mediaFolders } from './features/media/media-folder.server.ts'
import * as signIns from './features/people/auth-sessions.server.ts'
import { prepareOrganisations } from './features/people/prepare-organisations.server.ts'
import { moveToFiles } from './features/privacy/move-to-files.server.ts'
import { mayPreviewMedia } from './features/publishing/draft-media.server.ts'
import { startCountingMisses, warmUpSearch } from './features/search/count-misses.server.ts'
import { JOBS } from './jobs.server.ts'
import { startTelling } from './outbox.server.ts'
import { now } from './platform/clock.server.ts'
import { type Keyring, prepareKeyring, warnOfKeys } from './platform/crypto/keyring.server.ts'
import { destroyMarkedKeys } from './platform/crypto/strike-out.server.ts'
import { defectOf } from './platform/defect.ts'
import { finishErasing } from './platform/dossiers/erase-dossier.server.ts'
import { type Settings, SettingsError, settings } from './platform/env.server.ts'
import { jobHost } from './platform/jobs/run-job.server.ts'
import { serveThread } from './platform/jobs/serve-thread.server.ts'
import { type RunningJobs, startJobs } from './platform/jobs/start-jobs.server.ts'
import { type Thread, type ThreadFiles, workerThread } from './platform/jobs/thread.server.ts'
import { log } from './platform/log.server.ts'
import { signInService } from './platform/oidc/service.server.ts'
import { requirePlacesApart } from './platform/one-place.server.ts'
import type { Dispatcher } from './platform/outbox/dispatcher.server.ts'
import { takePortalSettingsFrom } from './platform/portal/settings.server.ts'

/** Who comes to the server with this token; `noteEnded` is told whose it was when it has ended. */
export function findVisitor(
  token: string,
  noteEnded: (personId: string) => void,
): { visitor: Visitor; renewed: string | null } | null {
  return signIns.findVisitorByToken(database(), authStore(), token, now(), noteEnded)
}

/** Where the server finds pictures and films of offers, and who may be sent one. */
export const mediaSource = {
  folder: () => mediaFolders().served,
  audienceOf: (name: string) => audienceOfMedia(database(), name, Number(now())),
  mayPreview: ({ person }: Visitor, name: string) => mayPreviewMedia(database(), person, name),
}

/** Tells what happened, in this process: inside the portal, or alone (`npm run worker`). */
let telling: Dispatcher | null = null

let running: {
  jobs: RunningJobs
  thread: Thread | null
  ticks: ReadonlyArray<{ stop(): void | Promise<void> }>
} | null = null

/** Ends the jobs under way and gives their leases back: at once when the portal is told to stop, while the last visitors are answered. */
export async function stopJobs(): Promise<void> {
  await telling?.stop()
  telling = null
  await running?.jobs.stop()
  await running?.thread?.stop()
}

/** Ends what else runs beside answering visitors, before the database closes. */
export async function stopBackground(): Promise<void> {
  for (const tick of running?.ticks ?? []) await tick.stop()
  running = null
}

/** From here on the one thread answers visitors: it waits shortly for other writers, and works on jobs beside it. */
function beginServing(db: Db, read: Settings, threadFiles: ThreadFiles | null): void {
  const { AUDIT_HEADS_FILE, oidc } = read
  const heads = startAuditHeads(db, AUDIT_HEADS_FILE, now, confidentialDatabase())
  waitForWriters(SERVING_MS)
  try {
    warmUpSearch(db, now())
  } catch (error) {
    log('warn', 'warming up the search has to wait', { error: defectOf(error) })
  }
  const thread = threadFiles && workerThread(threadFiles)
  running = {
    jobs: startJobs(jobHost(db, now, { thread }), JOBS),
    thread,
    ticks: [startCountingMisses(db, now), heads],
  }
  if (read.DISPATCHER) telling = startTelling(read)
  // So that the first who signs in need not wait, and an operator hears at once when it cannot be reached.
  if (oidc) void signInService(oidc, now())
}

/** What the worker thread does: the jobs that take long, on a connection of its own. The process that began it has started the portal. */
export function serveJobs(port: MessagePort): void {
  const db = database()
  takePortalSettingsFrom(db)
  serveThread(port, JOBS, db)
}

function sentenceFor(error: unknown): string | undefined {
  if (error instanceof SettingsError) return error.message
  return isBusy(error)
    ? 'Another process is writing in the database of DATA_DIR and does not let go. Try again in a minute.'
    : undefined
}

/** What is confidential stands in its own files before anybody asks for it, what was being erased is erased, and the demo is there. */
function prepareConfidences({ KOERS_DEMO }: Settings, keyring: Keyring): void {
  const files = portalFiles()
  moveToFiles(files, keyring)
  finishErasing(files)
  destroyMarkedKeys(files)
  if (!KOERS_DEMO) return
  prepareDemo(files.db, now())
  prepareDemoAccessNeeds(files, keyring, readDemoPeople(), now())
}

/**
 * Everything between a process and its first answer: settings, migrations, the demo university. A command stops there; the server is
 * `serving`, with the files of its worker thread (without them, in development, jobs work in the process itself); what works beside the
 * portal needs the settings only. Ends the process with a sentence when a setting is wrong.
 */
export function start({
  serving = false,
  settingsOnly = false,
  thread = null,
}: {
  serving?: boolean
  settingsOnly?: boolean
  thread?: ThreadFiles | null
} = {}): Settings {
  try {
    const read = settings()
    checkPortalSettings()
    if (settingsOnly) return read
    if (serving) requirePlacesApart(read)
    const db = database()
    takePortalSettingsFrom(db)
    const keyring = prepareKeyring(read)
    ensureIndexLayout(db)
    prepareConfidences(read, keyring)
    const unclear = read.oidc && prepareOrganisations(db, read.oidc, now())
    if (unclear) throw new SettingsError(unclear)
    if (serving) {
      warnOfKeys(keyring, read)
      beginServing(db, read, thread)
    }
    return read
  } catch (error) {
    const sentence = sentenceFor(error)
    if (!sentence) throw error
    process.stderr.write(`${sentence}\n`)
    process.exit(2)
  }
}

/** Starts telling what happened and nothing else, for a process of its own. */
export function startWorker(): void {
  const read = start()
  requirePlacesApart(read)
  telling = startTelling(read)
}
