import { expect, test } from 'vitest'
import { settledDiscreet } from '#app/features/catalogue/discreet-rules.ts'
import { UNSAID } from '#app/features/catalogue/offer-schema.ts'
import { resources } from '#app/i18n/resources.server.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { CHECK_CODES, findOfferChecks, problemChecks } from './offer-checks.ts'
import { readability } from './readability.ts'

const NOW = Date.parse('2027-02-01T09:00:00Z')
const DAY = 86_400_000
const BODY = { nl: 'woord '.repeat(100), en: 'word '.repeat(100) }
const day = { date: '2027-03-03', from: '13:00', until: '17:00' }

function codes(
  changes: Readonly<Record<string, unknown>>,
  context: Partial<Parameters<typeof findOfferChecks>[1]> = {},
) {
  const offer = { ...UNSAID, ...checkedOffer({ body: BODY, ...changes }) }
  const { checks } = findOfferChecks(
    { ...offer, discreet: settledDiscreet(offer) },
    { now: NOW, today: '2027-02-01', textAt: { nl: NOW, en: NOW }, isClosed: () => false, ...context },
  )
  return checks.map(({ level, code }) => (level === 'solve-first' ? `! ${code}` : code))
}
const session = (facts: Readonly<Record<string, unknown>>) => ({ sessions: [{ days: [day], seats: 12, ...facts }] })

test('an offer that is whole has nothing to solve and nothing that could be better', () => {
  expect(codes({})).toEqual([])
})

test.each([
  [session({ signUpUntil: '2027-03-04' }), ['! sign-up-after-start']],
  [session({ signUpUntil: '2027-03-03' }), []],
  [session({ cancelUntil: '2027-03-10' }), ['! cancel-after-start']],
  [session({ least: 3, decideOn: '2027-03-09' }), ['! decision-after-start']],
  [session({ signUpFrom: '2027-03-02', signUpUntil: '2027-03-01' }), ['! sign-up-from-after-until']],
  [session({ least: 13, decideOn: '2027-03-01' }), ['! least-above-most']],
  [session({ least: 3 }), ['decision-missing']],
  [session({ seats: null, waiting: 2 }), ['waiting-without-places']],
  [session({ seats: null, waitingList: true }), ['waiting-without-places']],
  [session({ seats: null, waitingList: false }), []],
  [session({ waitingList: true }), []],
  [session({ costCents: 100 }), ['session-cost-without-payer']],
  [{ payer: 'unit', ...session({ costCents: 100 }) }, []],
  [session({ lateCostCents: 100 }), ['late-cost-without-payer']],
  [session({ lateCostCents: 100, latePayer: 'self' }), []],
  [session({ signUpFrom: '2027-03-04' }), ['! sign-up-from-after-start']],
  [session({ signUpFrom: '2027-03-03' }), []],
  [{ themes: ['wellbeing'], ...session({ payer: 'unit' }) }, ['! discreet-payer']],
  [{ publishFrom: NOW + DAY, publishUntil: NOW }, ['! until-before-from']],
  [{ title: { nl: 'Titel', en: '' }, body: { nl: BODY.nl, en: '' } }, ['english-missing']],
  [{ summary: { nl: '', en: 'x' } }, ['summary-missing']],
  [{ title: { nl: 'x'.repeat(61), en: 'y' } }, ['title-long']],
  [{ body: { nl: 'kort', en: BODY.en } }, ['body-length']],
  [{ reviewOn: '2027-01-31' }, ['review-passed']],
  [{ reviewOn: '2027-01-31', state: 'hidden' }, ['! review-passed']],
  [{ reviewOn: '2027-02-15' }, ['review-near']],
  [{ costCents: 100 }, ['costs-without-payer']],
  [{ themes: [] }, ['no-themes']],
  [{ sessions: [{ days: [{ ...day, date: '2027-01-03' }] }] }, ['only-past']],
  [
    {
      sessions: [
        { days: [day], place: { nl: 'Zaal 1', en: '' } },
        { days: [{ ...day, from: '16:00', until: '18:00' }], place: { nl: 'Zaal 1', en: '' } },
      ],
    },
    ['same-twice'],
  ],
])('%j asks for %j', (changes, expected) => {
  expect(codes(changes)).toEqual(expected)
})

test('a text that is older than the other language, and a day on which the institution is closed, are said', () => {
  expect(codes({}, { textAt: { nl: NOW, en: NOW - 2 * DAY } })).toEqual(['english-older'])
  expect(codes({}, { textAt: { nl: NOW - 2 * DAY, en: NOW } })).toEqual(['dutch-older'])
  expect(codes({}, { isClosed: (one) => one === day.date })).toEqual(['closing-day'])
})

