import { z } from 'zod'
import { formatDayMonthYear } from '#app/i18n/format.ts'
import { day, pairOf } from '../offer-schema.ts'
import { defineKind } from './kind.ts'

/** A self-test or an assignment, with what one must know of it first: validity, what happens to results, last review (Handreiking 3.2). */
export const selfTest = defineKind({
  id: 'self-test',
  label: 'kind.self-test',
  plural: 'kinds.self-test',
  icon: 'self-test',
  colour: 'instrument',
  sessions: false,
  usual: { format: 'self-paced', learningForm: 'self-study' },
  details: z.object({
    form: z.enum(['self-test', 'assignment']),
    minutes: z.number().int().min(1).max(10_000),
    validity: z.enum(['validated', 'partly', 'not-validated']),
    validityNote: pairOf(400),
    results: pairOf(400),
    reviewedOn: day,
  }),
  facts: ({ form, minutes, validity, validityNote, results, reviewedOn }, { t, language, pick }) => [
    { icon: 'self-test', label: t('offer:fact.form'), text: t(`offer:testForm.${form}`) },
    { icon: 'clock', label: t('offer:fact.duration'), text: t('offer:duration.minutes', { count: minutes }) },
    { icon: 'certificate', label: t('offer:fact.validity'), text: t(`offer:validity.${validity}`) },
    { icon: 'info', label: t('offer:fact.validityNote'), ...pick(validityNote) },
    { icon: 'lock', label: t('offer:fact.results'), ...pick(results) },
    { icon: 'review', label: t('offer:fact.reviewed'), text: formatDayMonthYear(language, reviewedOn) },
  ],
  cardFacts: ({ minutes, validity }, { t }) => [
    { icon: 'clock', label: t('offer:fact.duration'), text: t('offer:duration.minutes', { count: minutes }) },
    { icon: 'certificate', label: t('offer:fact.validity'), text: t(`offer:validity.${validity}`) },
  ],
  searchText: () => '',
  signUp: () => 'request',
  whoSees: ({ results }, { t, pick }) => ({ icon: 'lock', label: t('offer:whoSees.results'), ...pick(results) }),
  schema: 'quiz',
  jsonLd: ({ minutes }) => ({ '@type': 'Quiz', timeRequired: `PT${minutes}M` }),
  dates: ['reviewedOn'],
})
