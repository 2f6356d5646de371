import { blob, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * The chain of the confidential log: a salted leaf for each event, tied to the one before. Links are only added (triggers) and say
 * nothing: an event can go, its link stays (docs/decisions/018).
 */
export const confidentialLinks = sqliteTable('confidential_links', {
  seq: integer('seq').primaryKey(),
  leaf: text('leaf').notNull(),
  previousHash: text('previous_hash').notNull(),
  hash: text('hash').notNull(),
})

/** Who did what to which record of confidences, by which relation: never what it says. An event goes three months after its record. */
export const confidentialEvents = sqliteTable(
  'confidential_events',
  {
    seq: integer('seq')
      .primaryKey()
      .references(() => confidentialLinks.seq),
    at: integer('at').notNull(),
    operationId: text('operation_id').notNull(),
    actorId: text('actor_id').notNull(),
    actorRoles: text('actor_roles').notNull(),
    action: text('action').notNull(),
    recordType: text('record_type').notNull(),
    recordId: text('record_id').notNull(),
    subjectId: text('subject_id').notNull(),
    /** Names of fields, with commas between; of an erasure the numbers of the events that went. */
    fields: text('fields').notNull(),
    ground: text('ground').notNull(),
    /** A code from a list; empty for none. */
    reason: text('reason').notNull(),
    cameBy: text('came_by').notNull(),
    result: text('result', { enum: ['done', 'refused'] }).notNull(),
    /** Which text got a new version, as `table.column:row`; empty for none. */
    textId: text('text_id').notNull(),
    version: integer('version'),
    /** The hash of that text's chain of versions: an older row put back does not fit it. */
    versionHash: text('version_hash'),
    salt: blob('salt', { mode: 'buffer' }).notNull(),
  },
  (table) => [
    index('confidential_events_record').on(table.recordId, table.seq),
    index('confidential_events_subject').on(table.subjectId, table.seq),
    index('confidential_events_text').on(table.textId, table.seq),
  ],
)

/** What was written down elsewhere of the chain, with the salt by which it can be compared. */
export const confidentialHeads = sqliteTable('confidential_heads', {
  digest: text('digest').primaryKey(),
  salt: blob('salt', { mode: 'buffer' }).notNull(),
  seq: integer('seq').notNull(),
  at: integer('at').notNull(),
})

/** Data keys that seal nothing any more since a passage was struck out, until they are destroyed in the file of data keys. */
export const keysToDestroy = sqliteTable('keys_to_destroy', {
  keyId: text('key_id').primaryKey(),
  markedAt: integer('marked_at').notNull(),
})
