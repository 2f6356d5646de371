import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { people } from './people.ts'

/** A change to an offer that waits to be published: one draft an offer, shared by all who may edit it. A new offer has its id from here. */
export const offerDrafts = sqliteTable('offer_drafts', {
  /** The id of the offer, also of one that is not there yet. */
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  createdBy: text('created_by').references(() => people.id, { onDelete: 'set null' }),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

/** What was typed in one field and is not published yet: as it was typed, whether it can be read or not. */
export const offerDraftFields = sqliteTable(
  'offer_draft_fields',
  {
    draftId: text('draft_id')
      .notNull()
      .references(() => offerDrafts.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    value: text('value', { mode: 'json' }).notNull(),
    changedBy: text('changed_by').references(() => people.id, { onDelete: 'set null' }),
    changedAt: integer('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.draftId, table.name] })],
)

/** A text that met another one in the same field: it waits until whoever wrote it has picked one. */
export const offerDraftTexts = sqliteTable(
  'offer_draft_texts',
  {
    draftId: text('draft_id')
      .notNull()
      .references(() => offerDrafts.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    writtenBy: text('written_by')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    value: text('value', { mode: 'json' }).notNull(),
    writtenAt: integer('written_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.draftId, table.name, table.writtenBy] })],
)

/** Who has an offer open in the editor, and where. It counts for two minutes. */
export const offerEditors = sqliteTable(
  'offer_editors',
  {
    offerId: text('offer_id').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    section: text('section').notNull(),
    seenAt: integer('seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.offerId, table.personId] }), index('offer_editors_seen').on(table.seenAt)],
)
