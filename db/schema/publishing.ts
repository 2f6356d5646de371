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
    /** What the catalogue had in this field when it was first changed; null for an offer that was not there. */
    base: text('base', { mode: 'json' }),
    changedBy: text('changed_by').references(() => people.id, { onDelete: 'set null' }),
    changedAt: integer('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.draftId, table.name] })],
)

/** A text that met another one in the same field: it waits until whoever wrote it has picked one. */
export const offerDraftTexts = sqliteTable(
  'offer_draft_texts',
  {
    id: text('id').primaryKey(),
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
  (table) => [index('offer_draft_texts_writer').on(table.draftId, table.writtenBy)],
)

/** What was thrown away of a draft: it can be taken back for a while, also of a new offer of which nothing else is left. */
export const offerDiscards = sqliteTable(
  'offer_discards',
  {
    id: text('id').primaryKey(),
    offerId: text('offer_id').notNull(),
    kind: text('kind').notNull(),
    /** Who began the draft. */
    createdBy: text('created_by').references(() => people.id, { onDelete: 'set null' }),
    /** The fields that were changed, and the own texts of who threw them away that waited. */
    content: text('content', { mode: 'json' }).notNull(),
    discardedBy: text('discarded_by').references(() => people.id, { onDelete: 'set null' }),
    discardedAt: integer('discarded_at').notNull(),
  },
  (table) => [index('offer_discards_offer').on(table.offerId)],
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
