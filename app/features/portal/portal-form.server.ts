import { z } from 'zod'
import { defineForm, type SentBy } from '#app/platform/http/form/define-form.server.ts'
import { chosen, file, fixed, many, typed } from '#app/platform/http/form/fields.server.ts'
import type { PortalForm } from './portal-rules.ts'

const text = z.string()

/** Everything that can be set of the portal: one form, with three buttons. */
const shape = {
  name: typed(text),
  purposeNl: typed(text),
  purposeEn: typed(text),
  kind: many(chosen(text)),
  module: many(chosen(text)),
  brand: typed(text),
  brandPicked: chosen(text),
  brandShown: fixed(text),
  accent: typed(text),
  accentPicked: chosen(text),
  accentShown: fixed(text),
  seen: fixed(text),
  logo: file(),
}

export const portalForm = defineForm({
  name: 'portal',
  permission: 'portal.configure',
  tokenFor: () => 'portal',
  intentField: 'do',
  defaultIntent: 'save',
  intents: { save: shape, 'standard-colours': shape, 'remove-logo': shape },
  largest: { parts: 1 },
})

/** What was sent, as the rules of the portal know it. */
export function portalFormOf({ intent, ...form }: SentBy<typeof portalForm>): PortalForm {
  return { do: intent, ...form }
}
