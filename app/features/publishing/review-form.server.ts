import { z } from 'zod'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { typed } from '#app/platform/http/form/fields.server.ts'

const box = typed(z.string().max(10), 'wrong-day')

/** Says that somebody has looked at an offer, and when it is to be looked at again; one that was hidden is back. */
export const reviewForm = defineForm({
  name: 'review-offer',
  permission: 'offer.save',
  tokenFor: (_, { id }) => `review-offer:${id}`,
  intents: { review: { 'on.day': box, 'on.month': box, 'on.year': box } },
  beside: { 'wrong-day': 'on.day', 'in-the-past': 'on.day' },
  statuses: { gone: 404 },
})
