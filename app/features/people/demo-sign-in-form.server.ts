import { z } from 'zod'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { fixed, typed } from '#app/platform/http/form/fields.server.ts'

/**
 * Which of the demo people somebody signs in as, and the page to go on to. A form without a person names nobody, and nobody is not found.
 * `code` is the token of the demo, asked of a browser that did not show it.
 */
export const demoSignInForm = defineForm({
  name: 'demo-sign-in',
  permission: null,
  intents: {
    send: {
      person: fixed(z.string().default('')),
      to: fixed(z.string().optional()),
      code: typed(z.string().max(500).optional()),
    },
  },
  beside: { 'wrong-code': 'code' },
  statuses: { 'no-code': 403, 'wrong-code': 403 },
})
