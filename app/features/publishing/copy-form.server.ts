import { z } from 'zod'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { fixed, many } from '#app/platform/http/form/fields.server.ts'

/** Makes a draft of a new run, so many weeks later, with the dates that move to the next open day. */
export const copyForm = defineForm({
  name: 'copy-offer',
  permission: 'offer.save',
  tokenFor: (_, { id }) => `copy-offer:${id}`,
  intents: {
    copy: { weeks: fixed(z.coerce.number().int().min(1).max(260)), moved: many(fixed(z.string().max(60))) },
  },
  statuses: { gone: 404 },
})
