import { blob, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { people } from './people.ts'
import { sealed } from './sealed.ts'

/** The key of one dossier, wrapped by a key that is outside the database. Without its row, what it sealed can never be read again. */
export const dataKeys = sqliteTable(
  'data_keys',
  {
    id: text('id').primaryKey(),
    /** What it is the key of, such as `access-needs` or `trajectory`, and of which one. */
    dossierType: text('dossier_type').notNull(),
    dossierId: text('dossier_id').notNull(),
    wrapped: blob('wrapped', { mode: 'buffer' }).notNull(),
    /** The name of the key that wraps it. */
    wrappedBy: text('wrapped_by').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [uniqueIndex('data_keys_dossier').on(table.dossierType, table.dossierId)],
)

/** What somebody needs to be able to take part, in their own words: the arrangement, never the reason. One row a person. */
export const oldAccessNeeds = sqliteTable('access_needs', {
  personId: text('person_id')
    .primaryKey()
    .references(() => people.id, { onDelete: 'cascade' }),
  arrangement: sealed('arrangement').notNull(),
  updatedAt: integer('updated_at').notNull(),
})
