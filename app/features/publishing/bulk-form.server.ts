import { z } from 'zod'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { chosen, fixed, many, typed } from '#app/platform/http/form/fields.server.ts'

const MOST = 100
const ids = many(fixed(z.string().max(60)))
const box = typed(z.string().max(10), 'wrong-day')

/** What is done with several offers of the list at once. */
export const bulkForm = defineForm({
  name: 'offers-at-once',
  permission: 'offer.save',
  tokenFor: () => 'offers-at-once',
  intents: {
    review: { id: ids, 'review.day': box, 'review.month': box, 'review.year': box },
    owner: {
      id: ids,
      unit: chosen(z.string().min(1).max(80), 'no-unit'),
      email: typed(z.email().max(200), 'no-email'),
    },
    copy: { id: ids, weeks: typed(z.coerce.number().int().min(1).max(260), 'wrong-weeks') },
  },
  check: ({ id }) => {
    if (id.length === 0) return [{ field: null, problem: 'nothing-chosen' as const }]
    return id.length > MOST ? [{ field: null, problem: 'too-many' as const }] : []
  },
  beside: { 'wrong-day': 'review.day', 'in-the-past': 'review.day' },
})
