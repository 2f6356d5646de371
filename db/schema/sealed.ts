import { customType } from 'drizzle-orm/sqlite-core'

declare const seal: unique symbol
/** Encrypted content as it is kept: `v2 | key | iv | tag | ciphertext`. Only platform/crypto makes and opens it, bound to its row and column. */
export type Sealed = Buffer & { readonly [seal]: true }

/** The column type of everything confidential (level `confidential` in the inventory; a test compares the two). */
export const sealed = customType<{ data: Sealed; driverData: Buffer }>({
  dataType: () => 'blob',
})
