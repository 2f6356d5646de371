import { closeDoor } from '#db/auth-store.server.ts'
import { type Db, openDatabase } from '#db/open.server.ts'
import { settings } from './env.server.ts'

// On globalThis, so that a reloaded module in development goes on with the same connection.
const holder = globalThis as typeof globalThis & { koersDatabase?: Db }

/** *The* database of this process, opened at its first use. It waits patiently for other writers until the process serves (app/start.server.ts). */
export function database(): Db {
  holder.koersDatabase ??= openDatabase(settings().databaseFile)
  return holder.koersDatabase
}

export function closeDatabase(): void {
  closeDoor()
  holder.koersDatabase?.$client.close()
  delete holder.koersDatabase
}
