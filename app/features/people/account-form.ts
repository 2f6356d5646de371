import { z } from 'zod'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { fieldsOf } from '#app/platform/http/form-fields.ts'

const accountForm = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('change-language'), language: z.enum(LANGUAGES) }),
  z.strictObject({ intent: z.literal('end-sign-in'), signIn: z.uuid() }),
  z.strictObject({ intent: z.literal('end-others') }),
  z.strictObject({ intent: z.literal('end-all') }),
])
export type AccountForm = z.output<typeof accountForm>

/** What a form of the page "My account" asks for. Nothing when it is not exactly one of its forms: no field more, no field twice. */
export function readAccountForm(form: FormData | null): AccountForm | null {
  return accountForm.safeParse(fieldsOf(form)).data ?? null
}
