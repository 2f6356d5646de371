import { type AuthStore, openAuthStore } from '#db/auth-store.server.ts'
import { type ConfidentialDb, openConfidential } from '#db/confidential/open.server.ts'
import { type DataKeyStore, openDataKeyStore } from '#db/data-keys-store.server.ts'
import { type Db, openDatabase, PATIENT_MS, SERVING_MS, waitAtMost } from '#db/open.server.ts'
import type { PortalFiles } from './crypto/confidential-files.ts'
import { settings } from './env.server.ts'

// On globalThis, so that a module reloaded in development goes on with the same connections.
const holder = globalThis as typeof globalThis & {
  koersDatabase?: Db
  koersAuthStore?: AuthStore
  koersConfidential?: ConfidentialDb
  koersDataKeys?: DataKeyStore
}

let waitMs = PATIENT_MS

/** The file of data keys has no journal beside it, so its readers meet writers too: there the thread always waits a little. */
function keysWait(ms: number): number {
  return Math.max(ms, SERVING_MS)
}

/** *The* database of this process, opened at its first use. It waits patiently for other writers until the process serves (app/start.server.ts). */
export function database(): Db {
  holder.koersDatabase ??= openDatabase(settings().databaseFile, { waitMs })
  return holder.koersDatabase
}

/** *The* auth store of this process, opened at its first use. */
export function authStore(): AuthStore {
  holder.koersAuthStore ??= openAuthStore(settings().authFile)
  return holder.koersAuthStore
}

/** *The* file for confidences of this process, opened at its first use. */
export function confidentialDatabase(): ConfidentialDb {
  holder.koersConfidential ??= openConfidential(settings().confidentialFile, { waitMs })
  return holder.koersConfidential
}

/** *The* file of data keys of this process, opened at its first use. */
export function dataKeyStore(): DataKeyStore {
  holder.koersDataKeys ??= openDataKeyStore(settings().dataKeysFile, { waitMs: keysWait(waitMs) })
  return holder.koersDataKeys
}

/** How long the thread waits from now on while another process writes in one of the files whose writes can be tried again. */
export function waitForWriters(ms: number): void {
  waitMs = ms
  for (const db of [holder.koersDatabase, holder.koersConfidential]) if (db) waitAtMost(db, ms)
  if (holder.koersDataKeys) waitAtMost(holder.koersDataKeys, keysWait(ms))
}

/** The main file and those of dossiers, for what needs all three. */
export function portalFiles(): PortalFiles {
  return { db: database(), confidential: confidentialDatabase(), dataKeys: dataKeyStore() }
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
