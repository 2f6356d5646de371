import { z } from 'zod'
import { formatDate } from '#app/i18n/format.ts'
import { endOfDay, momentOf } from '#app/i18n/zoned-time.ts'
import { day, pairOf } from '../offer-schema.ts'
import { defineKind } from './kind.ts'

export const mentoring = defineKind({
  id: 'mentoring',
  label: 'kind.mentoring',
  plural: 'kinds.mentoring',
  icon: 'mentoring',
  colour: 'mentoring',
  sessions: false,
  usual: { format: 'on-campus', learningForm: 'conversation' },
  details: z.object({
    mentors: z.enum(['internal', 'external', 'both']),
    meetings: z.number().int().min(1).max(100),
    closesOn: day.optional(),
    startsOn: day.optional(),
    matching: pairOf(400),
  }),
  facts: ({ mentors, meetings, closesOn, startsOn, matching }, { t, language, pick }) => [
    { icon: 'mentoring', label: t('offer:fact.mentors'), text: t(`offer:mentors.${mentors}`) },
    { icon: 'people', label: t('offer:fact.matching'), ...pick(matching) },
    { icon: 'coaching', label: t('offer:fact.meetings'), text: t('offer:meetings', { count: meetings }) },
    ...(startsOn
      ? [{ icon: 'calendar' as const, label: t('offer:fact.starts'), text: formatDate(language, startsOn) }]
      : []),
    ...(closesOn
      ? [{ icon: 'closing' as const, label: t('offer:fact.signUpUntil'), text: formatDate(language, closesOn) }]
      : []),
  ],
  cardFacts: ({ meetings, closesOn }, { t, language }) => [
    { icon: 'coaching', label: t('offer:fact.meetings'), text: t('offer:meetings', { count: meetings }) },
    ...(closesOn
      ? [
          {
            icon: 'closing' as const,
            label: t('offer:fact.signUpUntil'),
            text: t('offer:until', { date: formatDate(language, closesOn) }),
          },
        ]
      : []),
  ],
  searchText: () => '',
  signUp: ({ closesOn }) => (closesOn ? endOfDay(closesOn) : 'always'),
  contactOnly: true,
  starts: ({ startsOn }) => (startsOn ? [momentOf(startsOn, '00:00')] : []),
  whoSees: (_, { t }) => ({ icon: 'lock', label: t('offer:whoSees.signUp'), text: t('offer:whoSees.mentoring') }),
  schema: 'service',
  jsonLd: () => ({ '@type': 'Service', serviceType: 'Mentoring' }),
  dates: ['closesOn', 'startsOn'],
})
