import { z } from 'zod'
import { formatList } from '#app/i18n/format.ts'
import { pairOf } from '../offer-schema.ts'
import { defineKind } from './kind.ts'

/** Career advice for one of the three questions of the Handreiking (chapter 1): this job, other work inside, another employer. */
export const careerAdvice = defineKind({
  id: 'career-advice',
  label: 'kind.career-advice',
  plural: 'kinds.career-advice',
  icon: 'career-advice',
  colour: 'instrument',
  sessions: false,
  usual: { format: 'on-campus', learningForm: 'conversation' },
  details: z.object({
    questions: z.array(z.enum(['current-job', 'other-job-inside', 'other-employer'])).min(1),
    conversations: z.number().int().min(1).max(100),
    waitWeeks: z.number().int().min(0).max(104),
    whoSees: pairOf(400),
  }),
  facts: ({ questions, conversations, waitWeeks }, { t, language }) => [
    {
      icon: 'compass',
      label: t('offer:fact.questions'),
      text: formatList(
        language,
        questions.map((question) => t(`offer:question.${question}`)),
      ),
    },
    {
      icon: 'coaching',
      label: t('offer:fact.conversations'),
      text: t('offer:conversations', { count: conversations }),
    },
    { icon: 'waiting', label: t('offer:fact.wait'), text: t('offer:wait', { count: waitWeeks }) },
    { icon: 'check', label: t('offer:fact.approval'), text: t('offer:approval.none') },
  ],
  cardFacts: ({ conversations, waitWeeks }, { t }) => [
    {
      icon: 'coaching',
      label: t('offer:fact.conversations'),
      text: t('offer:conversations', { count: conversations }),
    },
    { icon: 'waiting', label: t('offer:fact.wait'), text: t('offer:wait', { count: waitWeeks }) },
  ],
  searchText: () => '',
  signUp: () => 'always',
  contactOnly: true,
  whoSees: ({ whoSees }, { t, pick }) => ({ icon: 'lock', label: t('offer:whoSees.advice'), ...pick(whoSees) }),
  schema: 'service',
  jsonLd: () => ({ '@type': 'Service', serviceType: 'Career advice' }),
  dates: [],
})
