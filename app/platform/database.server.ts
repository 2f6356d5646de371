import { type AuthStore, openAuthStore } from '#db/auth-store.server.ts'
import { type Db, openDatabase } from '#db/open.server.ts'
import { settings } from './env.server.ts'

// On globalThis, so that a module reloaded in development goes on with the same connections.
const holder = globalThis as typeof globalThis & { koersDatabase?: Db; koersAuthStore?: AuthStore }

/** *The* database of this process, opened at its first use. It waits patiently for other writers until the process serves (app/start.server.ts). */
export function database(): Db {
  holder.koersDatabase ??= openDatabase(settings().databaseFile)
  return holder.koersDatabase
}

/** *The* auth store of this process, opened at its first use. */
export function authStore(): AuthStore {
  holder.koersAuthStore ??= openAuthStore(settings().authFile)
  return holder.koersAuthStore
}

/** Closes both files. */
export function closeDatabase(): void {
  holder.koersAuthStore?.close()
  delete holder.koersAuthStore
  holder.koersDatabase?.$client.close()
  delete holder.koersDatabase
}
