import { z } from 'zod'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { chosen, typed } from '#app/platform/http/form/fields.server.ts'
import { CONTACT_ANSWERS } from './vocabulary.ts'

/** What the career centre does with a contact request: opens it, and answers with one of the closed choices. */
export const contactForm = defineForm({
  name: 'contact-request',
  permission: 'contact-request.open',
  keepsConfidential: true,
  tokenFor: (intent, { id = '' }) => `contact-request:${intent}:${id}`,
  defaultIntent: 'open',
  intents: {
    open: {},
    answer: {
      choice: chosen(z.enum(CONTACT_ANSWERS), 'no-choice'),
      day: typed(z.string().max(20).default('')),
      from: typed(z.string().max(20).default('')),
      until: typed(z.string().max(20).default('')),
    },
  },
  beside: { 'no-time': 'day', 'time-over': 'day', 'time-order': 'from' },
  statuses: { locked: 503, damaged: 503 },
})
