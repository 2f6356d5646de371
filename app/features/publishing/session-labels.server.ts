import { fromDateParts, isRealDay } from '#app/i18n/date-parts.ts'
import { formatDate } from '#app/i18n/format.ts'
import { i18nFor, textsFor } from '#app/i18n/instance.server.ts'
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

const CHOICES = { payer: 'costs.payers', latePayer: 'costs.payers', approval: 'costs.approvals' } as const

function countOf(json: string): number {
  try {
    const list: unknown = JSON.parse(json || '[]')
    return Array.isArray(list) ? list.length : 0
  } catch {
    return 0
  }
}

/** What stands in a field of a session, in words; empty where nothing does. Of questions and parts it says how many there are. */
export function sessionFieldValue(field: string, values: ReadonlyArray<string>, language: Language): string {
  const t = textsFor(language)
  const [first = '', month = '', year = ''] = values
  if (/^day\.\d+\.date$/.test(field) || /(?:On|From|Until)$/.test(field)) {
    const day = fromDateParts({ day: first, month, year })
    return isRealDay(day) ? formatDate(language, day) : values.filter(Boolean).join('-')
  }
  if (field === 'online' || field === 'waitingList' || field === 'cancelled')
    return t(`sessions:answer.${values.includes('on') ? 'yes' : 'no'}`)
  if (field === 'questions' || field === 'slots') {
    const count = countOf(first)
    return count === 0 ? '' : t(`editor:${field}Count`, { count })
  }
  const list = CHOICES[field as keyof typeof CHOICES]
  if (!list || first === '') return values.filter(Boolean).join(', ')
  return i18nFor(language).exists(`sessions:${list}.${first}`) ? t(`sessions:${list}.${first}` as never) : first
}
