import { z } from 'zod'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { typed } from '#app/platform/http/form/fields.server.ts'

/** What a publisher does with a question: answers it, or passes it on because it is not for them. */
export const hrRequestForm = defineForm({
  name: 'hr-request',
  permission: 'enquiry.answer',
  keepsConfidential: true,
  tokenFor: (intent, { id = '' }) => `hr-request:${intent}:${id}`,
  intents: { answer: { words: typed(z.string()) }, seal: {}, return: {} },
  beside: (problem) => (problem === 'empty' || problem === 'too-long' ? 'words' : null),
  statuses: { over: 409, locked: 503, damaged: 503 },
})
