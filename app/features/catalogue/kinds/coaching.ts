import { z } from 'zod'
import { pairOf } from '../offer-schema.ts'
import { defineKind } from './kind.ts'

export const coaching = defineKind({
  id: 'coaching',
  label: 'kind.coaching',
  plural: 'kinds.coaching',
  icon: 'coaching',
  colour: 'coaching',
  sessions: false,
  usual: { format: 'on-campus', learningForm: 'coaching' },
  details: z.object({
    coach: pairOf(400),
    conversations: z.number().int().min(1).max(100),
    approval: z.enum(['none', 'manager']),
    waitWeeks: z.number().int().min(0).max(104),
    whoKnows: pairOf(400),
  }),
  facts: ({ coach, conversations, approval, waitWeeks }, { t, pick }) => [
    { icon: 'person', label: t('offer:fact.coach'), ...pick(coach) },
    {
      icon: 'coaching',
      label: t('offer:fact.conversations'),
      text: t('offer:conversations', { count: conversations }),
    },
    { icon: 'waiting', label: t('offer:fact.wait'), text: t('offer:wait', { count: waitWeeks }) },
    { icon: 'check', label: t('offer:fact.approval'), text: t(`offer:approval.${approval}`) },
  ],
  cardFacts: ({ conversations }, { t }) => [
    {
      icon: 'coaching',
      label: t('offer:fact.conversations'),
      text: t('offer:conversations', { count: conversations }),
    },
  ],
  searchText: () => '',
  signUp: () => 'always',
  contactOnly: true,
  whoSees: ({ whoKnows }, { t, pick }) => ({ icon: 'lock', label: t('offer:whoSees.signUp'), ...pick(whoKnows) }),
  schema: 'service',
  jsonLd: () => ({ '@type': 'Service', serviceType: 'Coaching' }),
  dates: [],
})
