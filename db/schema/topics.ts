import { integer, sqliteTable } from 'drizzle-orm/sqlite-core'

/**
 * One row: for each topic of what is cached, a number that counts up with every change of its tables. Triggers count, in the transaction
 * of the change, so that no verb can forget it (decision 003). `seats` is the span of five seconds in which seats last changed.
 */
export const topicVersionTable = sqliteTable('topic_versions', {
  id: integer('id').primaryKey(),
  catalogue: integer('catalogue').notNull().default(0),
  portal: integer('portal').notNull().default(0),
  search: integer('search').notNull().default(0),
  people: integer('people').notNull().default(0),
  seats: integer('seats').notNull().default(0),
  /** The span of the change before that one. */
  seatsBefore: integer('seats_before').notNull().default(0),
})
