import { z } from 'zod'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { typed } from '#app/platform/http/form/fields.server.ts'

/** What somebody does with a request of their own: says more, withdraws it, or is done with it. */
export const ownRequestForm = defineForm({
  name: 'own-request',
  permission: 'enquiry.send',
  keepsConfidential: true,
  tokenFor: (intent, { id = '' }) => `own-request:${intent}:${id}`,
  intents: { 'follow-up': { words: typed(z.string()) }, withdraw: {}, close: {} },
  beside: (problem) => (problem === 'empty' || problem === 'too-long' ? 'words' : null),
  statuses: { over: 409 },
})
