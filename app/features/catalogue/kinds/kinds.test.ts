import { expect, test } from 'vitest'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { resources } from '#app/i18n/resources.server.ts'
import { ICONS } from '#app/ui/icon-names.ts'
import { offers } from '#db/schema/catalogue.ts'
import { demoDatabase, NOW } from '#tests/support/database.ts'
import { wordsFor } from '../cards/labels.server.ts'
import { isKind, kindOf, kinds } from '../kinds.ts'
import { readOffers } from '../offer-store.server.ts'
import { defineKind, type Fact } from './kind.ts'

const db = demoDatabase()
const all = readOffers(
  db,
  db
    .select({ id: offers.id })
    .from(offers)
    .all()
    .map(({ id }) => id),
)
const namespaces = Object.keys(resources.nl).join('|')
/** What i18next shows for a key it does not have, a value it was not given, or a list where a text should be. */
const FAULTY = new RegExp(
  `(${namespaces}):\\w|\\{\\{|\\b(undefined|null|NaN)\\b|\\[object|returned an object|^[a-z-]+(\\.[a-z-]+)+$`,
  'i',
)

function wrongFacts(facts: ReadonlyArray<Fact>): Fact[] {
  return facts.filter(
    ({ icon, label, text }) =>
      !(icon in ICONS) || [label, text].some((words) => words.trim() === '' || FAULTY.test(words)),
  )
}

test.each(kinds.flatMap((kind) => LANGUAGES.map((language) => [kind.id, language] as const)))(
  'every demo offer of kind %s can be told in %s',
  (id, language) => {
    const kind = kindOf(id)
    const words = wordsFor(language, Number(NOW))
    const own = all.filter((offer) => offer.kind === id)
    expect(own.length).toBeGreaterThan(0)
    for (const offer of own) {
      const sees = kind.whoSees(offer.details, words)
      expect(wrongFacts(kind.facts(offer.details, words)), offer.title.nl).toEqual([])
      expect(wrongFacts(kind.cardFacts(offer.details, words)), offer.title.nl).toEqual([])
      expect(wrongFacts(sees ? [sees] : []), offer.title.nl).toEqual([])
      expect(kind.cardFacts(offer.details, words).length).toBeLessThanOrEqual(2)
      expect(kind.searchText(offer.details)).not.toMatch(/undefined|null|\[object/)
      // Only a vacancy for colleagues is kept from machines.
      const told = JSON.stringify(kind.jsonLd(offer.details, words))
      if (offer.details.scope === 'internal') expect(told).toBe('null')
      else expect(told).toMatch(/"@type":"[A-Z]\w+"/)
    }
  },
)

test('every kind says how one gets in and when it starts, and names days that its details know', () => {
  for (const { id } of kinds) {
    const kind = kindOf(id)
    const own = all.filter((offer) => offer.kind === id)
    for (const offer of own) {
      const signUp = kind.signUp(offer.details)
      expect(
        ['sessions', 'always', 'request', 'never'].includes(String(signUp)) || Number.isFinite(signUp),
        offer.title.nl,
      ).toBe(true)
      expect(signUp === 'sessions' && !kind.sessions, id).toBe(false)
      expect((kind.starts?.(offer.details) ?? []).every(Number.isFinite), offer.title.nl).toBe(true)
    }
    for (const name of kind.dates)
      expect(
        own.some((offer) => typeof offer.details[name] === 'string'),
        `${id}.${name}`,
      ).toBe(true)
    const days = own
      .flatMap((offer) => Object.entries(offer.details))
      .filter(([, value]) => /^\d{4}-\d\d-\d\d$/.test(String(value)))
    expect(
      days.filter(([name]) => !kind.dates.includes(name)),
      id,
    ).toEqual([])
  }
})

test('kinds are known by their own names only', () => {
  expect(kinds.every((kind) => isKind(kind.id))).toBe(true)
  expect(['Training', 'masterclass', '', 'constructor', '__proto__'].filter(isKind)).toEqual([])
  expect(new Set(kinds.map((kind) => kind.id)).size).toBe(kinds.length)
})

test('a kind whose name does not fit in an address is refused', () => {
  const [training] = kinds
  expect(() => defineKind({ ...training, id: 'Master Class' })).toThrow('Master Class')
})

test('a self-test says what COTAN found, criterion by criterion; one that it has not seen says so, and an assignment nothing', () => {
  const words = wordsFor('en', Number(NOW))
  const told = all
    .filter(({ kind }) => kind === 'self-test')
    .map((offer) => ({ form: offer.details.form, assessment: kindOf('self-test').assessment?.(offer.details, words) }))
  expect(told.filter(({ form }) => form === 'assignment').map(({ assessment }) => assessment)).toEqual(
    told.filter(({ form }) => form === 'assignment').map(() => null),
  )
  const counts = told.flatMap(({ assessment }) => (assessment ? [assessment.ratings.length] : []))
  expect(new Set(counts)).toEqual(new Set([0, 7]))
  const seen = told.find(({ assessment }) => assessment?.ratings.length === 7)?.assessment
  expect(seen?.ratings.map(({ value }) => value)).toContain('Good')
  expect(seen?.source).toMatch(/^Assessed in \d{4}, COTAN/)
})

test('details from before COTAN stood in them still read, without the overall badge', () => {
  const before = {
    form: 'self-test',
    minutes: 20,
    validity: 'validated',
    validityNote: { nl: 'Onderzocht', en: 'Studied' },
    results: { nl: 'Van jou', en: 'Yours' },
    reviewedOn: '2026-01-01',
  }
  const details = kindOf('self-test').details.parse(before) as Record<string, unknown>
  expect(details).not.toHaveProperty('validity')
  expect(details.cotanNorms).toBe('not-assessed')
})
