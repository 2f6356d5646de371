import { z } from 'zod'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { fixed, many } from '#app/platform/http/form/fields.server.ts'

/** The offers that a browser has saved; in a form, so that no address and no log holds them. */
export const savedForm = defineForm({
  name: 'saved',
  permission: null,
  intents: { show: { id: many(fixed(z.string())) } },
})
