import { z } from 'zod'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { fixed, typed } from '#app/platform/http/form/fields.server.ts'

/** What is wrong or missing on a page; anybody may send it. */
export const remarkForm = defineForm({
  name: 'remark',
  permission: null,
  intents: { send: { words: typed(z.string()), page: fixed(z.string().max(300).default('')) } },
  beside: (problem) => (problem === 'busy' || problem === 'too-many' ? null : 'words'),
})
