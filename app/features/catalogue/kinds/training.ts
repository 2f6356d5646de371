import { z } from 'zod'
import { optionalPair } from '../offer-schema.ts'
import { defineKind } from './kind.ts'

export const training = defineKind({
  id: 'training',
  label: 'kind.training',
  plural: 'kinds.training',
  icon: 'training',
  colour: 'training',
  sessions: true,
  usual: { format: 'on-campus', learningForm: 'course' },
  details: z.object({
    trainer: z.string().max(200).default(''),
    /** Left out where nobody said, as in an imported course: then the page promises nothing. */
    approval: z.enum(['none', 'manager']).optional(),
    certificate: z.boolean().default(false),
    prerequisites: optionalPair(400).optional(),
    /** The field of study of an imported course, as its source names it. */
    field: z.string().max(200).optional(),
  }),
  facts: ({ trainer, approval, certificate, prerequisites, field }, { t, pick }) => [
    ...(trainer ? [{ icon: 'person' as const, label: t('offer:fact.trainer'), text: trainer }] : []),
    ...(approval
      ? [{ icon: 'check' as const, label: t('offer:fact.approval'), text: t(`offer:approval.${approval}`) }]
      : []),
    ...(certificate
      ? [{ icon: 'certificate' as const, label: t('offer:fact.certificate'), text: t('offer:certificate') }]
      : []),
    ...(prerequisites && (prerequisites.nl || prerequisites.en)
      ? [{ icon: 'info' as const, label: t('offer:fact.prerequisites'), ...pick(prerequisites) }]
      : []),
    ...(field ? [{ icon: 'learning' as const, label: t('offer:fact.field'), text: field }] : []),
  ],
  cardFacts: () => [],
  searchText: ({ trainer, field }) => `${trainer} ${field ?? ''}`,
  signUp: () => 'sessions',
  whoSees: ({ approval }, { t }) => ({
    icon: 'lock',
    label: t('offer:whoSees.signUp'),
    text: t(`offer:whoSees.training.${approval ?? 'unknown'}`),
  }),
  schema: 'course',
  jsonLd: () => ({ '@type': 'Course' }),
  dates: [],
})
