import { z } from 'zod'
import { pairOf } from '../offer-schema.ts'
import { COMMON_FACTS, defineKind } from './kind.ts'

export const story = defineKind({
  id: 'story',
  label: 'kind.story',
  plural: 'kinds.story',
  icon: 'story',
  colour: 'story',
  sessions: false,
  usual: { format: 'self-paced', learningForm: 'self-study' },
  module: 'stories',
  // A story is read: where it is given, and for whom, mean nothing.
  hides: COMMON_FACTS,
  details: z.object({ person: z.string().max(120), role: pairOf(120), unit: z.string().max(80) }),
  facts: ({ person, role }, { t, pick }) => [
    { icon: 'person', label: t('offer:fact.person'), text: person },
    { icon: 'unit', label: t('offer:fact.role'), ...pick(role) },
  ],
  cardFacts: ({ person, role }, { t, pick }) => {
    const { text, language } = pick(role)
    return [
      { icon: 'person', label: t('offer:fact.person'), text: `${person}, ${text}`, ...(language ? { language } : {}) },
    ]
  },
  searchText: ({ person, role }) => `${person} ${role.nl} ${role.en}`,
  signUp: () => 'never',
  whoSees: () => null,
  schema: 'article',
  jsonLd: ({ person }) => ({ '@type': 'Article', author: { '@type': 'Person', name: person } }),
  dates: [],
})
