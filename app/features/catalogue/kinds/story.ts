import { z } from 'zod'
import { defineKind } from '../kind.ts'
import { pairOf } from '../offer-schema.ts'

export const story = defineKind({
  id: 'story',
  label: 'kind.story',
  plural: 'kinds.story',
  icon: 'story',
  colour: 'story',
  sessions: false,
  details: z.object({ person: z.string().max(120), role: pairOf(120), unit: z.string().max(80) }),
  facts: ({ person, role }, { t, pick }) => [
    { icon: 'person', label: t('offer:fact.person'), text: person },
    { icon: 'unit', label: t('offer:fact.role'), ...pick(role) },
  ],
  cardFacts: ({ person, role }, { t, pick }) => [
    { icon: 'person', label: t('offer:fact.person'), text: `${person}, ${pick(role).text.toLowerCase()}` },
  ],
  searchText: ({ person, role }) => `${person} ${role.nl} ${role.en}`,
  openUntil: () => 'never',
  whoSees: () => null,
  jsonLd: ({ person }) => ({ '@type': 'Article', author: { '@type': 'Person', name: person } }),
  dates: [],
})
