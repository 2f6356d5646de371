import { expect, test } from 'vitest'
import { checkOffer } from '#app/features/catalogue/check-offer.ts'
import { isKind, kindOf, kinds } from '#app/features/catalogue/kinds.ts'
import { readOffers } from '#app/features/catalogue/offer-store.server.ts'
import { i18nFor } from '#app/i18n/instance.server.ts'
import { demoDatabase } from '#tests/support/database.ts'
import { detailFieldsOf } from './detail-fields.ts'
import { fieldsOfOffer, isFieldName, namesOfDetail, offerOfFields } from './offer-fields.ts'

const db = demoDatabase()
const ids = db.$client.prepare('SELECT id FROM offers').pluck().all() as string[]
const offers = readOffers(db, ids)

test('every offer of the demo comes back from its fields as it was', () => {
  expect(offers.length).toBeGreaterThan(120)
  for (const offer of offers) {
    const { input, problems } = offerOfFields(offer.kind, fieldsOfOffer(offer), offer)
    expect(problems).toEqual([])
    const checked = checkOffer(input)
    if (!checked.ok) throw new Error(`${offer.title.nl}: ${JSON.stringify(checked.problems)}`)
    const { id: _, slug: __, createdAt: _c, updatedAt: _u, textAt: _t, asked: _a, sessions, ...facts } = offer
    const { textAt: ___, sessions: after, ...read } = checked.offer
    expect(read).toEqual(facts)
    expect(after).toEqual(
      sessions.map(({ startsAt: _s, endsAt: _e, sequence: _q, changedAt: _h, ...session }) => session),
    )
  }
})

test('every name in the fields of an offer is one that the editor has, and no other', () => {
  for (const offer of offers)
    for (const name of fieldsOfOffer(offer).keys()) expect(isFieldName(offer.kind, name), name).toBe(true)
  for (const name of [
    'state',
    'asked',
    'id',
    'sourceKey',
    'details.secret',
    'sessions.a b.place.nl',
    'title',
    '__proto__',
  ])
    expect(isFieldName('training', name), name).toBe(false)
})

test('every kind has a field for each of its details, whatever they are', () => {
  for (const { id, details } of kinds) {
    const fields = detailFieldsOf(details)
    expect(fields.length, id).toBeGreaterThan(0)
    expect(
      fields.filter(({ input }) => input === 'json').map(({ path }) => path.join('.')),
      id,
    ).toEqual([])
  }
  const speakers = detailFieldsOf(kindOf('event').details).find(({ path }) => path[0] === 'speakers')
  expect(speakers).toMatchObject({ input: 'lines', required: false })
  expect(detailFieldsOf(kindOf('coaching').details).flatMap(namesOfDetail)).toContain('details.coach.en')
  expect(isKind('yoga')).toBe(false)
})

test('every detail of every kind and every value of it has a name in the editor, in both languages', () => {
  const nameless = kinds.flatMap((kind) =>
    detailFieldsOf(kind.details).flatMap(({ path, values }) => {
      const name = path.join('.')
      const has = (key: string, label: string) =>
        kindOf(kind.id).labels?.[label] ||
        (['nl', 'en'] as const).every((language) => i18nFor(language).exists(`editor:${key}.${kind.id}.${label}`))
      return [
        ...(has('detail', name) ? [] : [`${kind.id} ${name}`]),
        ...values
          .filter((value) => !has('detailValue', `${name}.${value}`))
          .map((value) => `${kind.id} ${name} ${value}`),
      ]
    }),
  )
  expect(nameless).toEqual([])
})

test('what cannot be read is named and stays as it was typed', () => {
  const [offer] = offers.filter(({ kind, sessions }) => kind === 'training' && sessions.length > 0)
  if (!offer) throw new Error('the demo has trainings with sessions')
  const session = offer.sessions[0]?.id
  const fields = new Map<string, ReadonlyArray<string>>([
    ...fieldsOfOffer(offer),
    ['cost', ['about ten']],
    ['reviewOn', ['31', '2', '2027']],
    [`sessions.${session}.day.0.from`, ['half past nine']],
    [`sessions.${session}.seats`, ['many']],
  ])
  const { problems } = offerOfFields('training', fields, offer)
  expect(problems.map(({ field, problem }) => `${field}: ${problem}`).sort()).toEqual([
    'cost: not-a-number',
    'reviewOn: not-a-day',
    `sessions.${session}.day.0.from: not-a-time`,
    `sessions.${session}.seats: not-a-number`,
  ])
})

test('midnight ends a day, and a day without anything in it is no day', () => {
  const [offer] = offers.filter(({ kind }) => kind === 'event')
  if (!offer) throw new Error('the demo has events')
  const fields = new Map<string, ReadonlyArray<string>>([
    ...[...fieldsOfOffer(offer)].filter(([name]) => !name.startsWith('sessions.')),
    ['sessions.new-1.day.0.date', ['3', '2', '2027']],
    ['sessions.new-1.day.0.from', ['22:00']],
    ['sessions.new-1.day.0.until', ['00:00']],
    ['sessions.new-1.day.1.date', ['', '', '']],
    ['sessions.new-2.removed', ['on']],
    ['sessions.new-2.day.0.date', ['4', '2', '2027']],
  ])
  const { input } = offerOfFields('event', fields, null)
  expect(input.sessions?.map(({ days }) => days)).toEqual([[{ date: '2027-02-03', from: '22:00', until: '24:00' }]])
})
