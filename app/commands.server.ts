import { authStore, database, portalFiles } from '#app/platform/database.server.ts'
import type { Db } from '#db/open.server.ts'
import { runAuditVerify } from './features/audit/verify-command.server.ts'
import { runImport } from './features/catalogue/import-command.server.ts'
import { runPeopleImport } from './features/people/people-import-command.server.ts'
import { runPerson } from './features/people/person-command.server.ts'
import { runKeys } from './features/privacy/keys-command.server.ts'
import { runRegister } from './features/privacy/register-command.server.ts'
import { indexState, learnAfterImport } from './features/search/learn-words.server.ts'
import { runRebuild } from './features/search/rebuild-command.server.ts'
import { runStatus } from './features/search/status-command.server.ts'
import { runWhy } from './features/search/why-command.server.ts'
import { runWords } from './features/search/words-command.server.ts'
import { JOBS } from './jobs.server.ts'
import { now } from './platform/clock.server.ts'
import { runJobs } from './platform/command/jobs-command.server.ts'
import { runOutbox } from './platform/command/outbox-command.server.ts'
import { terminal } from './platform/command/terminal.server.ts'
import { settings } from './platform/env.server.ts'

function portal(): { db: Db; now: Date } {
  return { db: database(), now: now() }
}

/** The commands of the portal, run by `scripts/command.mjs`: each takes its words and answers with the exit code. */
export const commands = {
  import: async (argv: string[]) => {
    const { db, now } = portal()
    const before = indexState(db)
    const code = await runImport(argv, terminal, { db, now })
    await learnAfterImport(db, now, before)
    return code
  },
  'people:import': (argv: string[]) =>
    runPeopleImport(argv, terminal, { ...portal(), homeOrganisations: settings().oidc?.homeOrganisations ?? [] }),
  person: (argv: string[]) => runPerson(argv, terminal, { ...portal(), authStore }),
  'audit:verify': (argv: string[]) =>
    runAuditVerify(argv, terminal, { ...portalFiles(), headsFile: settings().AUDIT_HEADS_FILE, now: now() }),
  jobs: (argv: string[]) => runJobs(argv, terminal, { db: database(), clock: now, jobs: JOBS }),
  outbox: (argv: string[]) => runOutbox(argv, terminal, { ...portalFiles(), now: now() }),
  keys: (argv: string[]) => runKeys(argv, terminal, { ...portalFiles(), now: now() }),
  register: (argv: string[]) => runRegister(argv, terminal),
  'search:words': (argv: string[]) => runWords(argv, terminal, portal()),
  'search:why': (argv: string[]) => runWhy(argv, terminal, portal()),
  'search:status': (argv: string[]) => runStatus(argv, terminal, portal()),
  'search:rebuild': (argv: string[]) => runRebuild(argv, terminal, portal()),
}
/** Commands that need the settings, and not the database. */
export const besidePortal: ReadonlyArray<string> = ['register']
