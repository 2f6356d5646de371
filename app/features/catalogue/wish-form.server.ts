import { z } from 'zod'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { fixed, typed } from '#app/platform/http/form/fields.server.ts'

/** What somebody misses in the offer, and the words they searched for; anybody may send it. */
export const wishForm = defineForm({
  name: 'wish',
  permission: null,
  intents: { send: { wish: typed(z.string()), searched: fixed(z.string().default('')) } },
  beside: () => 'wish',
})
