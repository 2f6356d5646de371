import { authStore, database } from '#app/platform/database.server.ts'
import type { Db } from '#db/open.server.ts'
import { runDemoPeople } from './demo/demo-people-command.server.ts'
import { runAuditVerify } from './features/audit/verify-command.server.ts'
import { runImport } from './features/catalogue/import-command.server.ts'
import { runPeopleImport } from './features/people/people-import-command.server.ts'
import { runPerson } from './features/people/person-command.server.ts'
import { runKeys } from './features/privacy/keys-command.server.ts'
import { runRegister } from './features/privacy/register-command.server.ts'
import { runLab } from './features/search/lab-command.server.ts'
import { indexState, learnAfterImport } from './features/search/learn-words.server.ts'
import { runRebuild } from './features/search/rebuild-command.server.ts'
import { runStatus } from './features/search/status-command.server.ts'
import { runWhy } from './features/search/why-command.server.ts'
import { runWords } from './features/search/words-command.server.ts'
import { now } from './platform/clock.server.ts'
import type { CommandIo } from './platform/command/command.server.ts'
import { settings } from './platform/env.server.ts'

const io: CommandIo = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  isTTY: process.stderr.isTTY,
}

function portal(): { db: Db; now: Date } {
  return { db: database(), now: now() }
}

/** The commands of `scripts/command.mjs`: each takes its words and answers with the exit code. */
export const commands = {
  import: async (argv: string[]) => {
    const { db, now } = portal()
    const before = indexState(db)
    const code = await runImport(argv, io, { db, now })
    await learnAfterImport(db, now, before)
    return code
  },
  'demo:people': (argv: string[]) =>
    runDemoPeople(argv, io, {
      ...portal(),
      authStore: authStore,
      isDemo: settings().KOERS_DEMO,
      folder: settings().DATA_DIR,
    }),
  'people:import': (argv: string[]) => runPeopleImport(argv, io, portal()),
  person: (argv: string[]) => runPerson(argv, io, { ...portal(), authStore: authStore }),
  'audit:verify': (argv: string[]) =>
    runAuditVerify(argv, io, { db: database(), headsFile: settings().AUDIT_HEADS_FILE }),
  keys: (argv: string[]) => runKeys(argv, io, portal()),
  register: (argv: string[]) => runRegister(argv, io),
  'search:words': (argv: string[]) => runWords(argv, io, portal()),
  'search:why': (argv: string[]) => runWhy(argv, io, portal()),
  'search:status': (argv: string[]) => runStatus(argv, io, portal()),
  'search:rebuild': (argv: string[]) => runRebuild(argv, io, portal()),
  'search:lab': (argv: string[]) => runLab(argv, io),
}
/** Those that work beside the portal: they need its settings, not its database. */
export const besidePortal: ReadonlyArray<string> = ['search:lab', 'register']
