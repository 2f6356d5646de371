import { z } from 'zod'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { fixed, many } from '#app/platform/http/form/fields.server.ts'

const neutral = many(fixed(z.literal('yes')))

/** The forms of one's own address: make it (anew), what its entries are called, take it back. */
export const ownFeedForm = defineForm({
  name: 'calendar-feed',
  permission: 'calendar-feed.manage-own',
  intents: { make: { neutral }, change: { neutral }, revoke: {} },
})
