import { expect, test } from 'vitest'
import { sessionSpan } from '#app/features/catalogue/offer-rules.ts'
import { sessionSchema, UNDECIDED } from '#app/features/catalogue/offer-schema.ts'
import { addDays, momentIn, timesAt, wallClock, weekday } from '#app/i18n/zoned-time.ts'
import { oneOf, seeded, tries } from '#tests/support/random.ts'
import { sessionFieldsOf, sessionOfFields } from './session-fields.ts'

const ZONES = [
  'Europe/Amsterdam',
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Paramaribo',
] as const

function typed(date: string, from: string, until: string, more: Readonly<Record<string, string[]>> = {}) {
  const [year = '', month = '', day = ''] = date.split('-')
  return new Map<string, string[]>([
    ['day.0.date', [day, month, year]],
    ['day.0.from', [from]],
    ['day.0.until', [until]],
    ...Object.entries(more),
  ])
}
/** The last Sunday of March or October, of 31 days each. */
function lastSunday(year: number, month: string): string {
  const last = `${year}-${month}-31`
  return addDays(last, -weekday(last))
}

const wrong = (fields: Map<string, string[]>) =>
  sessionOfFields(fields).problems.map(({ field, problem }) => `${field}: ${problem}`)

test('random wall times of 2000 until 2040, in five zones, come back from their fields as the same moments', () => {
  const random = seeded(2040)
  const two = (most: number) => String(Math.floor(random() * most)).padStart(2, '0')
  let [doubled, skipped] = [0, 0]
  for (let time = 0; time < tries(10_000); time++) {
    const zone = oneOf(random, ZONES)
    // One in four is a night in which clocks are moved in Europe.
    const isNight = random() < 0.25
    const date = isNight
      ? lastSunday(2000 + Math.floor(random() * 41), oneOf(random, ['03', '10']))
      : addDays('2000-01-01', Math.floor(random() * 14_975))
    const from = isNight ? `0${Math.floor(random() * 4)}:${two(60)}` : `${two(24)}:${two(60)}`
    const shown = timesAt(zone, date, from)
    if (shown === 0) {
      skipped++
      continue
    }
    const later = shown === 2 && random() < 0.5 ? ['from' as const] : []
    if (shown === 2) doubled++
    const session = sessionSchema.parse({
      zone,
      days: [{ date, from, until: '24:00', ...(later.length > 0 ? { later } : {}) }],
    })
    const { input, problems } = sessionOfFields(sessionFieldsOf({ ...UNDECIDED, ...session, zone }))
    expect(problems).toEqual([])
    expect(input.days).toEqual(session.days)
    const moment = momentIn(zone, date, from, later.length > 0)
    expect(sessionSpan(sessionSchema.parse(input).days, zone).startsAt).toBe(moment)
    expect(wallClock(moment, zone)).toMatchObject({ date, time: from })
  }
  expect(Math.min(doubled, skipped)).toBeGreaterThan(0)
})

test('the hour that spring skips is refused at the time itself', () => {
  expect(wrong(typed('2027-03-28', '02:30', '04:00'))).toEqual(['day.0.from: skipped-hour'])
  expect(wrong(typed('2027-03-28', '01:00', '02:00'))).toEqual(['day.0.until: skipped-hour'])
  expect(wrong(typed('2027-03-28', '01:59', '03:00'))).toEqual([])
  expect(wrong(typed('2027-03-28', '02:30', '04:00', { zone: ['Europe/London'] }))).toEqual([])
})

test('an hour that autumn doubles is a problem until somebody said which of the two', () => {
  const night = (later: string[]) => typed('2027-10-31', '02:30', '04:00', { 'day.0.later': later })
  expect(wrong(night([]))).toEqual(['day.0.from: doubled-hour'])
  expect(sessionOfFields(night(['from-first']))).toMatchObject({ problems: [], input: { days: [{ from: '02:30' }] } })
  expect(sessionOfFields(night(['from'])).input.days[0]).toMatchObject({ later: ['from'] })
  const spans = [['from-first'], ['from']].map((later) =>
    sessionSpan(sessionSchema.parse(sessionOfFields(night(later)).input).days),
  )
  expect((spans[1]?.startsAt ?? 0) - (spans[0]?.startsAt ?? 0)).toBe(3_600_000)
  expect(wrong(typed('2027-10-31', '02:40', '02:20', { 'day.0.later': ['from-first', 'until'] }))).toEqual([])
  expect(wrong(typed('2027-10-31', '02:40', '02:20', { 'day.0.later': ['from-first', 'until-first'] }))).toEqual([
    'day.0.until: ends-before',
  ])
  // An answer that fits no more, because the day moved, is no answer.
  expect(sessionOfFields(typed('2027-11-01', '02:30', '04:00', { 'day.0.later': ['from'] })).input.days[0]).toEqual({
    date: '2027-11-01',
    from: '02:30',
    until: '04:00',
  })
})

test('a session may last until midnight, and ends after it begins', () => {
  expect(sessionOfFields(typed('2027-02-03', '22:00', '24:00')).problems).toEqual([])
  expect(sessionOfFields(typed('2027-02-03', '22:00', '0:00')).input.days[0]?.until).toBe('24:00')
  expect(wrong(typed('2027-02-03', '24:00', '24:00'))).toEqual(['day.0.from: not-a-time'])
  expect(wrong(typed('2027-02-03', '17:00', '09:00'))).toEqual(['day.0.until: ends-before'])
})

test('each field that cannot be saved is named once, by its own name', () => {
  const question = { id: 'q', kind: 'choice', label: { nl: '', en: '' }, choices: [] }
  const fields = typed('2027-02-31', '9.30', 'laat', {
    zone: ['Mars/Base'],
    seats: ['veel'],
    least: ['0'],
    cost: ['€ 12,50'],
    onlineLink: ['http://meet.example'],
    signUpUntil: ['1', '', '2027'],
    'place.nl': ['x'.repeat(121)],
    questions: [JSON.stringify([question])],
  })
  const { input, problems } = sessionOfFields(fields)
  expect(input.costCents).toBe(1_250)
  expect(problems.map(({ field, problem }) => `${field}: ${problem}`).sort()).toEqual([
    'day.0.date: not-a-day',
    'day.0.until: not-a-time',
    'least: wrong-value',
    'onlineLink: no-link',
    'place.nl: too-long',
    'questions.0.choices: few-choices',
    'questions.0.label: no-label',
    'seats: not-a-number',
    'signUpUntil: not-a-day',
    'zone: no-zone',
  ])
  expect(wrong(new Map())).toEqual(['day.0.date: no-day'])
})
