import { fromDateParts, isRealDay } from '#app/i18n/date-parts.ts'
import { formatDate } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { Fields } from './offer-fields.ts'
import { dayRowsOf, fieldsOfSession } from './session-fields.ts'

/** The label of each field of a session on its page, as keys of the screen's own texts. */
const LABELS = {
  onlineLink: 'place.link',
  online: 'place.online',
  trainer: 'place.trainer',
  zone: 'zone.label',
  seats: 'places.most',
  least: 'places.least',
  decideOn: 'places.decideOn',
  waitingList: 'places.waitingList',
  signUpFrom: 'places.signUpFrom',
  signUpUntil: 'places.signUpUntil',
  cancelUntil: 'places.cancelUntil',
  approval: 'costs.approval',
  cost: 'costs.cost',
  payer: 'costs.payer',
  lateCost: 'costs.lateCost',
  latePayer: 'costs.latePayer',
  questions: 'question.title',
  slots: 'slot.title',
  decision: 'decision.title',
  cancelled: 'state.cancelled',
  removed: 'state.removed',
} as const
const DAY_LABELS = { date: 'slot.day', from: 'day.from', until: 'day.until' } as const

/** A session of a draft by its first day that exists, in words; one without such a day is a new one. */
export function sessionName(fields: Fields, key: string, language: Language): string {
  const t = textsFor(language)
  const own = fieldsOfSession(fields, key)
  const dates = dayRowsOf(own).map((row) => {
    const [day = '', month = '', year = ''] = own.get(`day.${row}.date`) ?? []
    return fromDateParts({ day, month, year })
  })
  const [first] = dates.filter(isRealDay).sort()
  return first ? t('sessions:one', { when: formatDate(language, first) }) : t('sessions:new')
}

/** The name of a field of a session, by its own name in the draft: `signUpUntil`, `day.1.from`, `questions.2.label`. */
export function sessionFieldName(field: string, language: Language): string {
  const t = textsFor(language)
  const [, row, part] = /^day\.(\d+)\.(\w+)$/.exec(field) ?? []
  if (row !== undefined) {
    const known = DAY_LABELS[part as keyof typeof DAY_LABELS]
    const label = known ? t(`sessions:${known}`) : t('editor:whichTime')
    return row === '0'
      ? label
      : t('editor:rowOf', { row: t('sessions:day.number', { number: Number(row) + 1 }), label })
  }
  const [, list, place] = /^(questions|slots)\.(\d+)/.exec(field) ?? []
  if (list === 'questions') return t('sessions:question.number', { number: Number(place) + 1 })
  if (list === 'slots') return t('sessions:slot.number', { number: Number(place) + 1 })
  const [, own] = /^place(?:\.(nl|en))?$/.exec(field) ?? []
  if (own === 'nl' || own === 'en')
    return t('editor:inLanguage', { label: t('sessions:place.label'), language: t(`offer:language.${own}`) })
  if (field in LABELS) return t(`sessions:${LABELS[field as keyof typeof LABELS]}`)
  return t('sessions:place.label')
}
