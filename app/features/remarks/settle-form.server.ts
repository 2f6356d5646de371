import { z } from 'zod'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { fixed } from '#app/platform/http/form/fields.server.ts'

/** Marks one remark as done. */
export const settleForm = defineForm({
  name: 'settle-remark',
  permission: 'remark.settle',
  tokenFor: () => 'settle-remark',
  intents: { settle: { remark: fixed(z.string().max(40)) } },
})
