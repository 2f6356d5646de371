import { z } from 'zod'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { chosen, typed } from '#app/platform/http/form/fields.server.ts'

/** A question in own words, or a request for contact in a language. Which of them an offer takes, the verb decides. */
export const askForm = defineForm({
  name: 'ask',
  permission: 'enquiry.send',
  keepsConfidential: true,
  intents: { ask: { words: typed(z.string()) }, contact: { language: chosen(z.enum(LANGUAGES), 'no-language') } },
  beside: (problem, intent) => (intent === 'ask' && (problem === 'empty' || problem === 'too-long') ? 'words' : null),
  statuses: { 'no-offer': 409, 'contact-only': 409, 'not-contact': 409, locked: 503, damaged: 503 },
})
