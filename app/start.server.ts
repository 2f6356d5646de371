import { database } from '#db/client.server.ts'
import { prepareDemo } from '#db/seed/demo.server.ts'
import { checkPortalSettings } from './features/catalogue/portal.server.ts'
import { now } from './platform/clock.server.ts'
import { type Settings, SettingsError, settings } from './platform/env.server.ts'

/** Everything between a process and its first answer: settings, migrations, the demo university. Ends the process with a sentence when a setting is wrong. */
export function start(): Settings {
  try {
    const read = settings()
    checkPortalSettings()
    const db = database()
    if (read.KOERS_DEMO) prepareDemo(db, now())
    return read
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(2)
  }
}
