import { expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { embeddedSearch } from '#app/search/embedded/search.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { calendarOffer, calendarSession } from '#tests/support/calendar/offers.ts'
import { readByIcalJs } from '#tests/support/calendar/parsers.ts'
import { demoDatabase, NOW } from '#tests/support/database.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { findCalendarPage, jumpTarget } from './calendar.queries.server.ts'
import { calendarEntriesOf, inOrderOfTime } from './calendar-entries.ts'
import { findCalendarFile, findSessionFile } from './calendar-files.server.ts'

const page = (db: Db, address: string, language: 'nl' | 'en' = 'nl', now = NOW) =>
  findCalendarPage(db, embeddedSearch(db), language, new URLSearchParams(address), now)
const file = (db: Db, address = '', now = NOW) =>
  findCalendarFile(db, embeddedSearch(db), 'nl', new URLSearchParams(address), now)
const titles = ({ days }: ReturnType<typeof page>) => days.flatMap((day) => day.entries.map(({ title }) => title))
const entriesOn = (db: Db, address: string, date: string) =>
  page(db, address).days.find((day) => day.date === date)?.entries ?? []

function add(db: Db, changes: Readonly<Record<string, unknown>>): string {
  const saved = inTransaction(db, (tx) => saveOffer(tx, asSystem('seed', 'offer.save'), checkedOffer(changes), NOW))
  if (!saved.ok) throw new Error(JSON.stringify(saved))
  return saved.value.id
}
const day = (date: string, from = '09:00', until = '12:00') => ({ date, from, until })

test('a session of several days stands on each of them, and once more where signing up ends', () => {
  const days = [day('2027-03-03'), day('2027-03-10'), day('2027-04-07')]
  const offer = calendarOffer('o', [calendarSession('s', { days, signUpUntil: '2027-03-01' })])
  const found = inOrderOfTime(calendarEntriesOf(offer, { from: '2027-03-01', until: '2027-03-31' }))
  expect(found.map((entry) => [entry.date, entry.what])).toEqual([
    ['2027-03-01', 'sign-up-closes'],
    ['2027-03-03', 'session'],
    ['2027-03-10', 'session'],
  ])
})

test('a month shows what falls in it, what closes, what is cancelled in words, and what is published only', () => {
  const db = demoDatabase()
  const on = (title: string, date: string) => ({ title: { nl: title, en: title }, sessions: [{ days: [day(date)] }] })
  add(db, on('In de maand', '2027-05-31'))
  add(db, on('Erna', '2027-06-01'))
  add(db, { ...on('Concept', '2027-05-31'), state: 'draft' })
  add(db, { title: { nl: 'Vervalt', en: '' }, sessions: [{ days: [day('2027-05-30')], cancelled: true }] })
  const found = page(db, 'month=2027-05')
  expect(titles(found)).toEqual(expect.arrayContaining(['In de maand', 'Vervalt']))
  expect(titles(found)).not.toContain('Erna')
  expect(titles(found)).not.toContain('Concept')
  const cancelled = entriesOn(db, 'month=2027-05', '2027-05-30').find(({ title }) => title === 'Vervalt')
  expect(cancelled).toMatchObject({ before: 'Gaat niet door: 09:00', isCancelled: true })
  // With something on a Sunday both days of the weekend have a column.
  expect(found.weekdays).toEqual(['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'])
  expect(found.hidesWeekend).toBe(false)
})

test('without anything in a weekend neither of its days has a column, and no day with something is left out', () => {
  const db = demoDatabase()
  add(db, { title: { nl: 'Op zaterdag', en: '' }, sessions: [{ days: [day('2029-03-10')] }] })
  expect(page(db, 'week=2029-W10').weekdays).toHaveLength(7)
  expect(titles(page(db, 'week=2029-W10'))).toEqual(['Op zaterdag'])
  expect(page(db, 'week=2029-W11').weekdays).toEqual(['ma', 'di', 'wo', 'do', 'vr'])
})

test('a closing day of the institution is named in every view, and in a list also when nothing is on it', () => {
  const db = demoDatabase()
  const closedOn = (address: string, date: string, language: 'nl' | 'en' = 'nl') =>
    page(db, address, language).days.find((one) => one.date === date)
  expect(closedOn('month=2027-12', '2027-12-24')).toMatchObject({ closed: { name: 'Kerstsluiting' }, isFree: false })
  expect(closedOn('week=2027-W51', '2027-12-24', 'en')?.closed).toEqual({ name: 'Christmas closure' })
  const list = page(db, 'view=agenda&from=2027-12-20&kind=story').days.map(({ date }) => date)
  expect(list).toContain('2027-12-24')
  // Christmas Day is a Saturday then: nobody misses a working day.
  expect(list).not.toContain('2027-12-25')
  expect(closedOn('month=2027-12', '2027-12-23')?.closed).toBeUndefined()
})

test('who asks for a page with their own sessions keeps asking for it by every link', () => {
  const { hrefs } = page(demoDatabase(), 'month=2027-02&mine=1')
  for (const href of [hrefs.next, hrefs.previous, hrefs.today, hrefs.views.week]) expect(href).toContain('mine=1')
  expect(page(demoDatabase(), 'month=2027-02').hrefs.next).not.toContain('mine')
})

test('filters and words are those of the catalogue, and stay through every link', () => {
  const db = demoDatabase()
  const found = page(db, 'month=2027-02&kind=training&theme=leadership&q=team&kind=yoga')
  expect(found.dropped).toBe(1)
  const all = new Set(titles(page(db, 'month=2027-02')))
  expect(titles(found).every((title) => all.has(title))).toBe(true)
  const { previous, next, subscribe, views } = found.hrefs
  for (const href of [previous, next, subscribe, views.week, views.agenda]) {
    const search = new URL(href, 'http://x').searchParams
    expect([search.get('q'), search.getAll('kind'), search.get('theme')]).toEqual(['team', ['training'], 'leadership'])
  }
  const chip = found.quick.find(({ on }) => on)
  expect(new URL(chip?.href ?? '', 'http://x').searchParams.getAll('kind')).toEqual([])
})

test('the jump field leads to the day that was typed and keeps the filters, or says that it is none', () => {
  const db = demoDatabase()
  const to = (address: string) => jumpTarget(db, 'nl', new URLSearchParams(address), NOW)
  expect(to('jump=9-12-2027&kind=event')).toEqual({ goTo: '/nl/calendar?month=2027-12&kind=event#day-2027-12-09' })
  expect(to('week=2027-W05&jump=12-2027')).toEqual({ goTo: '/nl/calendar?week=2027-W48#day-2027-12-01' })
  expect(to('jump=soon')).toEqual({ goTo: null })
  expect(to('kind=event')).toBeUndefined()
  expect(page(db, 'jump=soon').unreadJump).toBe('soon')
})

test('on the busiest day the rest is behind a link, and is counted', () => {
  const db = demoDatabase()
  for (let n = 0; n < 12; n++)
    add(db, { title: { nl: `Druk ${n}`, en: '' }, sessions: [{ days: [day('2027-08-11')] }] })
  const busy = page(db, 'month=2027-08').days.find(({ date }) => date === '2027-08-11')
  expect([busy?.entries.length, busy?.more]).toEqual([6, 6])
  expect(busy?.href).toBe('/nl/calendar?view=agenda&from=2027-08-11')
  expect(page(db, 'view=agenda&from=2027-08-11').days[0]?.entries).toHaveLength(12)
})

test('a file holds what the page holds, changes at once, and is the same text until then', async () => {
  const db = demoDatabase()
  const before = await file(db)
  expect(await file(db, '', new Date(Number(NOW) + 10_000))).toBe(before)
  const id = add(db, { title: { nl: 'Nieuw in de agenda', en: '' }, sessions: [{ days: [day('2027-09-01')] }] })
  expect(readByIcalJs(await file(db)).map(({ summary }) => summary)).toContain('Nieuw in de agenda')
  expect(readByIcalJs(await file(db, 'kind=vacancy')).map(({ summary }) => summary)).not.toContain('Nieuw in de agenda')
  const session = db.$client.prepare('SELECT id FROM sessions WHERE offer_id = ?').pluck().get(id) as string
  expect(readByIcalJs(findSessionFile(db, 'nl', session, NOW) ?? '')).toHaveLength(1)
  db.$client.prepare("UPDATE offers SET state = 'draft' WHERE id = ?").run(id)
  expect(findSessionFile(db, 'nl', session, NOW)).toBeNull()
  expect(await file(db)).not.toContain('Nieuw in de agenda')
})

test('a session that is moved keeps its name in the file and counts up; a cancelled one stays as cancelled', async () => {
  const db = demoDatabase()
  const input = { sourceKey: 'import:moved', title: { nl: 'Verzet', en: '' } }
  const save = (session: Record<string, unknown>) =>
    add(db, { ...input, sessions: [{ sourceKey: 'k', days: [day('2027-09-01')], ...session }] })
  const read = async () => readByIcalJs(await file(db)).filter(({ summary }) => summary.includes('Verzet'))
  save({})
  const [first] = await read()
  save({ days: [day('2027-09-08')] })
  const [moved] = await read()
  save({ days: [day('2027-09-08')], cancelled: true })
  const [cancelled] = await read()
  expect([moved?.uid, cancelled?.uid]).toEqual([first?.uid, first?.uid])
  expect([first, moved, cancelled].map((event) => event?.sequence)).toEqual([0, 1, 2])
  expect(cancelled).toMatchObject({ status: 'CANCELLED', summary: 'Gaat niet door: Verzet' })
})
