import { sql } from 'drizzle-orm'
import { blob, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * Who did what to which record and on what ground: never what it says. Rows are only added (triggers), and each carries the hash of the
 * one before it, so that a change, a gap or a swap shows (docs/decisions/011).
 */
export const auditEvents = sqliteTable(
  'audit_events',
  {
    seq: integer('seq').primaryKey(),
    at: integer('at').notNull(),
    /** One for everything that one request or command did. */
    operationId: text('operation_id').notNull(),
    /** A person's id, or `system:operator`. */
    actorId: text('actor_id').notNull(),
    /** The roles it was done under, with commas between. */
    actorRoles: text('actor_roles').notNull(),
    /** `record.verb`, such as `role.grant`. */
    action: text('action').notNull(),
    objectType: text('object_type').notNull(),
    objectId: text('object_id').notNull(),
    /** Whom it is about, as a person's id. */
    subjectId: text('subject_id'),
    /** Names of the fields that were read or changed, with commas between. */
    fields: text('fields').notNull(),
    /** Why it was allowed: `own`, `role`, `relation:<id>`. */
    ground: text('ground').notNull(),
    result: text('result', { enum: ['done', 'refused'] }).notNull(),
    /** The hash of the reason, which can be blanked while the chain stays whole; empty for an event without one. */
    payloadHash: text('payload_hash').notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    index('audit_events_at').on(table.at),
    index('audit_events_actor').on(table.actorId, table.at),
    index('audit_events_subject').on(table.subjectId, table.at),
    index('audit_events_action').on(table.action, table.at),
    index('audit_events_refused').on(table.at).where(sql`result = 'refused'`),
    index('audit_events_object').on(table.objectType, table.objectId),
  ],
)

/** The part of an event that names a reason in somebody's own words. Only the end of its retention blanks it, together with its salt. */
export const auditPayloads = sqliteTable('audit_payloads', {
  seq: integer('seq')
    .primaryKey()
    .references(() => auditEvents.seq),
  salt: blob('salt', { mode: 'buffer' }).notNull(),
  reason: text('reason'),
})
