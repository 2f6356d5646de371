import { z } from 'zod'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { fixed, typed } from '#app/platform/http/form/fields.server.ts'

/** People by words: a form, so that the words stand in no address, no history and no log. */
export const peopleForm = defineForm({
  name: 'people',
  permission: 'person.search',
  intents: { search: { q: typed(z.string()), page: fixed(z.string().optional()) } },
})
