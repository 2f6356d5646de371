import { z } from 'zod'
import { SESSION_DECISIONS } from '#app/features/catalogue/decide-session.server.ts'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { chosen } from '#app/platform/http/form/fields.server.ts'

/** Whether a session goes on. */
export const decisionForm = defineForm({
  name: 'session-decision',
  permission: 'session.decide',
  tokenFor: (_, { id = '' }) => `session-decision:${id}`,
  intents: { decide: { decision: chosen(z.enum(SESSION_DECISIONS), 'no-choice') } },
  statuses: { gone: 404 },
})
