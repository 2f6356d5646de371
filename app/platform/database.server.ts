import { type AuthStore, openAuthStore } from '#db/auth-store.server.ts'
import { type ConfidentialDb, openConfidential } from '#db/confidential/open.server.ts'
import { type DataKeyStore, openDataKeyStore } from '#db/data-keys-store.server.ts'
import { type Db, openDatabase } from '#db/open.server.ts'
import { settings } from './env.server.ts'

// On globalThis, so that a module reloaded in development goes on with the same connections.
const holder = globalThis as typeof globalThis & {
  koersDatabase?: Db
  koersAuthStore?: AuthStore
  koersConfidential?: ConfidentialDb
  koersDataKeys?: DataKeyStore
}

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

/** *The* file for confidences of this process, opened at its first use. */
export function confidentialDatabase(): ConfidentialDb {
  holder.koersConfidential ??= openConfidential(settings().confidentialFile)
  return holder.koersConfidential
}

/** *The* file of data keys of this process, opened at its first use. */
export function dataKeyStore(): DataKeyStore {
  holder.koersDataKeys ??= openDataKeyStore(settings().dataKeysFile)
  return holder.koersDataKeys
}

/** Closes every file. */
export function closeDatabase(): void {
  holder.koersDataKeys?.$client.close()
  delete holder.koersDataKeys
  holder.koersConfidential?.$client.close()
  delete holder.koersConfidential
  holder.koersAuthStore?.close()
  delete holder.koersAuthStore
  holder.koersDatabase?.$client.close()
  delete holder.koersDatabase
}
