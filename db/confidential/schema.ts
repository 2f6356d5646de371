import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { sealed } from '../schema/sealed.ts'
import { versionColumns } from './version-columns.ts'

/** Something that is kept about one person in confidence, with a key of its own. `subject_id` is a person of the main file, which no foreign key can say. */
export const dossiers = sqliteTable(
  'dossiers',
  {
    id: text('id').primaryKey(),
    type: text('type').notNull(),
    subjectId: text('subject_id').notNull(),
    createdAt: integer('created_at').notNull(),
    closedAt: integer('closed_at'),
  },
  (table) => [
    index('dossiers_subject').on(table.subjectId),
    // A type that somebody has one of; others may be opened again.
    uniqueIndex('dossiers_one_a_person').on(table.type, table.subjectId).where(sql`type = 'access-needs'`),
  ],
)

/** Who beside its subject is tied to a dossier, as what, from a moment until a moment. */
export const dossierRelations = sqliteTable(
  'dossier_relations',
  {
    id: text('id').primaryKey(),
    dossierId: text('dossier_id')
      .notNull()
      .references(() => dossiers.id, { onDelete: 'cascade' }),
    personId: text('person_id').notNull(),
    relation: text('relation').notNull(),
    startsAt: integer('starts_at').notNull(),
    endsAt: integer('ends_at'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    index('dossier_relations_dossier').on(table.dossierId),
    index('dossier_relations_person').on(table.personId),
  ],
)

/** What somebody needs to be able to take part, in their own words: the arrangement, never the reason. One row a dossier. */
export const accessNeeds = sqliteTable('access_needs', {
  dossierId: text('dossier_id')
    .primaryKey()
    .references(() => dossiers.id, { onDelete: 'cascade' }),
  arrangement: sealed('arrangement').notNull(),
  updatedAt: integer('updated_at').notNull(),
  ...versionColumns(),
})

/**
 * That somebody wants contact about an offer, or asked something that was not for who got it: about which offer, in which language, with what words,
 * and the answer. One row a dossier; whether it was answered is `closed_at` of the dossier.
 */
export const contactRequests = sqliteTable('contact_requests', {
  dossierId: text('dossier_id')
    .primaryKey()
    .references(() => dossiers.id, { onDelete: 'cascade' }),
  content: sealed('content').notNull(),
  savedAt: integer('saved_at').notNull(),
  ...versionColumns(),
})

/** Dossiers that are being erased: marked before their key is destroyed, until nothing of them is left in any file. */
export const erasures = sqliteTable('erasures', {
  dossierId: text('dossier_id').primaryKey(),
  dossierType: text('dossier_type').notNull(),
  subjectId: text('subject_id').notNull(),
  markedAt: integer('marked_at').notNull(),
})
