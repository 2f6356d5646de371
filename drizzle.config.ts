import { defineConfig } from 'drizzle-kit'

// `search_*` tables are hand-written (FTS5 and its shadow tables); drizzle-kit must leave them alone.
export default defineConfig({
  dialect: 'sqlite',
  schema: './db/schema/*.ts',
  out: './db/migrations',
  tablesFilter: ['!search_*'],
})
