import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import type { DataKeyStore } from '#db/data-keys-store.server.ts'
import type { Db } from '#db/open.server.ts'

/** The two files of dossiers: what is sealed, and the keys that seal it. No transaction spans them. */
export type ConfidentialFiles = { readonly confidential: ConfidentialDb; readonly dataKeys: DataKeyStore }

/** These with the main file, which knows the people. */
export type PortalFiles = ConfidentialFiles & { readonly db: Db }
