import { expect, test } from 'vitest'
import { readOffer } from '#app/features/catalogue/offer-store.server.ts'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { publisher } from '#tests/support/publishers.ts'
import { copyAsNewRun, findCopy } from './copy-run.server.ts'
import { findHrStart } from './hr-start.queries.server.ts'
import { readOfferDraft } from './offer-drafts.server.ts'
import { offerOfFields } from './offer-fields.ts'
import { findOfferList } from './offer-list.queries.server.ts'
import { readListQuery } from './offer-list.ts'

const OPEN = () => false
const room = { nl: 'Zuidvleugel 1.08', en: '' }
const on = (...dates: string[]) => dates.map((date) => ({ date, from: '13:00', until: '17:00' }))

/** Copies an offer with these sessions four weeks later, beside others that stand there already. */
function copying(
  sessions: ReadonlyArray<object>,
  others: ReadonlyArray<object> = [],
  isClosed: (day: string) => boolean = OPEN,
  facts: object = {},
) {
  const db = peopleDatabase()
  const fatima = publisher(db, 'fatima')
  const save = (own: ReadonlyArray<object>, title: string) => {
    const saved = inTransaction(db, (tx) =>
      saveOffer(tx, fatima, checkedOffer({ title: { nl: title, en: '' }, details: {}, sessions: own, ...facts }), NOW),
    )
    if (!saved.ok) throw new Error(JSON.stringify(saved))
    return saved.value.id
  }
  const id = save(sessions, 'Feedback')
  if (others.length > 0) save(others, 'Schrijven')
  const keys = readOffer(db, id)?.sessions.map((session) => session.id) ?? []
  const dates = (moved: string[] = []) => findCopy(db, fatima, id, { weeks: 4, moved }, isClosed, NOW) ?? []
  const made = (moved: string[] = []) => {
    const copied = inTransaction(db, (tx) => copyAsNewRun(tx, fatima, id, { weeks: 4, moved }, isClosed, NOW))
    const draft = copied.ok ? readOfferDraft(db, fatima, copied.value) : null
    return draft ? offerOfFields(draft.kind, draft.fields, null) : null
  }
  const lists = (weeks: number[]) => {
    for (const later of weeks)
      inTransaction(db, (tx) => copyAsNewRun(tx, fatima, id, { weeks: later, moved: [] }, isClosed, NOW))
    const viewer = fatima as unknown as Parameters<typeof findOfferList>[1]
    const { rows } = findOfferList(db, viewer, readListQuery(new URLSearchParams('state=draft')), 'nl', NOW)
    const asks = findHrStart(db, viewer, 'nl', NOW).asks.filter(({ key }) => key.startsWith('draft:'))
    return [rows.map(({ next }) => next).sort(), asks.map(({ title }) => title).sort()]
  }
  return { keys, dates, made, lists }
}

test('a room is taken on the days of a session, not on all days between its first and its last', () => {
  const { dates } = copying(
    [{ days: on('2027-03-03', '2027-03-24'), place: room }],
    [{ days: on('2027-04-14'), place: room }],
  )
  expect(dates().map(({ date, taken }) => [date, taken])).toEqual([
    ['2027-03-31', null],
    ['2027-04-21', null],
  ])
})

test('only the day that is taken is marked, also when letters of the room differ', () => {
  const { dates } = copying(
    [{ days: on('2027-03-03', '2027-03-10'), place: room }],
    [{ days: on('2027-04-07'), place: { nl: 'zuidvleugel  1.08 ', en: '' } }],
  )
  expect(dates().map(({ date, taken }) => [date, taken])).toEqual([
    ['2027-03-31', null],
    ['2027-04-07', 'Schrijven'],
  ])
})

test('two sessions of the copy itself in one room at one time are marked', () => {
  const { dates } = copying([
    { days: on('2027-03-03'), place: room },
    { days: on('2027-03-03'), place: room },
  ])
  expect(dates().map(({ taken }) => taken)).toEqual(['Feedback', 'Feedback'])
})

test('a date whose trainer is taken moves to the next day on which the trainer is free', () => {
  const { keys, dates, made } = copying(
    [{ days: on('2027-03-03'), trainer: 'Marieke Bos' }],
    [
      { days: on('2027-03-31'), trainer: 'Marieke Bos' },
      { days: on('2027-04-01'), trainer: 'Marieke Bos' },
    ],
  )
  expect(dates().map(({ date, taken }) => [date, taken])).toEqual([['2027-03-31', 'Schrijven']])
  expect(dates(keys).map(({ date, taken }) => [date, taken])).toEqual([['2027-04-02', null]])
  expect(made(keys)?.input.sessions?.[0]?.days[0]?.date).toBe('2027-04-02')
})

test('a session of several days moves until all of its days are open', () => {
  const closed = ['2027-03-31', '2027-04-02']
  const { keys, dates } = copying([{ days: on('2027-03-03', '2027-03-04') }], [], (day) => closed.includes(day))
  expect(dates(keys).map(({ date, isClosed }) => [date, isClosed])).toEqual([
    ['2027-04-05', false],
    ['2027-04-06', false],
  ])
})

test('of two sessions of the copy that are in each other’s way one can move', () => {
  const { keys, dates } = copying([
    { days: on('2027-03-03'), place: room },
    { days: on('2027-03-03'), place: room },
  ])
  expect(dates(keys.slice(1)).map(({ date, taken }) => [date, taken])).toEqual([
    ['2027-03-31', null],
    ['2027-04-01', null],
  ])
})

test('parts of a copied session have ids of their own', () => {
  const slots = [{ id: 'a1', date: '2027-03-03', from: '13:00', until: '13:20' }]
  const { made } = copying([{ days: on('2027-03-03'), slots }])
  const [part] = made()?.input.sessions?.[0]?.slots ?? []
  expect(part).toMatchObject({ date: '2027-03-31', from: '13:00', until: '13:20' })
  expect(part?.id).not.toBe('a1')
})

test('a copy that lands in the doubled hour of autumn asks which of the two is meant', () => {
  const { made } = copying([{ days: [{ date: '2027-10-03', from: '02:30', until: '04:00' }] }])
  expect(made()?.problems.map(({ problem }) => problem)).toEqual(['doubled-hour'])
})

test('two copies of one offer differ in the lists by their dates', () => {
  const { lists } = copying([{ days: on('2027-03-03') }])
  expect(lists([4, 5])).toEqual([
    ['wo 31 mrt 2027', 'wo 7 apr 2027'],
    ['Feedback, wo 31 maart 2027', 'Feedback, wo 7 april 2027'],
  ])
})
