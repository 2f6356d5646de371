import { integer, text } from 'drizzle-orm/sqlite-core'

/**
 * The columns that each version of a text has beside its content and the moment it was saved (platform/crypto/versions.server.ts). Number 0
 * is a text from before there were versions.
 */
export function versionColumns() {
  return {
    versionNumber: integer('version_number').notNull().default(0),
    /** The hash of the version before; empty for the first. */
    previousHash: text('previous_hash').notNull().default(''),
    /** A person's id. */
    savedBy: text('saved_by').notNull().default(''),
    /** When a passage was last struck out. */
    struckAt: integer('struck_at'),
  }
}
