import { z } from 'zod'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { chosen, fixed, many, typed } from '#app/platform/http/form/fields.server.ts'

const MOST = 100
const text = typed(z.string().max(200))

/** What is done with several offers of the list at once: the button says which of its fields count. */
export const bulkForm = defineForm({
  name: 'offers-at-once',
  permission: 'offer.save',
  tokenFor: () => 'offers-at-once',
  intents: {
    change: {
      act: fixed(z.enum(['review', 'owner', 'copy'])),
      id: many(fixed(z.string().max(60))),
      'review.day': text,
      'review.month': text,
      'review.year': text,
      unit: chosen(z.string().max(80)),
      email: text,
      weeks: text,
    },
  },
  check: ({ id }) => {
    if (id.length === 0) return [{ field: null, problem: 'nothing-chosen' as const }]
    return id.length > MOST ? [{ field: null, problem: 'too-many' as const }] : []
  },
  beside: {
    'wrong-day': 'review.day',
    'in-the-past': 'review.day',
    'no-unit': 'unit',
    'no-email': 'email',
    'wrong-weeks': 'weeks',
  },
})
