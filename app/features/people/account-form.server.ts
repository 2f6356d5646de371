import { z } from 'zod'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { fixed } from '#app/platform/http/form/fields.server.ts'

/** The forms of the page "My account": buttons and one choice, so there is nothing to lose in them. */
export const accountForm = defineForm({
  name: 'account',
  permission: 'account.view',
  intents: {
    'change-language': { language: fixed(z.enum(LANGUAGES)) },
    'end-sign-in': { signIn: fixed(z.string().regex(/^[\w-]{43}$/)) },
    'end-others': {},
    'end-all': {},
  },
})
