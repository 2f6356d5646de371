import { z } from 'zod'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { chosen, file, fixed, many, typed } from '#app/platform/http/form/fields.server.ts'
import { LARGEST_IMPORT } from './import-file-limits.ts'
import { isKind, type KindId } from './kinds.ts'

/** Brings a file to look at: the kind of what is in it, and a name for where it comes from. */
export const importFileForm = defineForm({
  name: 'import-file',
  permission: 'offer.save',
  tokenFor: () => 'import-file',
  intents: {
    look: {
      kind: chosen(
        z.string().refine((kind): kind is KindId => isKind(kind)),
        'no-kind',
      ),
      source: typed(
        z
          .string()
          .trim()
          .regex(/^[a-z0-9-]{0,40}$/i),
        'wrong-source',
      ),
      unit: chosen(z.string().regex(/^[a-z0-9-]{0,60}$/), 'wrong-unit'),
      format: chosen(z.enum(['csv', 'jsonl', 'oeapi'])),
      file: file(),
    },
  },
  beside: { 'no-kind': 'kind', 'wrong-unit': 'unit', 'no-file': 'file', 'too-large-file': 'file', unreadable: 'file' },
  largest: { body: LARGEST_IMPORT.body, fields: 12, parts: 1 },
})

/** Applies a file that was looked at, as it was shown, or takes it away. */
export const importApplyForm = defineForm({
  name: 'import-apply',
  permission: 'offer.save',
  tokenFor: (_, { id }) => `import-apply:${id}`,
  intents: {
    apply: {
      fingerprint: fixed(z.string().max(40)),
      skip: many(chosen(z.literal('yes'))),
      dates: many(chosen(z.literal('yes'))),
    },
    drop: {},
  },
  statuses: { gone: 404, 'changed-meanwhile': 409 },
})
