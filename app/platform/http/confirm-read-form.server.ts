import { z } from 'zod'
import { READ_PAGES } from './confirm-read.ts'
import { defineForm } from './form/define-form.server.ts'
import { fixed } from './form/fields.server.ts'
import { safePath } from './safe-path.ts'

/** The one button before a page whose reading is told. `to` is that page, with its query. */
export const confirmReadForm = defineForm({
  name: 'confirm-read',
  permission: 'account.view',
  tokenFor: () => 'confirm-read',
  intents: { open: { to: fixed(z.string().refine((to) => safePath(to) !== null)), page: fixed(z.enum(READ_PAGES)) } },
})
