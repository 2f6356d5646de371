import { expect, test } from 'vitest'
import { offerInput } from '#tests/support/offers.ts'
import { checkOffer } from './check-offer.ts'
import { kinds } from './kinds.ts'
import {
  AIM_DOMAINS,
  DURATION_UNITS,
  FORMATS,
  LEARNING_FORMS,
  OFFER_LANGUAGES,
  PARTICIPATIONS,
  PAYERS,
  STATES,
  TARGET_GROUPS,
  THEMES,
} from './vocabulary.ts'

function problemsOf(changes: Record<string, unknown>): string[] {
  const checked = checkOffer(offerInput(changes))
  return checked.ok ? [] : checked.problems.map(({ field, problem }) => `${field}: ${problem}`)
}

const SINGLE: Record<string, ReadonlyArray<string>> = {
  state: STATES,
  format: FORMATS,
  learningForm: LEARNING_FORMS,
  participation: PARTICIPATIONS,
  payer: PAYERS,
}
const SEVERAL: Record<string, ReadonlyArray<string>> = {
  themes: THEMES,
  targetGroups: TARGET_GROUPS,
  languages: OFFER_LANGUAGES,
  aimDomains: AIM_DOMAINS,
}

test.each(Object.entries(SINGLE).flatMap(([field, values]) => values.map((value) => [field, value])))(
  '%s may be %s',
  (field, value) => {
    expect(problemsOf({ [field]: value })).toEqual([])
  },
)

test.each(Object.entries(SEVERAL).flatMap(([field, values]) => values.map((value) => [field, value])))(
  '%s may hold %s',
  (field, value) => {
    expect(problemsOf({ [field]: [value] })).toEqual([])
  },
)

test.each([
  ...Object.keys(SINGLE).map((field) => [field, 'no-such-value', field]),
  ...Object.keys(SEVERAL).map((field) => [field, ['no-such-value'], `${field}.0`]),
])('a value of %s that is not on the list is refused by name', (field, value, place) => {
  expect(problemsOf({ [String(field)]: value })).toEqual([`${place}: unknown-value`])
})

test.each(DURATION_UNITS)('an offer may take a number of %s', (unit) => {
  expect(problemsOf({ duration: { amount: 2.5, unit } })).toEqual([])
})

test('a kind that does not exist is refused', () => {
  expect(problemsOf({ kind: 'masterclass' })).toEqual(['kind: unknown-kind'])
  expect(problemsOf({ kind: 'constructor' })).toEqual(['kind: unknown-kind'])
})

test.each(kinds.filter((kind) => !kind.sessions).map((kind) => kind.id))(
  '%s has no sessions, and its own facts are asked for',
  (id) => {
    const problems = problemsOf({ kind: id, details: {} })
    expect(problems.length).toBeGreaterThan(0)
    for (const problem of problems) expect(problem).toMatch(/^details\.\w+: missing$/)
  },
)

const mentoring = { mentors: 'both', meetings: 4, matching: { nl: 'We zoeken samen een mentor.', en: '' } }

test('sessions of a kind that has none are refused', () => {
  expect(problemsOf({ kind: 'mentoring', details: mentoring })).toEqual(['sessions: wrong-value'])
  expect(problemsOf({ kind: 'mentoring', details: mentoring, sessions: [] })).toEqual([])
})

test.each([
  [{ title: { nl: ' \u200b ', en: '' } }, 'title: missing'],
  [{ title: undefined }, 'title: missing'],
  [{ title: { nl: 'x'.repeat(201), en: '' } }, 'title.nl: too-long'],
  [{ body: { nl: 'x'.repeat(200_001), en: '' } }, 'body.nl: too-long'],
  [{ format: undefined }, 'format: missing'],
  [{ units: [] }, 'units: missing'],
  [{ units: ['hr', 7] }, 'units.1: wrong-value'],
  [{ themes: THEMES.slice(0, 7) }, 'themes: too-long'],
  [{ owner: { unit: 'hr', email: 'geen adres' } }, 'owner.email: wrong-value'],
  [{ costCents: -1 }, 'costCents: wrong-value'],
  [{ costCents: 10_000_001 }, 'costCents: wrong-value'],
  [{ costCents: 0.5 }, 'costCents: wrong-value'],
  [{ reviewOn: '2027-02-30' }, 'reviewOn: wrong-value'],
  [{ reviewOn: '0001-01-01' }, 'reviewOn: wrong-value'],
  [{ reviewOn: '9999-12-31' }, 'reviewOn: wrong-value'],
  [{ sessions: [{ days: [] }] }, 'sessions.0.days: missing'],
  [{ sessions: [{ days: [{ date: '2027-03-03', from: '17:00', until: '13:00' }] }] }, 'sessions.0.days.0: wrong-value'],
  [
    { sessions: [{ days: [{ date: '2027-03-03', from: '9:00', until: '13:00' }] }] },
    'sessions.0.days.0.from: wrong-value',
  ],
  [
    { sessions: [{ days: [{ date: '2027-03-03', from: '24:00', until: '25:00' }] }] },
    'sessions.0.days.0.from: wrong-value',
  ],
  [
    { sessions: [{ days: [{ date: '2027-03-03', from: '09:00', until: '13:00' }], seats: 0 }] },
    'sessions.0.seats: wrong-value',
  ],
  [{ details: { approval: 'nobody' } }, 'details.approval: unknown-value'],
  [{ details: { trainer: 'x'.repeat(201) } }, 'details.trainer: too-long'],
])('%o is refused as «%s»', (changes, problem) => {
  expect(problemsOf(changes)).toContain(problem)
})

test('an offer may be written in one language only', () => {
  expect(
    problemsOf({ title: { nl: '', en: 'Giving feedback' }, summary: { nl: '', en: '' }, body: { nl: '', en: '' } }),
  ).toEqual([])
})

test('texts are kept as people see them: no control or direction signs, one space, both forms of an accent alike', () => {
  const checked = checkOffer(
    offerInput({
      title: { nl: ' Cafe\u0301 \u202Eomgekeerd\u0000  \ud800 ', en: '' },
      body: { nl: 'een\r\ntwee\uE000', en: '' },
    }),
  )
  expect(checked.ok && checked.offer.title.nl).toBe('Café omgekeerd \uFFFD')
  expect(checked.ok && checked.offer.body.nl).toBe('een\ntwee')
})

test('a value that is chosen twice counts once', () => {
  const checked = checkOffer(offerInput({ themes: ['research', 'research'], units: ['hr', 'hr'] }))
  expect(checked.ok && [checked.offer.themes, checked.offer.units]).toEqual([['research'], ['hr']])
})
