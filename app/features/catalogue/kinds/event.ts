import { z } from 'zod'
import { formatList } from '#app/i18n/format.ts'
import { defineKind } from './kind.ts'

export const event = defineKind({
  id: 'event',
  label: 'kind.event',
  plural: 'kinds.event',
  icon: 'event',
  colour: 'event',
  sessions: true,
  usual: { format: 'on-campus', learningForm: 'lecture' },
  details: z.object({
    speakers: z.array(z.string().max(120)).max(20).default([]),
    registration: z.enum(['required', 'none']).default('required'),
  }),
  facts: ({ speakers, registration }, { t, language }) => [
    ...(speakers.length > 0
      ? [{ icon: 'person' as const, label: t('offer:fact.speakers'), text: formatList(language, speakers) }]
      : []),
    { icon: 'check', label: t('offer:fact.registration'), text: t(`offer:registration.${registration}`) },
  ],
  cardFacts: () => [],
  searchText: ({ speakers }) => speakers.join(' '),
  signUp: ({ registration }) => (registration === 'none' ? 'never' : 'sessions'),
  whoSees: ({ registration }, { t }) =>
    registration === 'none'
      ? { icon: 'lock', label: t('offer:whoSees.come'), text: t('offer:whoSees.eventOpen') }
      : { icon: 'lock', label: t('offer:whoSees.signUp'), text: t('offer:whoSees.event') },
  schema: 'event',
  jsonLd: () => ({ '@type': 'EducationEvent' }),
  dates: [],
})