test('a check of a session leads to its field', () => {
  const offer = { ...UNSAID, ...checkedOffer({ body: BODY, ...session({ signUpFrom: '2027-03-04' }) }) }
  const [own] = offer.sessions
  const context = { now: NOW, today: '2027-02-01', textAt: null, isClosed: () => false }
  const { checks } = findOfferChecks(
    { ...offer, discreet: settledDiscreet(offer), sessions: own ? [{ ...own, id: 's1' }] : [] },
    context,
  )
  expect(checks[0]).toMatchObject({ code: 'sign-up-from-after-start', place: 'sessions/s1', field: 'signUpFrom' })
  expect(
    problemChecks(
      [
        { field: 'sessions.s1.day.0.from', problem: 'skipped-hour' },
        { field: 'sessions.0.days.1.until', problem: 'missing' },
      ],
      ['s1'],
    ).map(({ place, field }) => `${place} ${field}`),
  ).toEqual(['sessions/s1 day.0.from', 'sessions/s1 day.1.until'])
})

test('every check has its sentence in both languages', () => {
  for (const { checks } of Object.values(resources)) expect(Object.keys(checks).sort()).toEqual([...CHECK_CODES].sort())
})

test('short sentences with everyday words read well, long ones with long words do not', () => {
  const easy =
    'Je neemt een gesprek mee. Je doet het voor. Een acteur speelt de ander. Dan doe je het nog een keer. Zo leer je wat werkt.'
  const hard =
    'Middels deze multidisciplinaire competentieontwikkelingsmodule worden participanten gefaciliteerd in het operationaliseren van organisatieoverstijgende veranderingsprocessen met betrekking tot interdisciplinaire samenwerkingsverbanden binnen universitaire kennisinstellingen.'
  expect(readability(easy, 'nl')).toBeGreaterThan(60)
  expect(readability(hard, 'nl')).toBeLessThan(60)
  expect(
    readability(
      'You bring one talk. You act it out. Someone plays the other part. Then you try again. That is how you learn what works.',
      'en',
    ),
  ).toBeGreaterThan(60)
  expect(readability('Te kort om te zeggen.', 'nl')).toBeNull()
})

test.each(['Je leest o.a. over', 'Je spreekt met dr. Bos over', 'Je schrijft bijv. over', 'Het duurt max. 2 uur'])(
  '%j is not the end of a sentence',
  (begin) => {
    const rest = ' wat je straks op je werk nog eens wilt doen en over wat je daar toen al eens van hebt geleerd.'
    expect(readability(begin + rest, 'nl')).toBe(readability(begin.replaceAll('.', '') + rest, 'nl'))
  },
)

test('each line of a list is a sentence, and a web address is no word', () => {
  const lines = [
    'een kort gesprek met een acteur',
    'een plan voor de week daarna',
    'een vraag aan wie je kent',
    'een tip',
  ]
  const list = lines.map((line) => `- ${line}`).join('\n')
  expect(readability(list, 'nl')).toBe(readability(lines.join('. '), 'nl'))
  const text = `${lines.join('. ')}. Kijk ook hier.`
  const address = ' https://www.universiteit.example/loopbaanontwikkeling/inschrijvingsmogelijkheden'
  expect(readability(text.replace(' hier', ` hier${address}`), 'nl')).toBe(readability(text, 'nl'))
})

test('many days at the same time in one room are said once a session, and are no work that grows with their pairs', () => {
  const days = Array.from({ length: 20 }, (_, at) => ({ ...day, date: `2027-03-${String(at + 1).padStart(2, '0')}` }))
  const sessions = Array.from({ length: 200 }, () => ({ days, seats: 12, place: { nl: 'Zaal 1', en: 'Room 1' } }))
  const began = performance.now()
  const found = codes({ sessions }).filter((code) => code === 'same-twice')
  expect(found).toHaveLength(199)
  // Checking the input itself is most of it; pairs of 4,000 days would take minutes.
  expect(performance.now() - began).toBeLessThan(3_000)
})

test('a long session in a room is met by every later one, also when a short one came between', () => {
  const at = (from: string, until: string, place = 'Zaal 1') => ({
    days: [{ date: '2027-03-03', from, until }],
    place: { nl: place, en: place },
  })
  const of = (...sessions: Array<ReturnType<typeof at>>) => codes({ sessions }).filter((code) => code === 'same-twice')
  expect(of(at('09:00', '17:00'), at('10:00', '11:00'), at('12:00', '13:00'))).toHaveLength(2)
  expect(of(at('09:00', '12:00'), at('12:00', '13:00'))).toEqual([])
  expect(of(at('09:00', '12:00'), at('10:00', '11:00', 'Zaal 2'))).toEqual([])
})
