import { z } from 'zod'
import { fromDateParts } from '#app/i18n/date-parts.ts'
import { addDays, momentOf } from '#app/i18n/zoned-time.ts'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { chosen, fixed } from '#app/platform/http/form/fields.server.ts'

const part = chosen(z.string().max(10), 'wrong-day')
const when = {
  'from.day': part,
  'from.month': part,
  'from.year': part,
  'until.day': part,
  'until.month': part,
  'until.year': part,
}

/** Publishes, at once or for days, and takes an offer out of the catalogue as it stands there. The fingerprint says what its sender saw. */
export const publishForm = defineForm({
  name: 'publish-offer',
  permission: 'offer.save',
  tokenFor: (_, { id }) => `publish-offer:${id}`,
  intents: {
    publish: { fingerprint: fixed(z.string().max(40)), ...when },
    archive: {},
  },
  beside: { 'wrong-day': 'from.day' },
  statuses: { gone: 404, 'changed-meanwhile': 409 },
})

function dayOfBoxes(boxes: { day: string; month: string; year: string }): string | null | undefined {
  const text = fromDateParts({ ...boxes })
  if (text === '') return null
  const moment = new Date(`${text}T12:00:00Z`)
  return !Number.isNaN(Number(moment)) && moment.toISOString().startsWith(text) ? text : undefined
}

type Boxes = Readonly<Record<keyof typeof when, string>>

/** From the begin of one day until the end of another, as moments (UTC milliseconds); null for no such day, and `wrong-day` for one that does not exist. */
export function windowOf(value: Boxes): { from: number | null; until: number | null } | 'wrong-day' {
  const from = dayOfBoxes({ day: value['from.day'], month: value['from.month'], year: value['from.year'] })
  const until = dayOfBoxes({ day: value['until.day'], month: value['until.month'], year: value['until.year'] })
  if (from === undefined || until === undefined) return 'wrong-day'
  return {
    from: from === null ? null : momentOf(from, '00:00'),
    until: until === null ? null : momentOf(addDays(until, 1), '00:00'),
  }
}
