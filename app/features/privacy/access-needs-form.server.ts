import { z } from 'zod'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { typed } from '#app/platform/http/form/fields.server.ts'

/** What somebody needs to take part: kept, or wiped. Keys that are not there or do not fit are the portal's trouble, not theirs. */
export const accessNeedsForm = defineForm({
  name: 'access-needs',
  permission: 'access-needs.save-own',
  intentField: 'do',
  defaultIntent: 'save',
  keepsConfidential: true,
  intents: { save: { arrangement: typed(z.string()) }, clear: {} },
  beside: () => 'arrangement',
  statuses: { locked: 503, damaged: 503 },
})
