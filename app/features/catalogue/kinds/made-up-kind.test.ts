import { expect, test } from 'vitest'
import { z } from 'zod'
import { offers } from '#db/schema/catalogue.ts'
import { demoDatabase, NOW } from '#tests/support/database.ts'
import { wordsFor } from '../cards/labels.server.ts'
import { cardFor } from '../cards.server.ts'
import { cachedNames } from '../catalogue-names.server.ts'
import { offerJsonLd } from '../offer/offer-json-ld.server.ts'
import { searchDocumentFor } from '../offer/search-document.server.ts'
import { offerFacts } from '../offer.queries.server.ts'
import { signUpFor } from '../offer-rules.ts'
import { type Offer, readOffers } from '../offer-store.server.ts'
import { defineKind, type KindDefinition } from './kind.ts'

/** A kind that exists in this test only. Its labels stand in for the two that a real one brings. */
const shadowDay = defineKind({
  id: 'shadow-day',
  label: 'kind.coaching',
  plural: 'kinds.coaching',
  icon: 'people',
  colour: 'event',
  sessions: false,
  usual: { format: 'on-campus', learningForm: 'on-the-job' },
  hides: ['cost'],
  details: z.object({ host: z.string() }),
  facts: ({ host }, { t }) => [{ icon: 'person', label: t('offer:fact.person'), text: host }],
  cardFacts: ({ host }, { t }) => [{ icon: 'person', label: t('offer:fact.person'), text: host }],
  searchText: ({ host }) => host,
  signUp: () => 'always',
  whoSees: () => null,
  schema: 'service',
  jsonLd: () => ({ '@type': 'Service', serviceType: 'Shadow day' }),
  dates: [],
}) as unknown as KindDefinition

const db = demoDatabase()
const [training] = readOffers(
  db,
  db
    .select({ id: offers.id })
    .from(offers)
    .limit(1)
    .all()
    .map(({ id }) => id),
)

test('a kind that is one definition is shown, found and told to machines like any other', () => {
  if (!training) throw new Error('the demo has no offers')
  const offer = { ...training, kind: 'shadow-day' as never, details: { host: 'Noor' }, sessions: [] } satisfies Offer
  const words = wordsFor('nl', Number(NOW))
  const names = cachedNames(db)
  const facts = offerFacts(offer, words, names, shadowDay)
  expect(facts.map(({ text }) => text)).toContain('Noor')
  expect(facts.map(({ label }) => label)).toContain('Waar')
  expect(facts.map(({ label }) => label)).not.toContain('Kosten')
  const card = cardFor(offer, words, shadowDay)
  expect(card.kind).toEqual({ label: 'Coaching', icon: 'people', colour: 'event' })
  expect(card.facts[0]).toEqual({ icon: 'person', text: 'Noor' })
  expect(card.facts.map(({ icon }) => icon)).not.toContain('cost')
  expect(signUpFor(shadowDay, offer)).toBe('always')
  expect(searchDocumentFor(offer, names, shadowDay)).toMatchObject({ anyTime: true, starts: [] })
  const told = offerJsonLd(offer, words, names, shadowDay)
  expect(told).toMatchObject({ '@type': 'Service', serviceType: 'Shadow day', provider: { '@type': 'Organization' } })
  expect(JSON.stringify([facts, card, told])).not.toMatch(/undefined|null|NaN/)
})
