import { sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Days on which the institution is closed: a holiday, or a closure of several days. Both days are included. */
export const closingDays = sqliteTable('closing_days', {
  id: text('id').primaryKey(),
  fromDay: text('from_day').notNull(),
  untilDay: text('until_day').notNull(),
  nameNl: text('name_nl').notNull(),
  nameEn: text('name_en').notNull(),
})
