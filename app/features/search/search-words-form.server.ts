import { z } from 'zod'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { fixed, typed } from '#app/platform/http/form/fields.server.ts'

const LONGEST = 400

/** The forms of the page of search words: words that mean the same come in, or a group goes out. */
export const searchWordsForm = defineForm({
  name: 'search-words',
  permission: 'search-words.save',
  intents: {
    add: { words: typed(z.string().max(LONGEST), 'too-long') },
    remove: { group: fixed(z.string().max(2_000)) },
  },
  tokenFor: (intent) => `search-words:${intent}`,
  beside: (_, intent) => (intent === 'add' ? 'words' : null),
  statuses: { 'not-yours': 404 },
})
