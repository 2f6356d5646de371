import { defineConfig } from 'drizzle-kit'

/** The file for confidences has a schema and migrations of its own. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './db/confidential/*schema.ts',
  out: './db/confidential/migrations',
})
