import { z } from 'zod'
import { isKind, type KindId } from '#app/features/catalogue/kinds.ts'
import { defineForm, type SentBy } from '#app/platform/http/form/define-form.server.ts'
import { chosen, fixed, list, many, typed } from '#app/platform/http/form/fields.server.ts'
import { LARGEST_DRAFT } from './editor-field.ts'
import type { TypedChange } from './merge-fields.ts'

const LONGEST_TEXT = 250_000

const mark = fixed(z.string().max(40))
const box = typed(z.string().max(10).optional())
/** One field of the editor: which one, the mark of what its reader had before them, and what stands there now; a day in three boxes. */
const ITEM = {
  name: fixed(z.string().max(120)),
  was: fixed(z.string().max(30)),
  tried: many(fixed(z.string().max(30))),
  value: many(typed(z.string().max(LONGEST_TEXT), 'too-long')),
  day: box,
  month: box,
  year: box,
}
const fieldsOfPage = list(ITEM, { most: 900 })

/** The forms of the editor: keep a page, keep it by itself while somebody types, pick one of two texts, leave, throw the draft away, or take that back. */
export const draftForm = defineForm({
  name: 'offer-draft',
  permission: 'offer.save',
  tokenFor: (_, { id }) => `offer-draft:${id}`,
  defaultIntent: 'save',
  intents: {
    save: { field: fieldsOfPage },
    auto: { field: fieldsOfPage },
    pick: {
      name: fixed(z.string().max(120)),
      text: fixed(z.string().max(40)),
      pick: fixed(z.enum(['mine', 'theirs'])),
      seenMine: mark,
      seenTheirs: mark,
    },
    leave: {},
    discard: { fingerprint: mark },
    restore: { discarded: fixed(z.string().max(40)) },
  },
  statuses: { gone: 404, 'changed-meanwhile': 409, 'picked-before': 409, 'restored-before': 409, 'others-wait': 409 },
  largest: LARGEST_DRAFT,
})
export type SentDraft = SentBy<typeof draftForm>
type SentField = Extract<SentDraft, { intent: 'save' }>['field'][number]

/** The fields of a page as changes to the draft. */
export function changesOf(sent: ReadonlyArray<SentField>): TypedChange[] {
  return sent.map(({ name, was, tried, value, day, month, year }) => {
    const isDay = day !== undefined || month !== undefined || year !== undefined
    const boxes = [day ?? '', month ?? '', year ?? '']
    const values = isDay ? (boxes.every((one) => one.trim() === '') ? [] : boxes) : value.map(withoutReturns)
    return { name, was, tried, values }
  })
}

/** A form sends a line's end as two characters; a page has one. */
function withoutReturns(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

const title = typed(z.string().max(LONGEST_TEXT), 'too-long')

/** Begins a new offer: its kind, and a first title in one language or both. */
export const newOfferForm = defineForm({
  name: 'new-offer',
  permission: 'offer.save',
  tokenFor: () => 'new-offer',
  intents: {
    begin: {
      kind: chosen(
        z.string().refine((kind): kind is KindId => isKind(kind)),
        'no-kind',
      ),
      titleNl: title,
      titleEn: title,
    },
  },
  beside: { 'no-kind': 'kind' },
})
