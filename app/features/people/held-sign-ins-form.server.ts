import { z } from 'zod'
import { defineForm, type SentBy } from '#app/platform/http/form/define-form.server.ts'
import { fixed } from '#app/platform/http/form/fields.server.ts'
import { reasonField } from './person-form.server.ts'

const decision = {
  number: fixed(
    z
      .string()
      .regex(/^[1-9]\d{0,8}$/)
      .transform(Number),
  ),
  reason: reasonField,
}

/** The two forms of a waiting sign-in: it is the same person, or somebody else. */
export const heldSignInsForm = defineForm({
  name: 'held-sign-ins',
  permission: 'sign-in.decide',
  tokenFor: (intent) => `held-sign-ins:${intent}`,
  freshProof: true,
  intents: { same: decision, other: decision },
  statuses: { 'no-held-sign-in': 404 },
  beside: { 'reason-too-long': 'reason' },
})
export type HeldSignInsForm = SentBy<typeof heldSignInsForm>
