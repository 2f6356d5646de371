import { authStore, database } from '#app/platform/database.server.ts'
import { runDemoPeople } from './demo/demo-people-command.server.ts'
import { runLab } from './features/search/lab-command.server.ts'
import { now } from './platform/clock.server.ts'
import { terminal } from './platform/command/terminal.server.ts'
import { settings } from './platform/env.server.ts'

// A bundle of its own (build/checkout), made when one of these commands runs: nothing here is part of the portal that serves.
export { closeDatabase } from '#app/platform/database.server.ts'
export { start } from './start.server.ts'

/** The commands for developers and load tests: they exist in a checkout only. */
export const checkoutCommands = {
  'demo:people': (argv: string[]) =>
    runDemoPeople(argv, terminal, {
      db: database(),
      now: now(),
      authStore,
      isDemo: settings().KOERS_DEMO,
      folder: settings().DATA_DIR,
    }),
  'search:lab': (argv: string[]) => runLab(argv, terminal),
}

/** Commands that need the settings, and not the database. */
export const checkoutBesidePortal: ReadonlyArray<string> = ['search:lab']
