import { z } from 'zod'
import { fromDateParts } from '#app/i18n/date-parts.ts'
import { defineForm, type SentBy } from '#app/platform/http/form/define-form.server.ts'
import { chosen, fixed, many, typed } from '#app/platform/http/form/fields.server.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import { HOLIDAY_COUNTRIES } from './vocabulary.ts'

const oneLine = z.string().transform((text) => visibleText(text).replace(/\s+/g, ' ').trim())
const box = typed(z.string().max(20))
const dateBoxes = {
  'from.day': box,
  'from.month': box,
  'from.year': box,
  'until.day': box,
  'until.month': box,
  'until.year': box,
}
const id = fixed(z.string().max(40))

function name<const P extends string>(missing: P) {
  return typed(oneLine.pipe(z.string().min(1).max(80)), ({ code }) =>
    code === 'too_big' ? ('name-too-long' as const) : missing,
  )
}

const days = { ...dateBoxes, nameNl: name('no-name-nl'), nameEn: name('no-name-en') }

type Boxes = { readonly [N in keyof typeof dateBoxes]: string }

function dayIn(sent: Boxes, name: 'from' | 'until'): string {
  return fromDateParts({ day: sent[`${name}.day`], month: sent[`${name}.month`], year: sent[`${name}.year`] })
}

const isDay = (day: string) =>
  z.iso
    .date()
    .regex(/^(19|20|21)/)
    .safeParse(day).success

/** The days that stand in the boxes of a form that was read: the first one, and the last one where it was filled in. */
export function daysOfForm(sent: Boxes): { from: string; until: string | null } {
  return { from: dayIn(sent, 'from'), until: dayIn(sent, 'until') || null }
}

/** The forms of the page of closing days. */
export const closingDaysForm = defineForm({
  name: 'closing-days',
  permission: 'closing-day.save',
  intents: {
    add: days,
    change: { id, ...days },
    remove: { id },
    propose: {
      country: fixed(z.enum(HOLIDAY_COUNTRIES)),
      year: fixed(z.string().regex(/^20\d\d$/)),
      holiday: many(chosen(z.string().max(40))),
    },
  },
  tokenFor: (intent) => `closing-days:${intent}`,
  check: (sent) => {
    if (sent.intent !== 'add' && sent.intent !== 'change') return []
    const { from, until } = daysOfForm(sent)
    return [
      ...(isDay(from) ? [] : [{ field: 'from.day', problem: 'no-day' } as const]),
      ...(until === null || isDay(until) ? [] : [{ field: 'until.day', problem: 'no-last-day' } as const]),
    ]
  },
  beside: (problem, intent) => {
    if (intent === 'propose') return null
    if (problem === 'there-already') return 'from.day'
    return problem === 'ends-before' || problem === 'too-many-days' ? 'until.day' : null
  },
  statuses: { 'not-yours': 404 },
})
export type SentClosingDays = SentBy<typeof closingDaysForm>
